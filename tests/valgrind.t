#!/bin/sh
# valgrind.t - each chapter under valgrind: no error, no leak; and the solution
# of each exercise. The programs are those that `make` has built.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

for chapter in [0-9][0-9]-*; do
    what="$chapter, valgrind"
    if ! command -v valgrind >/dev/null; then
        skip "$what" valgrind
        continue
    fi
    copy_built "$chapter"
    target=valgrind checks_pass "$what"
done
need_solutions
each_exercise valgrind
finish
