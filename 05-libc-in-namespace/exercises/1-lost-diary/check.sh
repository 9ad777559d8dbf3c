#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

draw_inputs() {
    mark=$(secret)
    echo "#define WORD \"$mark\"" >"$B/word.h"
}
a=$(random 100 499)
b=$(random 500 999)
builds all

# only_these TEXT: these lines on stdout, in this order. Of them, only those
# that differ are shown, unless it is their order.
only_these() {
    survived
    printf '%s\n' "$1" >"$W/wanted"
    diff "$B/out" "$W/wanted" >"$W/diff"
    is "$(sed -n 's/^< //p' "$W/diff")" "$(sed -n 's/^> //p' "$W/diff")"
    prints "$1"
}

# accident WORD...: the host is asked to note these, and 0 is among them. What
# the plugin wrote in that very call may be there or not, so it goes.
accident() {
    try "$B/host" "$B/keeper.so" "$B/run/diary" "$@"
    exits 7
    sed "/^$mark: 0\$/d" "$B/out" >"$W/out" && cat "$W/out" >"$B/out"
    written=$(sed "/^0 $mark\$/d" "$B/run/diary")
}

try "$B/host" "$B/counter.so" "$B/run/diary" "$a"
case $(cat "$B/err") in
*'not in this C library'*)
    echo 'cannot be checked here: this C library has no dlmopen()'
    exit 2
    ;;
esac

# What "cksum keeper.c counter.c diary.h" prints. A flush in there would solve
# all that follows.
must '5. the plugins are as they were handed out'
advice 'somebody else may have written them: the host has to do it. '\
'"git checkout FILE" brings a file back'
is "$(cksum keeper.c counter.c diary.h)" "4190953189 856 keeper.c
2730223768 403 counter.c
1364159404 522 diary.h"

must '1. every line of the plugin is in the pipe, each in its place'
advice 'two stdouts, two buffers: whose has what, when the plugin is called,'\
' and when it has returned?'
try "$B/host" "$B/keeper.so" "$B/run/diary" "$a" "$b"
only_these "host: note $a
$mark: $a
host: 1 noted
host: note $b
$mark: $b
host: 2 noted"
exits 0

must '2. every line is in the file of the plugin, too'
advice 'the plugin never closes its file, and its exit() never runs: stdout '\
'is not its only stream'
is "$(cat "$B/run/diary")" "$a $mark
$b $mark"

must '3. what was printed before an accident in the plugin is in the pipe'
advice 'the process may be gone at any call of the plugin: before that call '\
'is the last time to write'
accident "$a" "$b" 0 "$a"
only_these "host: note $a
$mark: $a
host: 1 noted
host: note $b
$mark: $b
host: 2 noted
host: note 0"

must '3. ... and what was written before it is in the file'
advice 'each call may be the last: at the end is too late'
is "$written" "$a $mark
$b $mark"

# Whoever writes at every second call was right until here.
must '3. ... also if that is the second call'
advice 'each call may be the last: at the end is too late'
accident "$a" 0
only_these "host: note $a
$mark: $a
host: 1 noted
host: note 0"
is "$written" "$a $mark"

must '4. a plugin that has no libc works, too'
advice 'dlsym() says NULL for a name that is nowhere in the namespace'
try "$B/host" "$B/counter.so" "$B/run/diary" "$a" "$b"
only_these "host: note $a
host: 1 noted
host: note $b
host: 2 noted"
exits 0

must '5. the plugin is still in a namespace of its own'
advice "in the host's namespace there is one stdio, and nothing to solve"
try "$B/host" "$B/check/where.so" "$B/run/diary" "$a"
only_these "host: note $a
plugin: in one of its own
host: $a noted"
exits 0

must '6. a file that cannot be used is told, and the status is 1'
advice 'what host.c did at first for these files is still to be done'
for file in ./nothing.so libm.so.6; do
    try "$B/host" "$file" "$B/run/diary" "$a"
    prints ''
    says "host: $file: "
    exits 1
done

solved
