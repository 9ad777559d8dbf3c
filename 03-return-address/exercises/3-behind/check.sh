#!/bin/sh
# check.sh - is exercise 03/3 solved?

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

if ! echo '#include <features.h>' | ${CC:-cc} -E -dM - |
    grep -q __GLIBC__; then
    echo 'cannot be checked here: this C library has no dladdr1'
    exit 2
fi

builds all

# Copies of the plugin, under names that are new each time.
rm -f "$B"/copy_*.so
one=n$(secret)
two=n$(secret)
three=n$(secret)
for name in "$one" "$two" "$three"; do
    cp "$B/gauge.so" "$B/copy_$name.so"
done
load_one=$one=$B/copy_$one.so
load_two=$two=$B/copy_$two.so

# report WHO WAY SENDER: one more command for the host, with a new value, and
# the line that it has to print.
commands=
wanted=
report() {
    value=$(random 1000 99999).5
    commands="$commands $1:$2:$value"
    wanted="$wanted$value: $3
"
}

# told: the host obeys, and all that was to be printed is.
told() {
    # shellcheck disable=SC2086 # several words
    try "$B/host" $commands
    prints "${wanted%?}"
    exits 0
    commands=
    wanted=
}

must '1. called by a plugin itself: that plugin'
advice 'this held at first. sender_find() and the callback are code of the
          program: does the walk begin there?'
commands="$load_one $load_two"
report "$two" direct "$two"
report "$one" direct "$one"
told

must '2. by way of a library: the plugin that called the library'
advice 'who called the function that called?'
commands="$load_two $load_one"
report "$one" library "$one"
report "$two" library "$two"
told

must '3. however many calls of libraries are in between, libc among them'
advice 'there may be thousands of them'
commands="$load_two $load_one"
for _ in 1 2 3 4 5 6; do
    report "$one" shallow "$one"
done
report "$one" tree "$one"
report "$two" deep "$two"
report "$one" back "$one"
report "$two" tree "$two"
told

must '4. from a thread that a plugin started: that plugin'
advice 'the walk ends where the thread began'
commands="$load_one $load_two"
report "$two" thread "$two"
report "$one" thread "$one"
told

must '5. plugin A has plugin B report: B, which is nearer'
advice 'the first plugin on the way out, and not the last'
commands="$load_one $load_two"
report "$one>$two" library "$two"
report "$two>$one" tree "$one"
report "$two>$one" direct "$one"
told

must '6. a plugin that has left the stack by a jump: nobody, and no guess'
advice 'what is left of it? Who did you find instead?'
commands="$load_one $load_two"
report "$one" library "$one"
report "$one" jump nobody
report "$two" jump nobody
told

must '7. the host reports by way of the library: nobody'
advice 'the walk ends at the first code of the program, but the callback
          itself is code of the program, too: begin behind it'
commands="$load_one $load_two"
report host library nobody
report "$one" refresh nobody
report "$two" library "$two"
report "$two>$one" refresh nobody
told

must '7. ... also where the host calls its callback itself'
advice 'caller says where to begin: it is the call of the callback. Which '\
'function is that in here?'
commands="$load_one $load_two"
report "$one" at-once nobody
report "$two" direct "$two"
report "$one>$two" at-once nobody
told

must '8. a plugin that is not known: like a library'
advice 'it is not the program, so the walk goes on'
commands="$load_one $three~$B/copy_$three.so"
report "$three" library nobody
report "$one>$three" library "$one"
told

must '8. ... as many as SENDER_MAX are known, and one more is not'
advice 'what does sender_enter() return?'
full=
for name in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    cp "$B/gauge.so" "$B/copy_$name.so"
    full="$full $name=$B/copy_$name.so"
done
commands="$full"
report 16 library 16
report 1 tree 1
told
# shellcheck disable=SC2086 # several words
try "$B/host" $full "$load_one"
is "$(text "$B/err")" "host: $one: cannot do that"
exits 1

must '9. what a plugin reports while it is unloaded: nobody'
advice 'sender_leave() was called before'
commands="$load_one $load_two"
report "$one" parting nobody
commands="$commands -$one"
report "$two" tree "$two"
told

must '10. another plugin at the same addresses: the one that is there now'
advice 'do you keep something that you found in an earlier call?'
commands=
for name in "$one" "$two" "$three" "$one"; do
    commands="$commands $name=$B/copy_$name.so"
    report "$name" library "$name"
    report "$name" thread "$name"
    commands="$commands -$name"
done
told
solved
