#!/bin/sh
# copies.t - what the chapters repeat is the same in each.
#
# A chapter includes nothing from outside its folder, so that it can be copied
# out alone. The price is repetition; this is what keeps it honest.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh

# agree FILE...: all are equal to the first.
agree() {
    first=$1
    for file in "$@"; do
        [ "$file" = "$first" ] && continue
        if diff "$first" "$file" >"$tmp/diff"; then
            result yes "$file agrees with $first"
        else
            result no "$file agrees with $first"
            sed 's/^/# /' "$tmp/diff" >&2
        fi
    done
}

agree [0-9][0-9]-*/common.sh tests/common.sh
agree [0-9][0-9]-*/common.mk
agree [0-9][0-9]-*/bench.h [0-9][0-9]-*/bench/bench.h
agree [0-9][0-9]-*/nomem.c
agree [0-9][0-9]-*/own.c
agree [0-9][0-9]-*/own.h
agree [0-9][0-9]-*/test/cross.sh tests/cross.sh
# Whose code is where, from chapter 3 on. (The header names its own chapter.)
agree [0-9][0-9]-*/ranges.c [0-9][0-9]-*/*/ranges.c
agree [0-9][0-9]-*/draw.c
agree [0-9][0-9]-*/draw.h
agree [0-9][0-9]-*/unique.c
agree [0-9][0-9]-*/unique.h
# The plugin that chapter 6 loads as chapter 3 has it.
agree 03-*/thermometer.c 06-*/host/sensors/thermometer.c
agree 03-*/sensor.h 06-*/host/sensors/sensor.h
agree [0-9][0-9]-*/exercises/exercise.sh
agree [0-9][0-9]-*/exercises/exercise.mk
agree [0-9][0-9]-*/exercises/tutor.sh

# ahead FILE: an exercise's copy of one of its chapter's files has lines more,
# and none changed: it is what the reader of the chapter knows.
ahead() {
    theirs=${1%%/*}/$(sed -n "s|$said||p" "$1" | sed 's/[ ,].*//')
    [ "${theirs##*/}" != file ] || theirs=${1%%/*}/${1##*/}
    lost=$(diff "$theirs" "$1" | grep '^<' | grep -v '^< #include')
    is "$lost" '' "$1: nothing of $theirs is lost"
}

# Those that say so, with the path where there are folders; others have only the
# name in common.
said='^// This is the chapter.s '
grep -lr "$said" --include='*.c' [0-9][0-9]-*/exercises/*/.given >"$tmp/ahead"
while read -r file; do
    ahead "$file"
done <"$tmp/ahead"
holds "two files of exercises, or more, are the chapter's" \
    [ "$(grep -c . "$tmp/ahead")" -ge 2 ]

# Nothing from outside: no ../ in an include, a Makefile or a script. An
# exercise may go up to its chapter (../..), and no further.
taken='(^ *# *include|^include|^\. |cp |CHAPTER).*\.\./'
for chapter in [0-9][0-9]-*; do
    outside=$(grep -rnE "$taken" \
        --include='*.[chS]' --include=Makefile --include='*.mk' \
        --include='*.sh' "$chapter" | grep -v '/build/' |
        grep -vE '^[^:]*/exercises/[^/]*/[^:]*:.*[^./](\.\./){1,2}[^.]')
    is "$outside" '' "$chapter takes nothing from outside its folder"
done
finish
