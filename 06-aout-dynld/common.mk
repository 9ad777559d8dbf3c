# common.mk - the flags, rules and targets that the chapters' Makefiles share.
#
# The same file in every chapter, so that each chapter can be copied out alone.
# A chapter's Makefile sets, before it includes this file:
#
#   PROGRAMS  what has a main():     build/NAME    is made from NAME.c
#   PLUGINS   what dlopen() loads:   build/NAME.so is made from NAME.c
#   STORY     what story.sh shows, without build/
#
# and then lists what some of them need in addition to their own source.

# Set in the environment, or by `make CC=clang CFLAGS=-O0`. (make -R has no CC.)
CC      ?= cc
CFLAGS  ?= -O2 -g
LDFLAGS ?=

# With CDPATH set, cd in a script prints, and may go elsewhere.
unexport CDPATH

# The command that starts every program. It is empty here; another machine needs
# `make check RUN='qemu-aarch64 -L /usr/aarch64-linux-gnu'`.
RUN =

# Flags that the chapter cannot do without are not in CFLAGS and LDFLAGS, so
# that `make CFLAGS=-O0` changes the optimisation and nothing else.
# (_GNU_SOURCE: much of the loader's interface is not in any standard.)
NEEDED = -std=c17 -D_GNU_SOURCE -I. -Wall -Wextra -Wpedantic -Wshadow \
         -Wstrict-prototypes -Wmissing-prototypes

# Make an undefined name an error now, not when dlopen() runs.
DEFS = -Wl,-z,defs

# glibc before 2.34 keeps dlopen() and threads in libraries of their own.
LIBS = -ldl -pthread

.DELETE_ON_ERROR:
.PHONY: all run shown story check valgrind sanitize tsan bench clean help \
        always exercises exercise watch solution hint reset

all: $(PROGRAMS:%=build/%) $(PLUGINS:%=build/%.so) ## build everything

# A host is an ordinary program.
$(PROGRAMS:%=build/%): build/%: build/%.o
	$(CC) $(LDFLAGS) $(LINK) -o $@ $(filter %.o %.so,$^) $(LIBS)

# A plugin is a shared object: its code has to run at any address (-fPIC), and
# it exports only the names that it marks (-fvisibility=hidden).
$(PLUGINS:%=build/%.so): build/%.so: build/%.o
	$(CC) $(LDFLAGS) -shared $(DEFS) $(LINK) -o $@ $(filter %.o %.so,$^)

$(PLUGINS:%=build/%.o): PIC = -fPIC -fvisibility=hidden

# -MMD records which headers an object was made from, for the include at the
# bottom; -MP lets one of those headers be deleted later. EXTRA is for the few
# objects that demonstrate one flag: it comes last, so it wins. -fno-lto: checks
# look into objects and wrap calls in them, so objects must hold machine code,
# and not what the linker would compile later. WERROR=-Werror ends at a warning;
# the objects are no others.
COMPILE = $(CC) $(NEEDED) $(PIC) $(CFLAGS) -fno-lto $(EXTRA) $(WERROR) -MMD \
    -MP -c -o $@ $<

build/%.o: %.c Makefile common.mk build/flags
	@mkdir -p $(@D)
	$(COMPILE)

# Assembly, for what C cannot say.
build/%.o: %.S Makefile common.mk build/flags
	@mkdir -p $(@D)
	$(COMPILE)

# This file changes when the compiler or a flag changes, so that objects made
# with different flags never mix: `make CC=clang` after `make` rebuilds.
build/flags: always
	@mkdir -p build
	@echo '$(CC) $(NEEDED) $(CFLAGS) $(LDFLAGS) $(DEFS)' >$@.$$$$; \
	cmp -s $@.$$$$ $@ && rm $@.$$$$ || mv $@.$$$$ $@

run: all ## see the chapter's story
	@RUN='$(RUN)' sh story.sh

shown: $(STORY:%=build/%)

story: shown ## the same, without building the rest
	@RUN='$(RUN)' sh story.sh

check: all ## compare what it does with what it should do (TAP)
	@RUN='$(RUN)' sh check.sh

# RUN starts the programs under valgrind, which stays silent in a child that was
# forked in order to crash. valgrind runs one thread at a time; without
# --fair-sched two busy threads can keep a third one waiting for minutes.
VALGRIND = valgrind -q --leak-check=full --child-silent-after-fork=yes \
           --fair-sched=yes --error-exitcode=99
valgrind: all ## run the checks under valgrind: any error or leak fails
	$(MAKE) check RUN='$(VALGRIND)'

# DEFS is off because clang links the sanitizers into the host alone, so a
# plugin has undefined names until it is loaded. handle_segv=0: where a child
# has to die of a signal, the sanitizer must not turn it into an exit.
# detect_odr_violation=0: every sensor defines a global of the same name. That
# is the agreement, not a mistake.
SANITIZE = -fsanitize=address,undefined
LEVEL    = -O1
sanitize: ## run the checks under the address and undefined sanitizers
	ASAN_OPTIONS=handle_segv=0:detect_odr_violation=0 $(MAKE) check DEFS= \
	    CFLAGS='$(LEVEL) -g $(SANITIZE) -fno-sanitize-recover=undefined' \
	    LDFLAGS='$(SANITIZE)'

# Data races need a sanitizer of their own, which combines with no other.
tsan: ## run the checks under the thread sanitizer
	TSAN_OPTIONS=handle_segv=0 $(MAKE) check DEFS= \
	    CFLAGS='-O1 -g -fsanitize=thread' LDFLAGS=-fsanitize=thread

bench: all ## measure, and print a table
	$(RUN) build/bench

# The exercises have Makefiles of their own, and build into build/exercises.
TUTOR = @sh exercises/tutor.sh
exercises: ## list the exercises, and how far you are
	$(TUTOR) list

# Status 1 is "not yet": the tutor has said so, and make has nothing to report.
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

# The files that make reset replaced are somebody's work, and stay.
clean: ## remove everything that was built
	@[ ! -d build ] || find build ! -path 'build/exercises/*/before/*' ! -type d \
	    -exec rm -f {} +
	@[ ! -d build ] || find build -depth -type d -exec rmdir {} + 2>/dev/null || :

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' \
	    $(MAKEFILE_LIST)

-include $(wildcard build/*.d build/*/*.d)
