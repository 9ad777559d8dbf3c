#!/bin/sh
# exercises.t - every exercise, as handed out, solved, and solved wrong
# (two-sided.sh); and that there are enough of them.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh
need_solutions

for chapter in [0-9][0-9]-*; do
    sed -n 's/^Difficulty: *\([a-z]*\) *$/\1/p' \
        "$chapter"/exercises/[1-9]*/README.md 2>/dev/null | sort -u |
        tr '\n' ' ' >"$tmp/kinds"
    is "$(cat "$tmp/kinds")" 'easy hard moderate ' \
        "$chapter has an easy, a moderate and a hard exercise"
done
ls -d [0-9][0-9]-*/exercises/[1-9]*-*/ >"$tmp/all" 2>/dev/null
holds "there are at least 21: $(grep -c . "$tmp/all")" \
    [ "$(grep -c . "$tmp/all")" -ge 21 ]

ls tests/wrong/*/*/*.sed >"$tmp/wrong" 2>/dev/null
holds "... and 120 wrong solutions, or more: $(grep -c . "$tmp/wrong")" \
    [ "$(grep -c . "$tmp/wrong")" -ge 120 ]

each_exercise "$@"
finish
