#!/bin/sh
# sanitizers.t - each chapter under gcc's address and undefined sanitizers,
# without optimisation (and with ALL=1 under clang's); and under gcc's thread
# sanitizer, where it starts threads.
#
# What is compiled with -O0 is checked here, and compilers.t leaves it out.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# can COMPILER FLAG: does it link a program with this sanitizer?
can() {
    echo 'int main(void) { return 0; }' >"$tmp/can.c"
    $1 -fsanitize="$2" -o "$tmp/can" "$tmp/can.c" 2>/dev/null
}

# has_threads CHAPTER: does something in it, pitfalls aside, start any?
has_threads() {
    grep -q pthread_create "$1"/*.c "$1"/test/*.c 2>/dev/null
}

for chapter in [0-9][0-9]-*; do
    for cc in gcc ${ALL:+clang}; do
        what="$chapter, $cc -O0, address and undefined"
        if ! can "$cc" address,undefined; then
            skip "$what" "$cc -fsanitize=address"
            continue
        fi
        # What is linked and dumped is the same for both compilers.
        [ "$cc" = gcc ] && variant=1 || variant=2
        copy_out "$chapter"
        target=sanitize checks_pass "$what" CC="$cc" LEVEL=-O0
    done

    what="$chapter, gcc, thread"
    if ! has_threads "$chapter"; then
        absent "$what" 'it starts no threads'
        continue
    elif ! can gcc thread; then
        skip "$what" 'gcc -fsanitize=thread'
        continue
    fi
    copy_out "$chapter"
    target=tsan variant=1 checks_pass "$what" CC=gcc
done
finish
