#!/bin/sh
# sanitizers.t - each chapter under the address and undefined sanitizers of gcc
# and clang, and under gcc's thread sanitizer.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# can COMPILER FLAG: does it link a program with this sanitizer?
can() {
    echo 'int main(void) { return 0; }' >"$tmp/can.c"
    $1 -fsanitize="$2" -o "$tmp/can" "$tmp/can.c" 2>/dev/null
}

for chapter in [0-9][0-9]-*; do
    for cc in gcc clang; do
        what="$chapter, $cc, address and undefined"
        if ! can $cc address,undefined; then
            skip "$what" "$cc -fsanitize=address"
            continue
        fi
        copy_out "$chapter"
        target=sanitize checks_pass "$what" CC=$cc
    done

    what="$chapter, gcc, thread"
    if ! can gcc thread; then
        skip "$what" 'gcc -fsanitize=thread'
        continue
    fi
    copy_out "$chapter"
    target=tsan checks_pass "$what" CC=gcc
done
finish
