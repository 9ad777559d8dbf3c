#!/bin/sh
# check.sh - do values from other threads reach the right one, and in time?

set -u
cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# valgrind is slow: if it is to run this check, then the last step alone.
memory='valgrind -q --leak-check=full --fair-sched=yes --error-exitcode=99'
case ${RUN-} in valgrind*) RUN= ;; esac

builds all

# name LETTER: a new name for it, which nobody can foretell.
name() {
    printf '%s-%.8s' "$1" "$(secret)"
}

# begin: new names and new values.
begin() {
    a=$(name a) b=$(name b) c=$(name c) d=$(name d) e=$(name e) f=$(name f)
    g=$(name g) h=$(name h) i=$(name i)
    v=$(random 1 9999) w=$(random 1 9999) x=$(random 1 9999)
    y=$(random 1 9999)
}

# drive WORD...: what check/drive.c says of words.
driver=$B/check/drive
drive() {
    try "$driver" "$@"
}

begin
must '1. a value is delivered by mailbox_deliver(), and in its thread'
advice 'the callback runs in the thread of the plugin: it can only keep it'
drive "+$a" ".$a:$v" @ @
prints "$a: $v
delivered: 1
delivered: 0
end"

begin
must '1. each value is delivered to the one whose callback was called'
advice 'which copy of the callback is called tells who calls'
drive "+$a" "+$b" "+$c" ".$b:$v" @ ",$a:$w" @ ".$c:$x" @
prints "$b: $v
delivered: 1
$a: $w
delivered: 1
$c: $x
delivered: 1
end"

begin
must '2. the values come in the order in which they came in'
advice 'one list for all, and each value at its end'
drive "+$a" "+$b" ".$a:$v" ".$b:$w" ",$a:$x" ".$b:$y" ".$a:$w" @
prints "$a: $v
$b: $w
$a: $x
$b: $y
$a: $w
delivered: 5
end"

begin
must '3. what comes in while mailbox_deliver() runs waits for the next one'
advice 'the report waits for that thread; for what does that thread wait?'
drive "+$a" "+$b" "*$a:.$a:$w;,$b:$x" ".$a:$v" ".$b:$y" @ @
prints "$a: $v
$a: returns
$b: $y
delivered: 2
$a: $w
$b: $x
delivered: 2
end"

begin
must '4. a free callback reaches nobody, and the value counts as dropped'
advice 'whose is the callback when the value comes in?'
drive "+$a" "+$b" "-$a" ".$a:$v" ",$a:$w" ".$b:$x" @ '?'
prints "$b: $x
delivered: 1
dropped: 2
end"

begin
must '4. what was not delivered before mailbox_detach() is dropped'
advice 'the context may be freed as soon as mailbox_detach() returns'
drive "+$a" "+$b" ".$b:$v" ".$a:$w" ".$b:$x" ".$a:$y" "-$a" '?' ".$b:$w" @
prints "dropped: 2
$b: $v
$b: $x
$b: $w
delivered: 3
end"
drive "+$a" ".$a:$v" "-$a" "+$b" ".$b:$w" @ '?'
prints "$b: $w
delivered: 1
dropped: 1
end"

begin
must '4. ... and does not reach the next one who gets the callback'
advice 'what is still kept for it when it is detached?'
set -- "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "+$g" "+$h" "+$i"
drive "$@" ".$c:$v" "-$c" "+$i" "=$i:$c" ".$i:$w" @ '?' "=$h:$c"
prints "$i: all are in use
$i has that callback
$i: $w
delivered: 1
dropped: 1
$h has another callback
end"

begin
must '5. a report may detach: the one whose it is'
advice 'what of its values that mailbox_deliver() has in its hands?'
drive "+$a" "+$b" "*$a:-$a;?" ".$a:$v" ".$b:$w" ".$a:$x" @ @ '?'
prints "$a: $v
dropped: 1
$a: returns
$b: $w
delivered: 2
delivered: 0
dropped: 0
end"
must '5. ... or another one'
advice 'what of its values that mailbox_deliver() has in its hands?'
drive "+$a" "+$b" "+$c" "*$a:-$b" ".$a:$v" ".$b:$w" ".$c:$x" ".$b:$y" @ '?'
prints "$a: $v
$a: returns
$c: $x
delivered: 2
dropped: 2
end"
must '5. ... and attach one in its place'
advice 'what of its values that mailbox_deliver() has in its hands?'
set -- "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "+$g" "+$h"
drive "$@" "*$a:-$b;+$i;=$i:$b;.$i:$y" ".$a:$v" ".$b:$w" ".$c:$x" @ @ '?'
prints "$a: $v
$i has that callback
$a: returns
$c: $x
delivered: 2
$i: $y
delivered: 1
dropped: 1
end"

# Many threads at once, and a number of values that is drawn now.
begin
count=$(random 2000 4000)
must '6. many threads at once: nothing is lost, and each keeps its order'
advice 'two threads that change the same list at once lose parts of it'
drive "+$a" "+$b" "+$c" "+$d" "%$count" '?'
prints "$a: $count values, in order: yes
$b: $count values, in order: yes
$c: $count values, in order: yes
$d: $count values, in order: yes
in another thread: 0
dropped: 0
end"

begin
count=$(random 2000 4000)
must '6. detached and attached meanwhile: each value is delivered or dropped'
advice 'is each value counted on each of its ways, and under the lock?'
drive "+$a" "/$a:$count"
prints "delivered or dropped: $((2 * count)), in another thread: 0, too late: 0
end"

begin
count=$(random 70000 99999)
must '8. how many values wait is not limited'
advice 'where do they wait, how many have room, how long does one more take?'
drive "+$a" "^$a:$count" '?'
prints "$a: $count values, in order: yes
dropped: 0
end"

# Who has memory in advance delivers some of them: both numbers together count.
begin
count=$(random 2000 4000)
must '8. if malloc() fails, the value counts as dropped'
advice 'what malloc() returns may be NULL. Each value is delivered, or '\
'counted as dropped, and those that come when there is memory again are as ever'
drive "+$a" ".$a:$v" '!' "^$a:$count" '!' '?' ".$a:$w" @
survived
is "$(sed -n "s/^dropped: //p; s/^$a: \([0-9]*\) values.*/\1/p" "$B/out" |
    awk '{ all += $1 } END { print all + 0 }') delivered or dropped" \
    "$((count + 1)) delivered or dropped"
is "$(sed '1,/^dropped: /d' "$B/out")" "$a: $w
delivered: 1
end"

# The thread sanitizer sees a race that does no harm this time.
if [ -z "${RUN-}" ] && sanitizes thread && made "$B/check/drive_tsan"; then
    begin
    must '7. no two threads race for the same variable (thread sanitizer)'
    advice 'every variable that a callback uses, too, wants the lock'
    driver=$B/check/drive_tsan
    drive "+$a" "+$b" '%50' "/$a:20000" ".$a:$v" "-$b" ".$b:$w" @
    says_not 'data race'
    exits 0
    driver=$B/check/drive
elif [ -z "${RUN-}" ]; then
    echo '(not checked here: races, as there is no thread sanitizer)'
fi

# Under valgrind, if that is of any use here. (It does not know musl's
# malloc().)
if [ -z "${RUN-}" ] && command -v valgrind >/dev/null &&
    ! on_musl; then
    begin
    RUN=$memory
    limit=60
    drive "+$a" "+$b" "*$a:-$a;-$b" ".$a:$v" ".$b:$w" ".$a:$x" @ "+$c" \
        ".$c:$x" "-$c" ".$c:$v" "+$c" ".$c:$y"
    if [ "$status" -eq 0 ] || ! useless; then
        must '8. no memory is lost, or used after it was freed (valgrind)'
        advice 'each value that was kept is given back, also what is dropped'
        exits 0
    else
        echo '(not checked here: memory, as valgrind does not work)'
    fi
fi
solved
