#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

draw_inputs() {
    scale=$(random 1000 9999)
    reason=$(secret)
    cat >"$B/drawn.h" <<END
#define SCALE $scale
#define REASON "$reason"
END
}
builds all

# scene NAME NUMBER...: see pool.c. What each says of its end is kept.
scene() {
    try "$B/pool" "$B/meter.so" "$@"
    grep -e ' left: ' -e '^detached twice: ' "$B/out" >>"$W/ends"
}

# always WHAT: it was 0 at the end of each scene so far.
always() {
    other=$(grep "^$1: " "$W/ends" | grep -v ': 0$' | tail -n 1)
    is "${other:-$1: 0}" "$1: 0"
}

# in_vain: did a thread wait for what it must not wait for?
in_vain() {
    grep '^in vain: ' "$B/out"
}

# shows TEXT: these lines, before those on how it ended. Of them, only those
# that differ are shown.
shows() {
    survived
    printf '%s\n' "$1" >"$W/wanted"
    sed '/^wrong states: /,$d' "$B/out" >"$W/got"
    [ "$status" -eq 0 ] || said >>"$W/got"
    diff "$W/got" "$W/wanted" >"$W/diff"
    is "$(sed -n 's/^< //p' "$W/diff")" "$(sed -n 's/^> //p' "$W/diff")"
    exits 0
}

# counts WHAT N: this line.
counts() {
    survived
    is "$(in_vain || grep "^$1: " "$B/out")" "$1: $2"
}

# from N METER: what this meter answers. next: the number after it.
from() {
    echo "$(($1 * scale)), from meter $2"
}
a=$(random 100 9999)
next=$((a + 1))
threads=$(random 5 9)
calls=$(random 20 99)

scene calls "$threads" "$calls" "$a"
case $(cat "$B/err") in
*'not in this C library'*)
    echo 'cannot be checked here: this C library has no dlmopen()'
    exit 2
    ;;
esac

must '1. each thread has a state of its own in each meter, and keeps it'
advice 'whose is the state that attach() has returned? One per thread, and '\
'per meter: there are two meters here'
counts 'wrong states' 0
counts 'attached' $((2 * threads))
counts 'out of order' 0
shows "sum: $((2 * threads * scale * (calls * a + \
    calls * (calls - 1) / 2))), refused: 0
out of order: 0
attached: $((2 * threads))"

must '2. a thread enters the libc of a meter before it calls it'
advice 'enter_find() once for each meter, enter() in each thread, before '\
'attach(), too'
counts 'not entered' 0

must '2. ... also to detach the state of another thread'
advice 'the thread that unloads a meter may never have called it'
scene idle "$a"
counts 'not entered' 0
cp "$B/out" "$W/idle"

must '3. calls run at the same time: none waits for another one'
advice 'no lock may be held while the meter measures'
scene together "$threads" "$a"
in_vain >"$W/vain"
is "$(cat "$W/vain")" ''
grep '^call: ' "$B/out" | sort -n -k 2 >"$W/calls"
survived
is "$(cat "$W/calls")" "$(i=0 && while [ $i -lt "$threads" ]; do
    echo "call: $(from $((a + i)) 1)"
    i=$((i + 1))
done)"

must '3. ... nor for the attach() of another thread'
advice 'no lock may be held while another thread attaches'
scene attaching "$a"
shows "call: $(from $next 1)
slow: $(from "$a" 1)"

must '3. ... nor for a meter that is being loaded'
advice 'load it first, and only then take the lock and exchange the pointer'
scene loading "$a"
shows "before: $(from "$a" 1)
replaced
after: $(from $next 2)"

must '4. shared_replace() does not wait for calls'
advice 'it cannot unload the old meter then. Who can?'
scene replace "$a"
is "$(in_vain)" ''

must '5. a meter that was replaced is unloaded when its last call has returned'
advice 'count the calls that run in it. Not before: somebody is in there. Not '\
'later: the last one out unloads it; and if nobody is in, shared_replace() does'
scene last "$a"
shows "replaced
other: $(from $next 1)
one is in: 2 loaded
first: $(from "$a" 1)
none is in: 1 loaded
third: $(from $next 2)
replaced
one is in: 2 loaded
second: $(from "$a" 2)
none is in: 1 loaded
call: $(from "$a" 3)
replaced
replaced: 1 loaded"

must '5. ... even if a thread that has called it lives on'
advice 'a thread is not in a meter because it has a state there'
is "$(grep '^replaced: ' "$W/idle")" 'replaced: 1 loaded'

must '4. a call ends in the meter that it is in, and the next is in the new one'
advice 'which one is the current one is asked once in each call'
scene replace "$a"
shows "replaced
replaces, calls again: $(from $next 2)
replaced
replaces: $(from $((a + 2)) 2)
new: $(from "$a" 3)
old: $(from "$a" 1)"

must '6. a state is detached when its thread ends'
advice "no destructor of the meter's libc runs then; one of the host's does "\
'(pthread_key_create())'
many=$(random 65 90)
scene ends "$many" "$a"
shows "refused: 0, attached: $many, detached: $many
replaced
two: $(from "$a" 2)
attached: $((many + 3)), detached: $((many + 2))
old: $(from "$a" 1)"

must '6. ... and in any case before the meter is unloaded'
advice 'the threads that live on have states there, too'
is "$(grep '^attached: ' "$W/idle")" 'attached: 1, detached: 1'
always 'states left'
always 'detached twice'

must '7. what cannot be loaded changes nothing, and leaves nothing loaded'
advice 'each way out undoes what was done before it. The reason of start() is '\
'a text of the meter: it goes when that is unloaded'
none=./$(secret).so
scene bad "$none" libm.so.6
survived
grep -v "^not replaced: $none: ." "$B/out" >"$W/rest"
is "$(grep -c "^not replaced: $none: ." "$B/out")" 1
cp "$W/rest" "$B/out"
shows "not replaced: libm.so.6: not a meter
not replaced: $B/meter.so: does not start: $reason
then: 1 loaded
call: $(from 1 1)"
try "$B/pool" libm.so.6 calls 1 1 1
exits 1
says 'pool: libm.so.6: not a meter'

must '8. what fails fails for one call, and that one is told why'
advice 'the text is in the memory of the meter, which may go with this very '\
'call. And who got no state asks for one again the next time'
scene reasons "$a"
shows "no state: refused: no state
once more: $(from $next 1)
replaced
good: $(from $((a + 2)) 2)
bad: refused: number $a: $reason"

must '8. ... so does one that finds no memory'
advice 'what malloc() and calloc() return may be NULL: then nothing has changed'
scene memory "$a"
survived
sed '/^poor: no state$/d; /^poor: .*: no$/d' "$B/out" >"$W/rest"
cp "$W/rest" "$B/out"
shows "then: 1 loaded
next: $((next * scale))"

must '9. shared_close() refuses calls, waits for those that run, and unloads'
advice 'mark it as closed; wait until no call is in any of its meters. And a '\
'meter that was loaded too late goes again'
scene close "$a"
shows "next: refused: closed
closed: 0 loaded
slow: $(from "$a" 1)
not replaced: closed
late: refused: closed
in the end: 0 loaded"

must '9. all at once: calls, meters that go, and the end'
advice 'what two threads use, they use under a lock: also what decides who is '\
'the last one'
for _ in 1 2 3; do
    scene races "$threads" $((calls * 20)) "$a"
    shows "replaced
replaced
replaced
replaced
replaced
closed: $threads"
    counts 'wrong states' 0
    counts 'not entered' 0
    counts 'end' '0 loaded'
done
always 'states left'
always 'detached twice'

must '10. in the end no memory of the host is left'
advice 'who frees what belongs to a thread, and what belongs to a meter?'
always 'blocks left'

# The thread sanitizer sees a race that does no harm this time. (It knows the
# host's code; what the meter does is not its business.)
if [ -z "${RUN-}" ] && sanitizes thread && made "$B/pool_tsan"; then
    must '9. ... and no two threads race for a variable (thread sanitizer)'
    advice 'a variable of two threads wants the lock, for as long as what '\
'was read has to stay true'
    for words in "races $threads $calls" close; do
        # shellcheck disable=SC2086 # several words
        try "$B/pool_tsan" "$B/meter.so" $words "$a"
        is "$(grep -A4 'WARNING: ThreadSanitizer' "$B/err")" ''
        exits 0
    done
elif [ -z "${RUN-}" ]; then
    echo '(not checked here: races, as there is no thread sanitizer)'
fi
solved
