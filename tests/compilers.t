#!/bin/sh
# compilers.t - each chapter, copied out alone, with gcc and clang, at -O0 and
# -O2, and no warning from either.
#
# What a chapter shows must not depend on the compiler, and where it does, the
# chapter says so.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

for cc in gcc clang; do
    for level in -O0 -O2; do
        for chapter in [0-9][0-9]-*; do
            what="$chapter alone, $cc $level"
            if ! command -v $cc >/dev/null; then
                skip "$what" $cc
                continue
            fi
            copy_out "$chapter"
            checks_pass "$what" CC=$cc CFLAGS="$level -g -Werror"
        done
    done
done
finish
