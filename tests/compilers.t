#!/bin/sh
# compilers.t - each chapter, copied out alone, with gcc and clang, at -O2, and
# no warning from either. (sanitizers.t does the same at -O0.)
#
# What a chapter shows must not depend on the compiler, and where it does, the
# chapter says so. What `make check` checks where it is, is not checked once
# more, unless ALL=1: a chapter that has another level there is compiled at -O2
# in machines.t. The first fresh copy tells its story: `make story` builds what
# that shows, and no more.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# is_readers CC: is it the compiler of the reader's own build?
is_readers() {
    [ "$($1 --version | sed '1s/^[^ ]*//')" = \
        "$(${CC-cc} --version | sed '1s/^[^ ]*//')" ]
}

# tells_story VARIABLE=VALUE...: in $copy, if the chapter has not told it yet.
told=
tells_story() {
    case $told in *" $chapter "*) return ;; esac
    told="$told $chapter "
    run make -s -C "$copy" story "$@"
    is "$status/$err" 0/ "$chapter: make story builds what the story shows"
    run make -C "$copy" -n all "$@"
    has "$out" ' -o build/' '... and leaves the rest'
}

for cc in gcc clang; do
    if ! command -v $cc >/dev/null; then
        skip "the chapters alone, $cc -O2" $cc
        continue
    fi
    if [ -z "${ALL-}" ] && is_readers $cc; then continue; fi
    for chapter in [0-9][0-9]-*; do
        copy_out "$chapter"
        set -- CC=$cc CFLAGS='-O2 -g -Werror'
        tells_story "$@"
        checks_pass "$chapter alone, $cc -O2" "$@"
    done
done
finish
