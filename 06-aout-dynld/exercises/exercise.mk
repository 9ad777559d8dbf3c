# exercise.mk - the rules that the exercises' Makefiles share.
#
# The same file in every chapter. An exercise's Makefile sets, before it
# includes this file, what common.mk of the chapter knows, too:
#
#   PROGRAMS  what has a main():     $(B)/NAME    is made from NAME.c
#   PLUGINS   what dlopen() loads:   $(B)/NAME.so is made from NAME.c
#
# and then says what one of them needs beside its own source. An object of the
# chapter is $(B)/chapter/NAME.o, made from ../../NAME.c: what is built here
# never meets what the chapter builds.

# The last word of the path, which may have blanks in it further up.
B = ../../build/exercises/$(lastword $(subst /, ,$(CURDIR)))

# From the environment, or from `make exercise EX=1 CC=clang CFLAGS=-O0`.
CC      ?= cc
CFLAGS  ?= -O2 -g
LDFLAGS ?=
EXTRA   ?=
DEFS    ?= -Wl,-z,defs

# $(B): a header that the check wrote for this run. ../..: the chapter's.
NEEDED = -std=c17 -D_GNU_SOURCE -I. -I$(B) -I../.. -Wall -Wextra
LIBS   = -ldl -pthread

.DELETE_ON_ERROR:
.PHONY: all always

all: $(PROGRAMS:%=$(B)/%) $(PLUGINS:%=$(B)/%.so)

$(PROGRAMS:%=$(B)/%): $(B)/%: $(B)/%.o
	$(CC) $(LDFLAGS) $(LINK) -o $@ $(filter %.o %.a %.so,$^) $(LIBS)

$(PLUGINS:%=$(B)/%.so): $(B)/%.so: $(B)/%.o
	$(CC) $(LDFLAGS) -shared $(DEFS) $(LINK) -o $@ $(filter %.o %.a %.so,$^)

$(PLUGINS:%=$(B)/%.o): PIC = -fPIC -fvisibility=hidden

COMPILE = $(CC) $(NEEDED) $(PIC) $(CFLAGS) -fno-lto $(EXTRA) -MMD -MP -c \
    -o $@ $<

$(B)/%.o: %.c Makefile ../exercise.mk $(B)/flags
	@mkdir -p $(@D)
	$(COMPILE)

$(B)/%.o: %.S Makefile ../exercise.mk $(B)/flags
	@mkdir -p $(@D)
	$(COMPILE)

$(B)/chapter/%.o: ../../%.c Makefile ../exercise.mk $(B)/flags
	@mkdir -p $(@D)
	$(COMPILE)

# A program that does nothing, to find out what works here with these flags.
$(B)/nothing: always
	@echo 'int main(void) { return 0; }' | $(CC) $(NEEDED) $(CFLAGS) $(EXTRA) \
	    $(LDFLAGS) $(NOTHING) -x c -o $@ -

# Changes when the compiler or a flag does, as in common.mk.
$(B)/flags: always
	@mkdir -p $(B)
	@echo '$(CC) $(NEEDED) $(CFLAGS) $(EXTRA) $(LDFLAGS) $(DEFS)' >$@.$$$$; \
	cmp -s $@.$$$$ $@ && rm $@.$$$$ || mv $@.$$$$ $@

-include $(wildcard $(B)/*.d $(B)/*/*.d)
