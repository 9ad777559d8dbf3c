#!/bin/sh
# check.sh - are late calls refused, and stale tickets?

set -u
cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# valgrind is slow: if it is to run this check, then the last step alone.
case ${RUN-} in valgrind*) RUN= ;; esac

builds all

# name LETTER: a new name for it, which nobody can foretell.
name() {
    printf '%s-%.8s' "$1" "$(secret)"
}

# begin: new names and new values.
begin() {
    a=$(name a) b=$(name b) c=$(name c) d=$(name d) e=$(name e) f=$(name f)
    g=$(name g)
    v=$(random 1 9999) w=$(random 1 9999) x=$(random 1 9999)
}

# drive WORD...: what check/drive.c says of words.
drive() {
    try "$B/check/drive" "$@"
}

begin
must '1. each callback reaches its own context'
advice 'which copy of the callback is called tells who calls'
drive "+$a" "+$b" "+$c" ".$b:$v" ".$a:$w" ".$c:$x"
prints "$b: $v
$a: $w
$c: $x
end"

begin
must '1. if all are in use, pool_take() fails and the context is destroyed'
advice 'there are six, and the context is yours from the call on'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "+$g" ".$f:$v" ".$a:$w"
prints "$g: destroyed
$g: none is free
$f: $v
$a: $w
end"

must '1. ... also if its notifier gives one back'
advice 'the context of this pool_take() is gone, whatever is free by now'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "!$g:-$c" "+$g" "+new-$c" \
    "=new-$c:$c" ".new-$c:$v"
prints "$g: destroyed
$c: destroyed
$c: given back
$g: none is free
new-$c has the callback of $c
new-$c: $v
end"

begin
must '2. a callback that was given back calls nobody, and that is counted'
advice 'what does call() do with a slot that is free?'
drive "+$a" "+$b" "-$a" ".$a:$v" ".$b:$w" ".$a:$x" '?' "-$b" ".$b:$v" '?'
prints "$a: destroyed
$a: given back
$b: $w
refused: 2
$b: destroyed
$b: given back
refused: 1
end"
must '2. ... and stays counted when somebody else has the callback'
advice 'whose are the calls that pool_refused() counts?'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "-$c" ".$c:$v" '?' "+$g" \
    "=$g:$c" '?' ".$g:$w"
prints "$c: destroyed
$c: given back
refused: 1
$g has the callback of $c
refused: 0
$g: $w
end"

# All are taken, given back in an order drawn now, and taken again.
begin
must '3. a callback is taken again when it has been free for longest'
advice 'a late call should meet a free callback, not a new owner'
set -- "$a" "$b" "$c" "$d" "$e" "$f"
shuffled=$(for one; do echo "$(secret) $one"; done | sort | cut -d' ' -f2)
again=
want=
for one in $shuffled; do
    again="$again +again-$one =again-$one:$one"
    want="$want
again-$one has the callback of $one"
done
# shellcheck disable=SC2086,SC2046 # several words
drive $(printf '+%s ' "$@") $(printf -- '-%s ' $shuffled) $again
is "$(survived && grep callback "$B/out")" "${want#?}"
drive "+$a" "+$b" "+$c" "-$b" "+$d" "=$d:$b" "-$c" "+$e" "=$e:$b" "=$e:$c" \
    "+$f" "=$f:$b" "+$g" "=$g:$b"
is "$(survived && grep callback "$B/out")" "$d has another callback than $b
$e has another callback than $b
$e has another callback than $c
$f has another callback than $b
$g has the callback of $b"

must '3. ... also after many'
advice 'how far does what you count in reach?'
drive '~70000'
prints 'all in turn
end'

begin
must '4. a ticket that was given back is refused'
advice 'whose is the callback now? Its address does not tell'
drive "+$a" "-$a" "-$a" '?'
prints "$a: destroyed
$a: given back
$a: not given back
refused: 0
end"
must '4. ... also when somebody else has the callback'
advice 'whose is the callback now? Its address does not tell'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "-$c" "+$g" "=$g:$c" "-$c" \
    ".$g:$v" "-$g" "-$c" '?'
prints "$c: destroyed
$c: given back
$g has the callback of $c
$c: not given back
$g: $v
$g: destroyed
$g: given back
$c: not given back
refused: 0
end"
must '4. ... also after many others'
advice 'how far does what you count in reach?'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "-$a" "#$a:70000"
prints "$a: destroyed
$a: given back
$a: not given back
end"
must '4. ... and a ticket that pool_take() never filled'
advice 'a ticket has two members: which of them do you look at?'
drive 0 "+$a" "x$a" 0 ".$a:$v" "-$a" "x$a" '?'
prints "no ticket: not given back
$a: no forged ticket is given back
no ticket: not given back
$a: $v
$a: destroyed
$a: given back
$a: no forged ticket is given back
refused: 0
end"

# Whether the numbers count all tickets, or those of one callback: no ticket
# that is in use has the number of one and the callback of the other.
begin
must '4. ... such as one with the number of one, the callback of another'
advice 'which two members has the ticket that was filled?'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "-$a" "+$g" "=$g:$a" "x$g:$b" \
    "x$b:$g" "-$c" "x$g:$c" ".$g:$v" ".$b:$w" "-$g" "-$b" '?'
prints "$a: destroyed
$a: given back
$g has the callback of $a
$g: not given back
$b: not given back
$c: destroyed
$c: given back
$g: not given back
$g: $v
$b: $w
$g: destroyed
$g: given back
$b: destroyed
$b: given back
refused: 0
end"

begin
must '5. given back by its own report: destroyed when that has returned'
advice 'the report still has the context in its hands'
drive "+$a" "+$b" "*$a:-$a" ".$a:$v" ".$a:$w" ".$b:$x" '?'
prints "$a: $v
$a: given back
$a: returns
$a: destroyed
$b: $x
refused: 1
end"
must '5. ... or when the outermost one has, if it is called within itself'
advice 'how many of its calls are running?'
drive "+$a" "*$a:.$a:$w" "*$a:-$a" ".$a:$v"
prints "$a: $v
$a: $w
$a: given back
$a: returns
$a: returns
$a: destroyed
end"
must '5. ... also behind a call within itself'
advice 'how many of its calls are running?'
drive "+$a" "*$a:.$a:$w,.$a:$x,-$a,.$a:$w" ".$a:$v" '?'
prints "$a: $v
$a: $w
$a: $x
$a: given back
$a: returns
$a: destroyed
refused: 1
end"
must '5. ... however deep'
advice 'how many of its calls are running?'
drive "+$a" "*$a:.$a:$w,-$a" "*$a:.$a:$x" "*$a:.$a:$v" ".$a:$v"
prints "$a: $v
$a: $w
$a: $x
$a: $v
$a: returns
$a: returns
$a: given back
$a: returns
$a: destroyed
end"
must '5. ... also if another callback is called in between'
advice 'which calls are running? Draw the stack'
drive "+$a" "+$b" "*$a:.$b:$w,.$b:$x,-$a" "*$b:" ".$a:$v"
prints "$a: $v
$b: $w
$b: returns
$b: $x
$a: given back
$a: returns
$a: destroyed
end"
must '5. ... also if it is given back by the report of another'
advice 'which calls are running? Draw the stack'
drive "+$a" "+$b" "*$a:.$b:$w" "*$b:-$a" ".$a:$v"
prints "$a: $v
$b: $w
$a: given back
$b: returns
$a: returns
$a: destroyed
end"
must '5. ... until then it is refused, and cannot be given back again'
advice 'it is neither in use nor free: who has to know?'
drive "+$a" "*$a:-$a,.$a:$w,-$a,x$a,?" ".$a:$v" ".$a:$x" '?'
prints "$a: $v
$a: given back
$a: not given back
$a: no forged ticket is given back
refused: 1
$a: returns
$a: destroyed
refused: 1
end"
must '5. ... and until then it is not free'
advice 'it is neither in use nor free: who has to know?'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "*$a:-$a,+$g" ".$a:$v" \
    "+new-$g" "=new-$g:$a" ".new-$g:$w"
prints "$a: $v
$a: given back
$g: destroyed
$g: none is free
$a: returns
$a: destroyed
new-$g has the callback of $a
new-$g: $w
end"
must '5. ... so that one given back meanwhile has been free for longer'
advice 'from when on is a callback free?'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "*$a:-$a,-$b" ".$a:$v" \
    "+$g" "=$g:$b" "+new-$g" "=new-$g:$a"
prints "$a: $v
$a: given back
$b: destroyed
$b: given back
$a: returns
$a: destroyed
$g has the callback of $b
new-$g has the callback of $a
end"
must '5. ... but another that runs no call is destroyed at once'
advice 'whose calls are running?'
drive "+$a" "+$b" "*$a:.$b:$w,-$b,.$b:$x" ".$a:$v" ".$a:$w" '?'
prints "$a: $v
$b: $w
$b: destroyed
$b: given back
$a: returns
$a: $w
refused: 1
end"

begin
must '6. when the notifier is called, the callback is free'
advice 'the notifier is code of the host: it may take a callback'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "!$c:+$g" "-$c" "=$g:$c" ".$g:$v" \
    "-$g"
prints "$c: destroyed
$c: given back
$g has the callback of $c
$g: $v
$g: destroyed
$g: given back
end"
must '6. ... also if that is after a report'
advice 'what do you change in the slot after the notifier?'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "!$c:+$g" "*$c:-$c" ".$c:$w" \
    "=$g:$c" "*$g:-$g" ".$g:$v"
prints "$c: $w
$c: given back
$c: returns
$c: destroyed
$g has the callback of $c
$g: $v
$g: given back
$g: returns
$g: destroyed
end"
must '6. ... so it calls nobody then, and its ticket is stale'
advice 'what does the notifier find in the slot?'
drive "+$a" "!$a:.$a:$w,-$a,x$a,?" "-$a" '?'
prints "$a: destroyed
$a: not given back
$a: no forged ticket is given back
refused: 1
$a: given back
refused: 0
end"
must '6. ... and another one has been free for longer'
advice 'what does the notifier find in the slot?'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "-$d" "!$b:+$g" "-$b" "=$g:$d"
prints "$d: destroyed
$d: given back
$b: destroyed
$b: given back
$g has the callback of $d
end"
must '6. ... and what the notifier took can be used and given back there'
advice 'what do you change in the slot after the notifier?'
drive "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "!$c:+$g,.$g:$v,-$g" "*$c:-$c" \
    ".$c:$w"
prints "$c: $w
$c: given back
$c: returns
$c: destroyed
$g: $v
$g: destroyed
$g: given back
end"

# Under valgrind, if that is of any use here. (It does not know musl's
# malloc().)
if [ -z "${RUN-}" ] && command -v valgrind >/dev/null &&
    ! on_musl; then
    begin
    RUN=$memory
    limit=60
    drive "+$a" "+$b" "*$a:-$b,-$a" ".$a:$v" "-$b" "+$c" ".$c:$w" "-$c" \
        "+$a" "+$b" "+$c" "+$d" "+$e" "+$f" "+$g" "!$c:+$g" "*$c:-$c" \
        ".$c:$x" "-$c" "-$g" "-$f" "-$e" "-$d" "-$b" "-$a"
    if [ "$status" -eq 0 ] || ! useless; then
        must '7. no memory is lost, or used after it was freed (valgrind)'
        advice 'what did you take, and who gives it back, and when?'
        exits 0
    else
        echo '(not checked here: memory, as valgrind does not work)'
    fi
fi
solved
