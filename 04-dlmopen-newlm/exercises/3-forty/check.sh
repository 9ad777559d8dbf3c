#!/bin/sh
# check.sh - is exercise 04/3 solved?

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

if ! printf '#include <dlfcn.h>\nLM_ID_NEWLM\n' |
    ${CC:-cc} -D_GNU_SOURCE -E - | tail -n 1 | grep -qv LM_ID_NEWLM; then
    echo 'cannot be checked here: this C library has no dlmopen'
    exit 2
fi

builds all

# plan PROGRAM: an awk program writes the plan, with what has to be printed
# behind a "#". It has functions for the lines, by the number of a member, and
# kind[], which is "own-libc" for a few; they are others in each run.
plan() {
    awk -v seed="$(random 1 1000000)" -v tally="$B/libtally.so" \
        -v gauge_so="$B/gauge.so" -v empty="$B/empty" '
        function any(n) { return int(rand() * n) }
        function join(i) {
            name[i] = "m" any(1000000) "_" i
            sum[i] = 0
            print kind[i] " " name[i]
        }
        function leave(i) { print "leave " name[i] }
        function add(i, n) {
            n = 1 + any(10000)
            sum[i] += n
            print "add " name[i] " " n
        }
        function gauge(i) { say("gauge", i, sum[i], name[i]) }
        function total(i) { say("tally", i, 3 * sum[i], name[i]) }
        function libc(i) {
            say("libc", i, sum[i], kind[i] == "any" ? "nobody" : name[i])
        }
        function say(what, i, value, who) {
            print what " " name[i]
            print "#" value ": " who
        }
        function refuse(kind, file, library) {
            print "refuse " kind " " file " " library
            print "#refused"
        }
        function files(word) {
            print "files"
            print "#mappings: " word ", descriptors: " word
        }
        # choose(N, M): M of the members 0 to N - 1 want a libc of their own.
        function choose(n, m, i) {
            for (i = 0; i < n; i++) kind[i] = "any"
            while (m > 0) {
                i = any(n)
                if (kind[i] == "any") { kind[i] = "own-libc"; m-- }
            }
        }
        BEGIN { srand(seed); '"$1"' }' </dev/null >"$W/both" || exit 2
    grep -v '^#' "$W/both" >"$B/plan"
    grep '^#' "$W/both" | cut -c 2- >"$W/wanted"
}

# went: the plan was gone through, and printed what it had to. Of what differs,
# only the first lines are shown.
went() {
    try "$B/party" "$B/gauge.so" "$B/libtally.so" "$B/plan"
    survived
    diff "$B/out" "$W/wanted" >"$W/diff"
    got=$(sed -n 's/^< //p' "$W/diff" | head -n 2)
    [ -z "$got" ] || is "$got" "$(sed -n 's/^> //p' "$W/diff" | head -n 2)"
    exits 0
    is "$(cat "$W/diff")" ''
}

must '1. a few members with a libc of their own: state and sender are right'
advice 'this held at first: what dlmopen can do'
plan 'choose(4, 4)
for (i = 0; i < 4; i++) { join(i); add(i) }
for (i = 0; i < 4; i++) { gauge(i); total(i); libc(i) }'
went

must '2. forty members at once, and more'
advice 'only those with a libc of their own need a namespace. A descriptor of
          a copy stays open as long as the copy is loaded. Which numbers can a
          descriptor have?'
plan 'choose(64, 6)
for (i = 0; i < 64; i++) join(i)
print "note"; refuse("any", gauge_so); refuse("own-libc", gauge_so)
print "since\n#more is mapped: no, open: no, taken: no"
for (i = 0; i < 64; i++) leave(i)'
went

must '3. each has its own state, in gauge.so'
advice 'the value: was it one path for the loader? The name: all copies are
          in one namespace'
plan 'choose(40, 6)
for (i = 0; i < 40; i++) { join(i); add(i); add(any(i + 1)) }
for (i = 39; i >= 0; i--) gauge(i)'
went

must '4. each has its own state in libtally.so, too, which also reports it'
advice 'which libtally.so did your copy of gauge.so find? Whose is its code?'
plan 'choose(40, 6)
for (i = 0; i < 40; i++) { join(i); add(i); add(any(i + 1)) }
for (i = 0; i < 40; i++) total(i)
for (n = 0; n < 40; n++) { i = any(40); add(i); total(i); gauge(i) }'
went

must '5. a call by libc: of those with a libc of their own, and else nobody'
advice 'the libc in the namespace of the host is that of all, and of none alone'
plan 'choose(40, 6)
for (i = 0; i < 40; i++) { join(i); add(i) }
for (i = 0; i < 40; i++) libc(i)'
went

must '6. members leave and others join, and all is still right'
advice 'numbers, addresses, descriptors: all of them are used again'
plan 'choose(40, 5)
for (i = 0; i < 40; i++) { join(i); add(i) }
for (n = 0; n < 80; n++) {
    do i = any(40); while (kind[i] != "any")
    leave(i); join(i); add(i)
    i = any(40); gauge(i); total(i); libc(i)
}
for (i = 0; i < 40; i++) { gauge(i); total(i) }'
went

: >"$B/empty"
must '7. a file that is refused leaves nothing behind'
advice 'each way out of what opens has to undo what was done before'
plan 'refuse("any", "./nothing.so"); refuse("own-libc", "./nothing.so")
refuse("any", gauge_so, "./nothing.so"); refuse("any", gauge_so, "check.sh")
files("none")
for (n = 0; n < 20; n++) refuse("any", tally)
refuse("any", "check.sh"); refuse("own-libc", tally)
refuse("any", empty); refuse("any", gauge_so, empty)
files("none")'
went

must '8. when all have left, no file is mapped or open any more'
advice 'a copy is mapped until dlclose(), and open until close()'
plan 'choose(40, 6)
for (i = 0; i < 40; i++) { join(i); add(i); gauge(i) }
for (i = 0; i < 40; i++) leave((i * 7) % 40)
files("none")'
went

must '8. ... and what one had is given back when it leaves'
advice 'not only when the last one leaves: others may stay for years'
plan 'choose(12, 3)
for (i = 0; i < 12; i++) join(i)
print "note"
for (n = 0; n < 12; n++) {
    i = n
    if (kind[i] != "any") continue
    leave(i); join(i); add(i); gauge(i)
}
print "since\n#more is mapped: no, open: no, taken: no"'
went

# Two namespaces are enough. If valgrind runs the whole check, it was asked.
if [ -z "${RUN-}" ] && ! useless; then
    must '9. no memory is lost, or used after it was freed (valgrind)'
    advice 'what a member or a copy needed goes when the member leaves, and '\
'when it cannot join'
    RUN=$memory
    limit=60
    plan 'choose(8, 2)
for (i = 0; i < 8; i++) { join(i); add(i); gauge(i); total(i) }
for (i = 0; i < 4; i++) { leave(i); refuse("any", tally) }
refuse("own-libc", tally); refuse("any", "./nothing.so")
for (i = 0; i < 8; i++) if (i >= 4) leave(i)'
    went
fi
solved
