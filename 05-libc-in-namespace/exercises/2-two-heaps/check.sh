#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# valgrind puts a malloc() of its own in the place of every other one, the
# plugin's too: then there is one heap, and nothing to be seen.
case ${RUN-} in valgrind*) RUN= ;; esac

builds all

# office FILE STEP...: runs it, and keeps the steps for the one who reads the
# advice.
office() {
    try "$B/office" "$@"
    shift
    steps=$(printf '%.8s ' "$@")
}

# only_these TEXT: these lines on stdout, in this order. Of them, only those
# that differ are shown, unless it is their order.
only_these() {
    survived
    printf '%s\n' "$1" >"$W/wanted"
    diff "$B/out" "$W/wanted" >"$W/diff"
    lead=$advice
    advice "$lead (the steps, see office.c: ${steps:-none})"
    is "$(sed -n 's/^< //p' "$W/diff")" "$(sed -n 's/^> //p' "$W/diff")"
    prints "$1"
    advice "$lead"
}

a=$(secret)
b=$(secret)
c=$(printf "%s%0$(random 5000 9000)d" "$(secret)" 0) # a long one
long=$(random 530000 900000) # more than half of the mailbox's heap
clean='plugin: 0 blocks left, 0 not its own, 0 freed twice, 0 too small'
good='host: 0 blocks left, 0 not its own'

office "$B/mailbox.so"
case $(cat "$B/err") in
*'not in this C library'*)
    echo 'cannot be checked here: this C library has no dlmopen()'
    exit 2
    ;;
esac

must '1. opening and closing leaves nothing behind'
advice 'is what post_close() uses still there then, and is it freed?'
only_these "$clean
$good"
exits 0

must '2. post_send(): the mailbox frees a letter that is its own'
advice 'which malloc() made the block, and whose free() gets it? The mailbox '\
'frees what nobody fetches when it is unloaded'
office "$B/mailbox.so" "+$a" "+$b"
only_these "sent: 0
sent: 0
$clean
$good"
exits 0

must '2. post_send(): a letter that is not taken is freed'
advice 'mailbox.h says whose the letter is when send() returns -1'
office "$B/mailbox.so" + "+$a" +
only_these "sent: -1
sent: 0
sent: -1
$clean
$good"

must '2. ... nor is one that finds the mailbox full'
advice 'mailbox.h says when a letter is not taken: there are two reasons'
set -- "+$a"
sent='sent: 0'
for _ in 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    set -- "$@" "+$b"
    sent="$sent
sent: 0"
done
office "$B/mailbox.so" "$@" "+$a" "+$b"
only_these "$sent
sent: -1
sent: -1
$clean
$good"
exits 0

must "3. post_next(): the answer is the host's, and stays when the mailbox goes"
advice 'what the mailbox has allocated, its own free() gets, soon enough'
office "$B/mailbox.so" "+$a" "+$b" '?' '?' '?'
only_these "sent: 0
sent: 0
answer: re: $a
answer: re: $b
answer: none
$clean
kept: re: $a
kept: re: $b
$good"
exits 0

must '4. post_line(): without a letter nothing changes'
advice 'what does line() of the mailbox return then, and what is there to copy?'
office "$B/mailbox.so" '=' '='
only_these "line: none
line: none
$clean
$good"
exits 0

must "4. post_line(): the block is the host's, before and after"
advice 'the mailbox may realloc() what it is given: so that must be a block '\
'of its own, which is not the one that the host gets. Blocks left: who frees '\
'the copy that the mailbox has made?'
office "$B/mailbox.so" "+$a" '=' '='
[ "$status" -le 128 ] || advice '*line is NULL at first: what does *size say '\
'then?'
only_these "sent: 0
line of $((${#a} + 1)): $a
line: none
$clean
kept: $a
$good"
exits 0

must '4. post_line(): longer and shorter lines, one after another'
advice 'a block that is too small is replaced by a larger one, and both are '\
"the host's"
office "$B/mailbox.so" "+$a" "+$c" "+$b" '=' '=' '=' '='
only_these "sent: 0
sent: 0
sent: 0
line of $((${#a} + 1)): $a
line of $((${#c} + 1)): $c
line of $((${#b} + 1)): $b
line: none
$clean
kept: $b
$good"
exits 0

# A line of 16 digits takes 18 bytes, with its end and a 0: one byte too few,
# just enough, and one to spare.
must '4. post_line(): the block that it is given has *size bytes, and stays'
advice 'is *size compared with all that is written: the line, its end, and a '\
'0? Only a block that is too small is replaced. Its size is what the caller '\
'says, and not what you remember'
office "$B/mailbox.so" "+$a" "+$b" "+$a" "+$b" "+$a" @17 '=' '#' \
    @18 '=' '#' @19 '=' '#' @1 '=' '#' @4000 '=' '#'
only_these "sent: 0
sent: 0
sent: 0
sent: 0
sent: 0
line of $((${#a} + 1)): $a
*size: right
line of $((${#b} + 1)): $b
*size: right
line of $((${#a} + 1)): $a
*size: right
line of $((${#b} + 1)): $b
*size: right
line of $((${#a} + 1)): $a
*size: right
$clean
kept: $a
$good"
exits 0

must '4. post_line(): *size is the size of the block, to the byte'
advice 'how many bytes was the block asked for with, and what does *size say?'
office "$B/mailbox.so" "+$a" "+$c" "+$b" '=' '#' '=' '#' '=' '#' '=' \
    '#'
only_these "sent: 0
sent: 0
sent: 0
line of $((${#a} + 1)): $a
*size: right
line of $((${#c} + 1)): $c
*size: right
line of $((${#b} + 1)): $b
*size: right
line: none
*size: right
$clean
kept: $b
$good"
exits 0

must '8. all of it, mixed'
advice 'for each block: whose is it now, and who frees it?'
office "$B/mailbox.so" "+$a" "+$b" + "+$c" '?' '=' "+$a" '?' '=' "+$b"
only_these "sent: 0
sent: 0
sent: -1
sent: 0
answer: re: $a
line of $((${#b} + 1)): $b
sent: 0
answer: re: $c
line of $((${#a} + 1)): $a
sent: 0
$clean
kept: re: $a
kept: re: $c
kept: $a
$good"
exits 0

must '5. two mailboxes at once: each has a heap of its own'
advice 'two mailboxes are two heaps: where is it kept which is whose?'
office "$B/mailbox.so" "+$a" "+$b" / "+$b" "+$c" + / '?' '=' "+$c" / \
    '?' '=' "+$a"
only_these "sent: 0
sent: 0
sent: 0
sent: 0
sent: -1
answer: re: $a
line of $((${#b} + 1)): $b
sent: 0
answer: re: $b
line of $((${#c} + 1)): $c
sent: 0
$clean
$clean
kept: re: $a
kept: re: $b
kept: $c
$good"
exits 0

must '6. a mailbox without memory: -1 or NULL, and the next letter is as always'
advice 'each function that gives out a block may return NULL'
office "$B/mailbox.so" "*$long" "*$long" '?' "+$a" '?'
only_these "sent: 0
sent: -1
answer: none
sent: 0
answer: re: $a
$clean
kept: re: $a
$good"
exits 0
office "$B/mailbox.so" "+$a" '=' "*$long" '=' '#' "+$b" '='
only_these "sent: 0
line of $((${#a} + 1)): $a
sent: 0
line: none
*size: right
sent: 0
line of $((${#b} + 1)): $b
$clean
kept: $b
$good"
exits 0

must '6. a host without memory: NULL, and what the mailbox allocated is freed'
advice 'who frees the answer of the mailbox if it cannot be copied?'
office "$B/mailbox.so" "+$a" "+$b" '!?' '?'
only_these "sent: 0
sent: 0
answer: none
answer: re: $b
$clean
kept: re: $b
$good"
exits 0

must '6. ... or -1, and *line and its *size are as they were'
advice 'if there is no larger block, the caller still has the one before'
office "$B/mailbox.so" "+$a" "+$b" "+$c" "+$a" '!=' '=' '!=' '#' '='
only_these "sent: 0
sent: 0
sent: 0
sent: 0
line: none
line of $((${#b} + 1)): $b
line: none
*size: right
line of $((${#a} + 1)): $a
$clean
kept: $a
$good"
exits 0

must '7. post_open(): no file, or no mailbox: NULL, the reason, nothing else'
advice 'each way out of post_open() undoes what was done before it'
for file in ./nothing.so libm.so.6; do
    office "$file" "+$a"
    only_these "$good"
    exits 1
    says "office: $file: "
done
office "$B/mailbox.so" "+$a" '!/'
only_these "sent: 0
$clean
$good"
exits 1
says "office: $B/mailbox.so: "

solved
