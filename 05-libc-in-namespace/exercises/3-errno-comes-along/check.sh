#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

builds all

# steps: what the first line that differs has called, if it is no plain call.
steps() {
    case $(sed -n 's/^[<>] \([a-z-]*\): .*/\1/p' "$W/diff" | head -n 1) in
    put-nan) printf 'put-nan: store_put("nan", NaN); ' ;;
    put-nothing) printf 'put-nothing: store_put("", value); ' ;;
    get-nan) printf 'get-nan: store_get("nan"); ' ;;
    get-nothing) printf 'get-nothing: store_get() of no name there is; ' ;;
    log-nothing) printf 'log-nothing: store_log(""); ' ;;
    vlog*) printf 'vlog: store_vlog(); ' ;;
    limit-large) printf 'limit-large: STORE_LIMIT, 65536 and some; ' ;;
    limit | scale | name) printf 'store_control(); ' ;;
    name-large) printf 'name-large: STORE_NAME, with 4 GB of room; ' ;;
    name-small) printf 'name-small: STORE_NAME, with 2 bytes of room; ' ;;
    scale-nan) printf 'scale-nan: STORE_SCALE, NaN; ' ;;
    unknown) printf 'unknown: store_control() of an unknown command; ' ;;
    own) printf "own: close(-1) of the plugin's libc; " ;;
    esac
}

# only_these TEXT: these lines on stdout, in this order. Of them, only those
# that differ are shown, unless it is their order.
only_these() {
    survived
    printf '%s\n' "$1" >"$W/wanted"
    diff "$B/out" "$W/wanted" >"$W/diff"
    lead=$advice
    advice "$lead ($(steps)errno before: $before, the host's $stale)"
    is "$(sed -n 's/^< //p' "$W/diff")" "$(sed -n 's/^> //p' "$W/diff")"
    prints "$1"
    advice "$lead"
}

# Numbers that are no errno of Linux: so each one is told from every other.
before=$(random 1000 1999)
stale=$(random 2000 2999)
name=$(secret)
number=$(random 2 7)
halves=$(random 100000001 999999999) # with a half, no float has it
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

must '1. values arrive, there and back'
advice 'each function hands its arguments on, and its result back, as the '\
'types that store.h says: a double is no float'
calls put get
survived
is "$(sed 's/, .*//' "$B/out")" "put: 0.00
get: $value"
exits 0

must '2. a call that fails brings its errno along'
advice "after the call, errno of the host's libc has the reason: copy it into "\
'the errno of this namespace'
calls put put put-nothing get-nothing
survived
is "$(sed 1d "$B/out")" "put: -1.00, errno 17, the host's 17
put-nothing: -1.00, errno 22, the host's 22
get-nothing: nan, errno 2, the host's 2"
exits 0

must '3. a call that does not fail leaves errno alone, whatever it returns'
advice 'NaN may be a value: only a change of errno tells that it failed. Can '\
'you see one, when errno happens to have that number already?'
calls put-nan get-nan put get get-nan
only_these "put-nan: 0.00, $kept
get-nan: nan, $kept
put: 0.00, $kept
get: $value, $kept
get-nan: nan, $kept"
exits 0

must '3. ... also where errno was that number before'
advice 'which number does no function set errno to?'
stale=2
kept="errno $before, the host's 2"
calls put-nan get-nan get-nothing get-nan
only_these "put-nan: 0.00, $kept
get-nan: nan, $kept
get-nothing: nan, errno 2, the host's 2
get-nan: nan, $kept"
stale=$(random 2000 2999)
kept="errno $before, the host's $stale"

must "4. errno of the plugin's own libc still works"
advice "the plugin has two sources of errors: do not take its own away"
calls own get-nothing own put own
only_these "own: -1.00, errno 9, the host's $stale
get-nothing: nan, errno 2, the host's 2
own: -1.00, errno 9, the host's $stale
put: 0.00, $kept
own: -1.00, errno 9, the host's $stale"

must '5. store_log() hands on what arguments it is given'
advice 'a variadic function cannot call another one with its arguments, but '\
'one that takes a va_list'
line="$name $number 0.5 $((number + 1)) 1.25 $((number + 2)) 2.125"
line="$line $((number + 3)) 3.0625 $((number + 4)) 4.50000 $((number + 5))"
line="$line 5.500000 $((number + 6)) 6.5000000 $((number + 7)) 7.50000000 $name"
calls log log-nothing log
only_these "$line
log: ${#line}.00, $kept
log-nothing: -1.00, errno 22, the host's 22
$line
log: ${#line}.00, $kept"
exits 0

must '5. ... however long the line becomes'
advice 'what is handed on are the arguments: the host makes the text'
long=$(printf '%0*d' "$(random 9000 20000)" 0)
try "$B/host" "$B/bridge.so" "$B/guest.so" "$before" "$stale" "$long" \
    "$number" "$value" log
wide=$(echo "$line" | sed "s/$name/$long/g")
only_these "$wide
log: ${#wide}.00, $kept"
exits 0

must '1. ... also those of store_vlog()'
advice 'it is in store.h, too: a plugin that has a va_list calls it'
calls vlog vlog-nothing
only_these "$name $number
vlog: $((${#name} + 1 + ${#number})).00, $kept
vlog-nothing: -1.00, errno 22, the host's 22"
exits 0

must '6. store_control() hands on the arguments of each command'
advice 'the command says which they are: store.h. Each is taken out with its '\
'own type, which is that of store.h: no narrower one'
calls put count limit-large limit limit scale get name name-large
only_these "put: 0.00, $kept
count: 1.00, $kept
limit-large: 8.00, $kept
limit: 8.00, $kept
limit: $number.00, $kept
scale: 0.00, $kept
get: $(awk "BEGIN { printf \"%.2f\", $value * $value }"), $kept
the name is $name
name: ${#name}.00, $kept
the name is $name
name-large: ${#name}.00, $kept"
exits 0

must '6. ... and errno of each'
advice 'each command may fail, and an unknown one has no arguments'
calls name put scale-nan name-small unknown count
only_these "the name is none
name: -1.00, errno 2, the host's 2
put: 0.00, $kept
scale-nan: -1.00, errno 33, the host's 33
name-small: -1.00, errno 34, the host's 34
unknown: -1.00, errno 38, the host's 38
count: 1.00, $kept"
exits 0

must '7. it works in every thread'
advice 'each thread has an errno in each libc: where they are has to be asked '\
'in the thread that calls, each time'
calls put @put @get-nothing get-nothing @get @scale-nan @log-nothing @own @put
only_these "put: 0.00, $kept
put: -1.00, errno 17, the host's 17
get-nothing: nan, errno 2, the host's 2
get-nothing: nan, errno 2, the host's 2
get: $value, $kept
scale-nan: -1.00, errno 33, the host's 33
log-nothing: -1.00, errno 22, the host's 22
own: -1.00, errno 9, the host's $stale
put: -1.00, errno 17, the host's 17"
exits 0

must '7. ... also where two threads call at once'
advice 'what is remembered of a call between its begin and its end, and where?'
for two in '&put-nothing &get-nothing' '&put &get-nothing' \
    '&get-nothing &put' '&put &put-nothing'; do
    # shellcheck disable=SC2086 # two words
    calls $two
    for call in $two; do
        case ${call#?} in
        put) echo "put: 0.00, $kept" ;;
        put-nothing) echo "put-nothing: -1.00, errno 22, the host's 22" ;;
        get-nothing) echo "get-nothing: nan, errno 2, the host's 2" ;;
        esac
        # The second thread has other numbers.
        kept="errno $((before + 1)), the host's $((stale + 1))"
    done >"$W/two"
    kept="errno $before, the host's $stale"
    only_these "$(cat "$W/two")"
    exits 0
done
# Two that both leave errno as it was: whichever begins first.
calls put '&get' '&get'
only_these "put: 0.00, $kept
get: $value, $kept
get: $value, errno $((before + 1)), the host's $((stale + 1))"
exits 0

solved
