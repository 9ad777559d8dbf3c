# Run one target in every chapter, in reading order.
# `make help` lists what you can ask for.

CHAPTERS = $(sort $(wildcard [0-9][0-9]-*))
SCRIPTS  = $(wildcard */*.sh tests/*.t) .ci/run

.PHONY: all run check valgrind sanitize bench clean lint deps help

all: ## build every chapter (the default)

# One failing chapter must not hide the ones after it.
all valgrind sanitize bench clean:
	@failed=; for c in $(CHAPTERS); do \
	    printf '\n== %s: %s\n' "$$c" $@; \
	    $(MAKE) --no-print-directory -C "$$c" $@ || failed="$$failed $$c"; \
	done; \
	if [ -n "$$failed" ]; then echo "FAILED:$$failed" >&2; exit 1; fi

# The commands that build are shown by `make`; a story reads better without.
run: ## tell every chapter's story, in order
	@for c in $(CHAPTERS); do \
	    $(MAKE) -s --no-print-directory -C "$$c" all run && echo || exit 1; \
	done

# A chapter that does not build fails its own checks; the others are checked.
check: ## prove every word: all chapters, all READMEs, and the tests of tests
	@for c in $(CHAPTERS); do \
	    $(MAKE) -s --no-print-directory -C "$$c" all || \
	        echo "make: $$c does not build" >&2; \
	done
	@RUN='$(RUN)' STRICT='$(STRICT)' sh tests/run.sh \
	    $(CHAPTERS:%=%/check.sh) $(wildcard tests/*.t)

valgrind: ## run every chapter's checks under valgrind
sanitize: ## run them under the address and undefined sanitizers
bench: ## measure: every chapter that claims a cost shows it
clean: ## remove everything that was built

lint: ## check the shell scripts and the C sources' form
	shellcheck $(SCRIPTS)
	clang-format --dry-run -Werror $(wildcard */*.[ch] */*/*.[ch])

deps: ## install gcc, make, valgrind, shellcheck (ALL=1: what all checks use)
	@ALL='$(ALL)' sh tests/deps.sh

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' \
	    Makefile
