#!/bin/sh
# valgrind.t - each chapter under valgrind: no error, no leak; and with ALL=1
# the solution of each exercise whose check does not use it anyway. The programs
# are those that `make` has built.
#
# To start a program under valgrind takes longer than all else, and chapters
# start some 600. So a valgrind of ours stands before the other: each program
# is started under it once for each status that it ends with, and no pitfall
# without ALL=1. (Sanitizers have seen all of them; in a chapter, make valgrind
# runs all.) Chapter 6 does not need that: it starts one valgrind for nearly
# all. And a fifth of what a start takes is to read which of libc's functions
# are inlined where.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

if valgrind=$(command -v valgrind); then
    mkdir "$tmp/bin"
    cp tests/once.sh "$tmp/bin/valgrind"
    chmod +x "$tmp/bin/valgrind"
    export VALGRIND_ITSELF="$valgrind" VALGRIND_SEEN="$tmp/seen"
fi

export VALGRIND_OPTS=--read-inline-info=no

for chapter in [0-9][0-9]-*; do
    what="$chapter, valgrind"
    if [ -z "$valgrind" ]; then
        skip "$what" valgrind
        continue
    fi
    copy_built "$chapter"
    if [ -f "$chapter/test/server.c" ]; then
        target=valgrind checks_pass "$what"
        continue
    fi
    : >"$tmp/seen"
    PATH=$tmp/bin:$PATH target=valgrind checks_pass "$what"
    # Fewer would be the pitfalls alone.
    holds '... and some of its programs were started under it' \
        [ "$(grep -c . "$tmp/seen")" -ge 8 ]
done

[ -n "${ALL-}" ] || { finish; exit; }
need_solutions
for folder in [0-9][0-9]-*/exercises/[1-9]*-*/; do
    # shellcheck disable=SC2016 # that is what is looked for
    ! grep -q -e valgrind -e '$memory' "$folder/check.sh" || continue
    : >"$tmp/seen"
    PATH=$tmp/bin:$PATH run sh tests/two-sided.sh "$folder" valgrind
    is "$(echo "$out" | grep -c '^ok')/$(echo "$out" | grep '^not')$err" 1/ \
        "$folder: the solution, valgrind"
done
finish
