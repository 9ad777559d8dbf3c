# common.mk - the flags, rules and targets that the chapters' Makefiles share.
#
# The same file in every chapter, so that each chapter can be copied out alone.
# A chapter's Makefile sets, before it includes this file:
#
#   PROGRAMS  what has a main():     build/NAME    is made from NAME.c
#   PLUGINS   what dlopen() loads:   build/NAME.so is made from NAME.c
#   STORY     what story.sh shows, without build/
#
# and then says what one of them needs beside its own source.

# From the environment, or from `make CC=clang CFLAGS=-O0`. (With -R, make knows
# no CC.)
CC      ?= cc
CFLAGS  ?= -O2 -g
LDFLAGS ?=

# With it, cd in a script would print, and might go elsewhere.
unexport CDPATH

# What every program is started through: empty here, but
# `make check RUN='qemu-aarch64 -L /usr/aarch64-linux-gnu'` for another machine.
RUN =

# What the chapter cannot do without is kept apart from CFLAGS and LDFLAGS, so
# that `make CFLAGS=-O0` changes the optimisation and nothing else.
# (_GNU_SOURCE: much of the loader's interface is not in any standard.)
NEEDED = -std=c17 -D_GNU_SOURCE -I. -Wall -Wextra -Wpedantic -Wshadow \
         -Wstrict-prototypes -Wmissing-prototypes

# Make a name that nobody defines an error now, not when dlopen() runs.
DEFS = -Wl,-z,defs

# glibc before 2.34 keeps dlopen() and threads in libraries of their own.
LIBS = -ldl -pthread

.DELETE_ON_ERROR:
.PHONY: all run story check valgrind sanitize tsan bench clean help always \
        exercises exercise watch solution hint reset

all: $(PROGRAMS:%=build/%) $(PLUGINS:%=build/%.so) ## build everything

# A host is an ordinary program.
$(PROGRAMS:%=build/%): build/%: build/%.o
	$(CC) $(LDFLAGS) $(LINK) -o $@ $(filter %.o %.so,$^) $(LIBS)

# A plugin is a shared object: its code has to run at any address (-fPIC), and
# it shows other files only the names it marks (-fvisibility=hidden).
$(PLUGINS:%=build/%.so): build/%.so: build/%.o
	$(CC) $(LDFLAGS) -shared $(DEFS) $(LINK) -o $@ $(filter %.o %.so,$^)

$(PLUGINS:%=build/%.o): PIC = -fPIC -fvisibility=hidden

# -MMD notes which headers an object was made from, for the include at the
# bottom; -MP lets one of those headers be deleted later. EXTRA is for the few
# objects that are about one flag: it comes last, so it wins. -fno-lto: checks
# look into objects, and wrap calls in them: so they hold code, and not what a
# linker compiles later.
COMPILE = $(CC) $(NEEDED) $(PIC) $(CFLAGS) -fno-lto $(EXTRA) -MMD -MP -c \
    -o $@ $<

build/%.o: %.c Makefile common.mk build/flags
	@mkdir -p $(@D)
	$(COMPILE)

# Assembly, for what C cannot say.
build/%.o: %.S Makefile common.mk build/flags
	@mkdir -p $(@D)
	$(COMPILE)

# Changes when the compiler or a flag does, so that objects made with and
# without one never mix: `make CC=clang` after `make` rebuilds.
build/flags: always
	@mkdir -p build
	@echo '$(CC) $(NEEDED) $(CFLAGS) $(LDFLAGS) $(DEFS)' >$@.$$$$; \
	cmp -s $@.$$$$ $@ && rm $@.$$$$ || mv $@.$$$$ $@

run: all ## see the chapter's story
	@RUN='$(RUN)' sh story.sh

story: $(STORY:%=build/%) ## the same, without building the rest
	@RUN='$(RUN)' sh story.sh

check: all ## compare what it does with what it should do (TAP)
	@RUN='$(RUN)' sh check.sh

# valgrind starts the program as RUN; it is silent in a child that was forked
# in order to crash. It runs one thread at a time, and without --fair-sched it
# lets two that are always busy keep a third waiting for minutes.
VALGRIND = valgrind -q --leak-check=full --child-silent-after-fork=yes \
           --fair-sched=yes --error-exitcode=99
valgrind: all ## run the checks under valgrind: any error or leak fails
	$(MAKE) check RUN='$(VALGRIND)'

# DEFS is off because clang keeps the sanitizers in the host, which leaves
# undefined names in a plugin until it is loaded. handle_segv=0: where a child
# has to die of a signal, the sanitizer must not turn it into an exit.
# detect_odr_violation=0: every sensor defines a global of the same name, and
# that is the agreement, not a mistake.
SANITIZE = -fsanitize=address,undefined
sanitize: ## run the checks under the address and undefined sanitizers
	ASAN_OPTIONS=handle_segv=0:detect_odr_violation=0 $(MAKE) check DEFS= \
	    CFLAGS='-O1 -g $(SANITIZE) -fno-sanitize-recover=undefined' \
	    LDFLAGS='$(SANITIZE)'

# Races between threads are a sanitizer of their own: it goes with no other.
tsan: ## run the checks under the thread sanitizer
	TSAN_OPTIONS=handle_segv=0 $(MAKE) check DEFS= \
	    CFLAGS='-O1 -g -fsanitize=thread' LDFLAGS=-fsanitize=thread

bench: all ## measure, and print a table
	$(RUN) build/bench

# The exercises have Makefiles of their own, and build into build/exercises.
TUTOR = @sh exercises/tutor.sh
exercises: ## list the exercises, and how far you are
	$(TUTOR) list

# 1 is "not yet": the tutor has said so, and it is no error of make's.
TOLD = || [ $$? -eq 1 ]
exercise: ## check the next one, or: make exercise EX=1
	$(TUTOR) check '$(EX)' $(TOLD)

watch: ## check it at each save: make watch EX=1
	$(TUTOR) watch '$(EX)' $(TOLD)

solution: ## when it is solved, another solution and why: make solution EX=1
	$(TUTOR) solution '$(EX)' $(TOLD)

hint: ## print the next hint for it: make hint EX=1
	$(TUTOR) hint '$(EX)'

reset: ## bring its files back, after asking: make reset EX=1
	$(TUTOR) reset '$(EX)' $(TOLD)

# What make reset has replaced is somebody's work, and stays.
clean: ## remove everything that was built
	@[ ! -d build ] || find build ! -path 'build/exercises/*/before/*' ! -type d \
	    -exec rm -f {} +
	@[ ! -d build ] || find build -depth -type d -exec rmdir {} + 2>/dev/null || :

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' \
	    $(MAKEFILE_LIST)

-include $(wildcard build/*.d build/*/*.d)
