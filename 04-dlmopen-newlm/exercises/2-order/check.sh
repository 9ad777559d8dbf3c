#!/bin/sh
# check.sh - is exercise 04/2 solved?

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

if ! printf '#include <dlfcn.h>\nLM_ID_NEWLM\n' |
    ${CC:-cc} -D_GNU_SOURCE -E - | tail -n 1 | grep -qv LM_ID_NEWLM; then
    echo 'cannot be checked here: this C library has no dlmopen'
    exit 2
fi

builds all

# As often as it takes to meet the wall; valgrind is slow.
times=20
[ -z "${RUN-}" ] || times=4

# plan PROGRAM: an awk program writes the plan, with what has to be printed
# behind a "#". It has open_one(), measure(), close_one() of a number, and
# any(N): a number below N; they are another's in each run.
plan() {
    awk -v seed="$(random 1 1000000)" -v times="$times" -v meter="$B/meter.so" \
        -v abi="$B/meter_abi.so" -v none="$B/meter_none.so" '
        function any(n) { return int(rand() * n) }
        function open_one(i) {
            name[i] = "v" any(1000000) "_" i
            value[i] = any(100000)
            print "open " name[i] " " meter " " value[i]
        }
        function measure(i) {
            print "measure " name[i]
            print "#" name[i] ": " ++value[i]
        }
        function close_one(i) { print "close " name[i] }
        # loaded(WORD): WORD is whether a meter should be loaded.
        function loaded(word) { print "loaded"; print "#loaded: " word }
        # done(): all have left.
        function done() { loaded("none"); print "memory\n#memory: freed" }
        function refuse(file, number, why) {
            print "refuse " file " " number
            print "#refused: " why
        }
        # mix(N): order[0] to order[N - 1] are 0 to N - 1, mixed.
        function mix(n, i, j, t) {
            for (i = 0; i < n; i++)
                order[i] = i
            for (i = n - 1; i > 0; i--) {
                j = any(i + 1)
                t = order[i]; order[i] = order[j]; order[j] = t
            }
        }
        BEGIN { srand(seed); '"$1"' }' </dev/null >"$W/both" || exit 2
    grep -v '^#' "$W/both" >"$B/plan"
}

# first_other: of the first line that is not as it should be the number of its
# line in the plan, what was got, what was wanted.
first_other() {
    awk -v out="$B/out" '
        !/^#/ { line++; next }
        { wanted = substr($0, 2) }
        (getline got <out) <= 0 { got = "nothing" }
        got != wanted { print line; print got; print wanted; exit }' "$W/both"
}

# planned NUMBER: that line of the plan is told behind the advice.
planned() {
    advice "$advice
     plan: line $1 of $B/plan:
           $(sed -n "$1p" "$B/plan")"
}

# toured: the plan was gone through, and printed what it had to. Where tour
# stopped, that is told, and not what it would have printed later.
toured() {
    try "$B/tour" "$B/plan"
    survived
    lead=$advice
    first_other >"$W/other"
    other=$(sed -n 1p "$W/other")
    stop=$(sed -n 's/^tour: line \([0-9]*\): .*/\1/p' "$B/err")
    if [ -n "$stop" ] && [ "${other:-$stop}" -ge "$stop" ]; then
        planned "$stop"
        wanted='that this line of the plan can be done'
        [ "$other" != "$stop" ] || wanted=$(sed -n 3p "$W/other")
        is "$(tail -n 1 "$B/out")" "$wanted"
    elif [ -n "$other" ]; then
        planned "$other"
        is "$(sed -n 2p "$W/other")" "$(sed -n 3p "$W/other")"
    fi
    advice "$lead"
    exits 0
}

must '1. a hundred visits, one after another'
advice 'is each unloaded, and its memory freed, before the next is loaded into a
          new namespace?'
plan 'for (i = 0; i < 5 * times; i++) {
    open_one(0); measure(0); measure(0); close_one(0); done()
}'
toured

must '2. a file that is refused leaves nothing behind, however often'
advice 'a file is loaded before it is found unusable: so unload it on each of
          the three ways out, at once, though a visit is open, and free what was
          taken, also if load() fails. The check compares the reasons:
          "not a meter", "wrong meter ABI", "cannot start"'
plan 'open_one(0)
for (i = 0; i < times; i++) {
    refuse(abi, 1, "wrong meter ABI")
    refuse(none, 1, "not a meter")
    refuse(meter, -1 - any(100), "cannot start")
    refuse("./nothing.so", 1, "./nothing.so: ...")
    measure(0)
}
open_one(1); measure(1); close_one(1); close_one(0)
done()'
toured

must '3. six at once, the first one leaves first; twenty times'
advice 'it is not enough that all are unloaded: README, "What glibc does"'
plan 'for (round = 0; round < times; round++) {
    for (i = 0; i < 6; i++) open_one(i)
    for (i = 5; i >= 0; i--) measure(i)
    for (i = 0; i < 6; i++) { close_one(i); if (i < 5) measure(5) }
    done()
}'
toured

must '4. two to six at once, in any order'
advice 'who may be unloaded now, and who has to wait for whom?'
plan 'for (round = 0; round < times; round++) {
    n = 2 + any(5)
    for (i = 0; i < n; i++) { open_one(i); measure(any(i + 1)) }
    mix(n)
    for (i = 0; i < n; i++) {
        for (j = i; j < n; j++) measure(order[j])
        close_one(order[i])
        if (i < n - 1) loaded("some")
    }
    done()
}'
toured

must '5. two stay, then one; others come and go; files are refused meanwhile'
advice 'whoever was loaded after the last one that stays need not wait for it'
plan 'open_one(8); open_one(9)
for (round = 0; round < times; round++) {
    open_one(0); measure(0); open_one(1)
    if (any(2)) refuse(none, 1, "not a meter")
    close_one(0); measure(1); measure(9)
    if (any(2)) refuse(meter, -1, "cannot start")
    close_one(1)
    if (round == 3) close_one(8)
}
loaded("some"); measure(9); close_one(9); done()
open_one(0); measure(0); close_one(0); done()'
toured
solved
