#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

builds all

# Numbers that are no errno of Linux: so each one is told from every other.
before=$(random 1000 1999)
stale=$(random 2000 2999)
name=$(secret)
number=$(random 2 7)
halves=$(random 3 999)
value=$halves.50

# calls STEP...: has the guest make these calls, one after another.
calls() {
    try "$B/host" "$B/bridge.so" "$B/guest.so" "$before" "$stale" "$name" \
        "$number" "$value" "$@"
}

# A call that did not fail has changed neither errno.
kept="errno $before, the host's $stale"

calls
case $(cat "$B/err") in
*'not in this C library'*)
    echo 'cannot be checked here: this C library has no dlmopen()'
    exit 2
    ;;
esac

must 'values arrive, there and back'
advice 'both errnos are printed, too: a call that does not fail changes neither'
calls put get
prints "put: 0.00, $kept
get: $value, $kept"
exits 0

must 'a call that fails brings its errno along'
advice "after the call, errno of the host's libc has the reason: copy it into "\
'the errno of this namespace'
calls put put put-nothing get-nothing
prints "put: 0.00, $kept
put: -1.00, errno 17, the host's 17
put-nothing: -1.00, errno 22, the host's 22
get-nothing: nan, errno 2, the host's 2"
exits 0

must 'a call that does not fail leaves errno alone, whatever it returns'
advice 'NaN may be a value: only a change of errno tells that it failed. Can '\
'you see one, when errno happens to have that number already?'
calls put-nan get-nan put get get-nan
prints "put-nan: 0.00, $kept
get-nan: nan, $kept
put: 0.00, $kept
get: $value, $kept
get-nan: nan, $kept"
exits 0

must '... also where errno was that number before'
stale=2
kept="errno $before, the host's 2"
calls put-nan get-nan get-nothing get-nan
prints "put-nan: 0.00, $kept
get-nan: nan, $kept
get-nothing: nan, errno 2, the host's 2
get-nan: nan, $kept"
stale=$(random 2000 2999)
kept="errno $before, the host's $stale"

must "errno of the plugin's own libc still works"
advice "the plugin has two sources of errors: do not take its own away"
calls own get-nothing own put own
prints "own: -1.00, errno 9, the host's $stale
get-nothing: nan, errno 2, the host's 2
own: -1.00, errno 9, the host's $stale
put: 0.00, $kept
own: -1.00, errno 9, the host's $stale"

must 'store_log() hands on what arguments it is given'
advice 'a variadic function cannot call another one with its arguments, but '\
'one that takes a va_list'
line="$name $number 0.5 $((number + 1)) 1.25 $((number + 2)) 2.125"
line="$line $((number + 3)) 3.0625 $((number + 4)) 4.50000 $((number + 5))"
line="$line 5.500000 $((number + 6)) 6.5000000 $((number + 7)) 7.50000000 $name"
calls log log-nothing log
prints "$line
log: ${#line}.00, $kept
log-nothing: -1.00, errno 22, the host's 22
$line
log: ${#line}.00, $kept"
exits 0

must 'store_control() hands on the arguments of each command'
advice 'the command says which they are: store.h. Each is taken out with its '\
'own type'
calls put count limit limit scale get name
prints "put: 0.00, $kept
count: 1.00, $kept
limit: 8.00, $kept
limit: $number.00, $kept
scale: 0.00, $kept
get: $(awk "BEGIN { printf \"%.2f\", $value * $value }"), $kept
the name is $name
name: ${#name}.00, $kept"
exits 0

must '... and errno of each'
calls name put scale-nan name-small unknown count
prints "the name is none
name: -1.00, errno 2, the host's 2
put: 0.00, $kept
scale-nan: -1.00, errno 33, the host's 33
name-small: -1.00, errno 34, the host's 34
unknown: -1.00, errno 38, the host's 38
count: 1.00, $kept"
exits 0

must 'it works in every thread'
advice 'each thread has an errno in each libc: where they are has to be asked '\
'in the thread that calls, each time'
calls put @put @get-nothing get-nothing @get @scale-nan @log-nothing @own @put
prints "put: 0.00, $kept
put: -1.00, errno 17, the host's 17
get-nothing: nan, errno 2, the host's 2
get-nothing: nan, errno 2, the host's 2
get: $value, $kept
scale-nan: -1.00, errno 33, the host's 33
log-nothing: -1.00, errno 22, the host's 22
own: -1.00, errno 9, the host's $stale
put: -1.00, errno 17, the host's 17"
exits 0

solved
