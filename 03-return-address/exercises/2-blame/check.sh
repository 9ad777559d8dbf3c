#!/bin/sh
# check.sh - is exercise 03/2 solved?

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# one_of WORD...: one of them.
one_of() {
    shift "$(random 0 $(($# - 1)))"
    echo "$1"
}

# some COUNT WORD...: so many of them, in any order.
some() {
    left=$1
    shift
    while [ "$left" -gt 0 ]; do
        one_of "$@"
        left=$((left - 1))
    done
}

# finding WORD NAME: what has to be found in the plugin NAME.
finding() {
    case $1 in
    CALL | INNER | RELAY_JUMP | EACH_OWN | END_CALL) echo "call, in $2" ;;
    TREE) echo 'library, in LIBC' ;;
    RELAY | END_RELAY) echo 'library, in relay.so' ;;
    EACH | EACH_JUMP | EACH_DEEP | END_EACH) echo 'each, in tell' ;;
    END_JUMP) echo 'jump, in tell' ;;
    MADE) echo 'unknown, in no file' ;;
    esac
}

# draw NUMBER WORD...: a plugin's readings and ways, for ways.c; and what has
# to be found there.
draw() {
    number=$1
    name=p$(secret).so
    shift
    echo "$name" >"$W/$number.name"
    ways=
    last=
    readings=
    i=0
    for word; do
        reading=$(random 1000 99999).5
        readings="$readings$reading, "
        echo "  $reading: $(finding "$word" "$name")" \
            >>"$W/$number.wanted"
        ways="$ways $last"
        last="$word($i)"
        i=$((i + 1))
    done
    echo "#define READINGS_$number {$readings}
#define STEPS_$number $ways
#define LAST_$number $last" >>"$B/draw.h"
}

# found NUMBER...: $tell finds in these plugins what has to be found. Of what
# differs, only the lines that do are shown.
tell=$B/tell
found() {
    files=
    wanted=
    for number; do
        read -r name <"$W/$number.name"
        files="$files $B/run/$name"
        wanted="$wanted $W/$number.wanted"
    done
    # shellcheck disable=SC2086 # several files
    sed "s/LIBC/$libc/" $wanted >"$W/wanted"
    # shellcheck disable=SC2086
    try "$tell" $files
    survived
    grep -v '^plugin' "$B/out" >"$W/found"
    cmp -s "$W/found" "$W/wanted" || {
        diff "$W/found" "$W/wanted" >"$W/diff"
        is "$(sed -n 's/^< *//p' "$W/diff")" "$(sed -n 's/^> *//p' "$W/diff")"
        is "$(cat "$W/found")" "$(cat "$W/wanted")" # in this order
    }
    exits 0
}

# shellcheck disable=SC2046 # several words
draw_inputs() {
    rm -f "$B/draw.h" "$W"/*.name "$W"/*.wanted
    draw 1 CALL $(some 3 CALL INNER) EACH_OWN END_CALL
    draw 2 $(some 3 TREE RELAY CALL) RELAY_JUMP RELAY TREE $(one_of END_CALL \
        END_RELAY)
    draw 3 CALL EACH $(some 3 CALL EACH RELAY) END_EACH
    draw 4 $(some 3 CALL EACH INNER) END_JUMP
    draw 5 $(some 6 CALL INNER TREE RELAY RELAY_JUMP EACH) END_JUMP
    draw 6 $(some 6 CALL INNER TREE RELAY RELAY_JUMP EACH) $(one_of \
        END_CALL END_JUMP END_EACH END_RELAY)
    # Its code is for three machines.
    case $(${CC-cc} -dumpmachine) in
    x86_64* | aarch64* | riscv64*)
        draw 8 CALL MADE $(some 2 MADE TREE RELAY) END_CALL
        ;;
    *) draw 8 CALL END_CALL ;;
    esac
    draw 7 EACH_JUMP $(some 3 EACH EACH_OWN EACH_JUMP) EACH_DEEP EACH END_JUMP
}
builds all ways hosts
try "$B/check/libc"
libc=$(cat "$B/out")
for number in 1 2 3 4 5 6 7 8; do
    read -r name <"$W/$number.name"
    cp "$B/check/way$number.so" "$B/run/$name"
done

must '1. called by the plugin itself: "call", and the name of its file'
advice 'in which file does the caller lie? The struct feeder lies in the plugin'
found 1

must '2. called by another file, libc or not: "library", and its name'
advice 'neither the plugin nor the program'
found 2

must '2. ... or by code in no file: "unknown"'
advice 'dladdr() fails for its address, and fills nothing in'
found 8

must '3. called by the host because the plugin asked each() to: "each"'
advice 'the caller is the program, and not where measure() was called'
found 3

must '4. a jump at the end of measure(): "jump"'
advice 'who called measure() seems to be the caller: one call? Still a call?'
found 4

must '3. and 4. with functions of the plugin that each() calls'
advice 'the caller is each(), also behind an each() within each()'
found 7

for level in O0 O2; do
    must "4. ... and to be told from each(), with blame.c compiled by -$level"
    advice 'how often is the call of measure() there? Is it a call still?'
    tell=$B/$level/tell
    found 3
    found 4
    found 7
done

must '4. ... and if each function is longer, and stands elsewhere'
advice 'not by guessing: who knows where the call of measure() is?'
tell=$B/longer/tell
found 3
found 4
found 7

must '5. all of it at once, in plugins that are loaded together'
advice 'is what you know that of the plugin that is measuring now?'
tell=$B/tell
# shellcheck disable=SC2046 # several words
found $(printf '%s\n' 1 2 3 4 5 6 7 8 5 6 | shuf)

must '6. of a long name 63 bytes are filled in, and a 0'
advice 'how large is file, in blame.h? strcpy() does not ask, and strncpy() '\
'writes no 0 if there is no room for it'
long=long_$(secret)$(secret)$(secret)$(secret)$(secret).so
cp "$B/check/way1.so" "$B/run/$long"
try "$tell" "$B/run/$long"
prints "plugin 1
$(sed "s/, in p.*/, in $(echo "$long" | cut -c 1-63)/" "$W/1.wanted")"

must '6. max findings are filled in, and no more'
advice 'what may you write to, and what do you return?'
name=$(cat "$W/7.name")
count=$(grep -c . "$W/7.wanted")
for max in 0 1 3; do
    try env "MAX=$max" "$tell" "$B/run/$name"
    prints "plugin 1
  $count reports, room for $max, kept$([ $max -eq 0 ] || printf '\n' &&
        head -n $max "$W/7.wanted")"
done
solved
