#!/bin/sh
# compilers.t - each chapter, copied out alone, with gcc and clang, at -O2, and
# no warning from either. (sanitizers.t does the same at -O0.)
#
# What a chapter shows must not depend on the compiler, and where it does, the
# chapter says so. What `make check` has checked where it is, is built here, for
# the warnings, and not checked once more. The first fresh copy tells its story:
# `make story` builds what that shows, and no more.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# is_plain CC: is the reader's own build of $chapter one by that compiler, -O2?
is_plain() {
    default=$(cat "$chapter/Makefile" "$chapter/common.mk" |
        sed -n 's/^CFLAGS *?*= //p' | head -n 1)
    [ "${CFLAGS-$default}" = '-O2 -g' ] &&
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
    for chapter in [0-9][0-9]-*; do
        what="$chapter alone, $cc -O2"
        if ! command -v $cc >/dev/null; then
            skip "$what" $cc
            continue
        fi
        copy_out "$chapter"
        set -- CC=$cc CFLAGS='-O2 -g -Werror'
        tells_story "$@"
        if is_plain $cc; then
            make -C "$copy" all "$@" >"$tmp/log" 2>&1
            is "$?/$(grep -E '(error|warning): ' "$tmp/log")" 0/ \
                "$what: it is built without a warning"
        else
            checks_pass "$what" "$@"
        fi
    done
done
finish
