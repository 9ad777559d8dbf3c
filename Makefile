# Run one target in every chapter, in reading order.
# `make help` lists what you can ask for.

CHAPTERS = $(sort $(wildcard [0-9][0-9]-*))
FIND     = find [0-9]* tests -name build -prune -o
SCRIPTS  = $(shell $(FIND) \( -name '*.sh' -o -name '*.t' \) -print) .ci/run
SOURCES  = $(shell $(FIND) -name '*.[ch]' -print)

# With it, cd in a script would print, and might go elsewhere.
unexport CDPATH

.PHONY: all run check check-all valgrind sanitize bench clean lint deps help \
        exercises exercise watch solution hint reset handout grade class \
        mutate mutate-exercises book clean-book

all: ## build every chapter (the default)

# One failing chapter must not hide the ones after it.
all valgrind sanitize bench clean:
	@failed=; for c in $(CHAPTERS); do \
	    printf '\n== %s: %s\n' "$$c" $@; \
	    $(MAKE) --no-print-directory -C "$$c" $@ || failed="$$failed $$c"; \
	done; \
	if [ -n "$$failed" ]; then echo "FAILED:$$failed" >&2; exit 1; fi

# As many commands at a time as there are processors, unless make was told.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell \
    getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2))

# The commands that build are shown by `make`; a story reads better without, and
# needs only a part of what they build. All chapters are built by one make, side
# by side; each story waits for its chapter and for the story before it. -k: the
# stories before a chapter that does not build are told.
SHOWN   = $(CHAPTERS:%=shown/%)
STORIES = $(CHAPTERS:%=story/%)
.PHONY: $(SHOWN) $(STORIES)

run: ## tell every chapter's story, in order
	@$(MAKE) -sk --no-print-directory $(PARALLEL) $(STORIES)

$(SHOWN):
	@$(MAKE) -s --no-print-directory -C $(@F) shown

$(STORIES): story/%: shown/%
	@RUN='$(RUN)' sh $(@F)/story.sh && echo

$(foreach c,$(CHAPTERS),$(eval story/$c: $(before))$(eval before := story/$c))

# What takes seconds: every chapter here and now, its pages, and their form. The
# last chapter takes as long as all others: so it is the first to begin.
LAST   = $(lastword $(CHAPTERS))
CHECKS = $(patsubst %,%/check.sh,$(LAST) $(filter-out $(LAST),$(CHAPTERS))) \
         $(wildcard $(patsubst %,tests/%.t,built readme style copies questions))

# The others take minutes. The longest come first: with two processors, none
# should be left to run alone at the end.
LONG = $(wildcard $(patsubst %,tests/%.t,sanitizers machines exercises \
    valgrind compilers grading))
# WITHOUT='valgrind machines' leaves some out.
ALL_CHECKS = $(filter-out $(WITHOUT:%=tests/%.t),$(LONG) $(CHECKS) \
    $(filter-out $(LONG) $(CHECKS),$(wildcard tests/*.t)))

# A chapter that does not build fails its own checks; the others are checked.
# With STRICT=1 one that is built with a warning is such a chapter.
BUILT = $(CHAPTERS:%=built/%)
.PHONY: built $(BUILT)
built:
	@$(MAKE) -s --no-print-directory $(PARALLEL) $(BUILT)

$(BUILT):
	@$(MAKE) -s --no-print-directory -C $(@F) all \
	    $(if $(STRICT),WERROR=-Werror) || \
	    echo 'make: $(@F) does not build' >&2

CHECK = RUN='$(RUN)' STRICT='$(STRICT)' sh tests/run.sh

check: built ## prove the text here and now, in a minute [JUNIT=file]
	@$(CHECK) $(CHECKS)
	@echo 'Checked here, with one compiler: every chapter and its pages.' \
	    '`make check-all` does the rest.'

check-all: built ## the same with all compilers, sanitizers, libraries, machines
	@$(CHECK) $(ALL_CHECKS)

# Every chapter has the script, so that it can be copied out alone.
TUTOR = @sh $(firstword $(CHAPTERS))/exercises/tutor.sh
exercises: ## list all exercises, how far you are, and the next one
	$(TUTOR) list

# 1 is "not yet": the tutor has said so, and it is no error of make's.
TOLD = || [ $$? -eq 1 ]
exercise: ## check the next one, or: make exercise EX=03/2
	$(TUTOR) check '$(EX)' $(TOLD)

watch: ## check it at each save: make watch EX=03/2
	$(TUTOR) watch '$(EX)' $(TOLD)

solution: ## when it is solved, another one and why: make solution EX=03/2
	$(TUTOR) solution '$(EX)' $(TOLD)

hint: ## print the next hint for it: make hint EX=03/2
	$(TUTOR) hint '$(EX)'

reset: ## bring its files back, after asking: make reset EX=03/2
	$(TUTOR) reset '$(EX)' $(TOLD)

# In the environment, and as they were given: a name may hold what a shell, or
# make, would take for more.
define as_given
grade class handout: override export $(1) := $$(value $(1))
endef
$(foreach name,SUBMISSION SUBMISSIONS EX JSON CSV RESULTS MACHINES OUT,\
    $(eval $(call as_given,$(name))))
grade class check check-all: override export JUNIT := $(value JUNIT)
grade: ## grade a copy: make grade SUBMISSION=folder [EX=03/2] [JUNIT=file]
	@sh tests/grade.sh

handout: ## a copy for students: make handout OUT=folder [CHAPTERS='01 02']
	@CHAPTERS='$(CHAPTERS)' sh tests/handout.sh

class: ## grade a folder of submissions: make class SUBMISSIONS=folder
	@sh tests/class.sh

mutate: ## change the loader in 100 small ways: do the checks notice?
	@sh tests/mutate.sh

mutate-exercises: ## the same with the exercises' solutions: are they refused?
	@sh tests/mutate-exercises.sh

valgrind: ## run every chapter's checks under valgrind
sanitize: ## run them under the address and undefined sanitizers
bench: ## measure: every chapter that claims a cost shows it
clean: ## remove everything that was built

lint: ## check the shell scripts and the C sources' form
	shellcheck $(SCRIPTS)
	clang-format --dry-run -Werror $(SOURCES)

book: built ## all texts as web pages, in build/book (PDF=1: on paper, too)
	@PDF='$(PDF)' sh tests/book.sh

clean: clean-book
clean-book:
	rm -rf build

deps: ## install gcc, make, valgrind, shellcheck (ALL=1: what all checks use)
	@ALL='$(ALL)' sh tests/deps.sh

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' \
	    Makefile
