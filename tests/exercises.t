#!/bin/sh
# exercises.t - every exercise, as handed out and solved (two-sided.sh); and
# that there are enough of them.

cd "$(dirname "$0")/.." || exit 1
. tests/common.sh

for chapter in [0-9][0-9]-*; do
    sed -n 's/^Difficulty: *\([a-z]*\) *$/\1/p' \
        "$chapter"/exercises/[1-9]*/README.md 2>/dev/null | sort -u |
        tr '\n' ' ' >"$tmp/kinds"
    is "$(cat "$tmp/kinds")" 'easy hard moderate ' \
        "$chapter has an easy, a moderate and a hard exercise"
done
ls -d [0-9][0-9]-*/exercises/[1-9]*-*/ >"$tmp/all" 2>/dev/null
[ "$(grep -c . "$tmp/all")" -ge 18 ]
is $? 0 "there are at least 18: $(grep -c . "$tmp/all")"

# On all processors: each writes a TAP of its own, which is counted in here.
export tmp
# shellcheck disable=SC2016 # for that shell
xargs -P "$(getconf _NPROCESSORS_ONLN)" -n 1 sh -c '
    out=$tmp/$(echo "$1" | tr / _)
    sh tests/two-sided.sh "$1" >"$out" 2>"$out.err"' two-sided <"$tmp/all"

while read -r folder; do
    tap=$tmp/$(echo "$folder" | tr / _)
    while read -r line; do
        what=${line#* - }
        case $line in
        'ok '*) result yes "$what" ;;
        'not ok '*) result no "$what" ;;
        esac
    done <"$tap"
    cat "$tap.err" >&2
    is "$(grep -c '^1\.\.' "$tap")" 1 "$folder: its checks came to their end"
done <"$tmp/all"
finish
