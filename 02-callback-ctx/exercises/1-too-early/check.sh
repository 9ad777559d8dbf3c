#!/bin/sh
# check.sh - does the meter use no context after it was destroyed?

set -u
cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# valgrind is slow: if it is to run this check, then the last step alone.
case ${RUN-} in valgrind*) RUN= ;; esac

builds "$B/check/drive" "$B/meter.so"

# name LETTER: a new name for it, which nobody can foretell.
name() {
    printf '%s-%.8s' "$1" "$(secret)"
}

# begin: new names and new values.
begin() {
    a=$(name a) b=$(name b) c=$(name c)
    v=$(random 1 9999) w=$(random 1 9999) x=$(random 1 9999)
    y=$(random 1 9999) z=$(random 1 9999)
}

# drive WORD...: an instance of the meter that does as it is told.
drive() {
    try "$B/check/drive" "$B/meter.so" "$@"
}

begin
must '1. each sum of a batch is reported'
advice 'at the last value of a batch, and never before'
drive "+$a:2" "$v" "$w" "$x" "$y" -
prints "$a: $((v + w))
$a: $((x + y))
$a: destroyed
end"

begin
must '1. ... of each instance by itself'
advice 'what is one instance, and what do all of them share?'
drive "+$a:2" / "+$b:3" / "$v" / "$w" / "$x" / "$y" "$z" - / -
prints "$a: $((v + x))
$b: $((w + y + z))
$b: destroyed
$a: destroyed
end"

begin
must '2. destroy() reports the rest, and then calls the notifier'
advice 'which of the calls in destroy() still uses the context?'
drive "+$a:3" "$v" "$w" "$x" "$y" "$z" -
prints "$a: $((v + w + x))
$a: $((y + z))
$a: destroyed
end"

must '2. ... also if that sum is 0'
advice 'how do you tell whether a value is left?'
drive "+$a:3" "$v" "-$v" -
prints "$a: 0
$a: destroyed
end"

begin
must '3. listen() reports the rest to the old listener, then destroys it'
advice 'whose are the values that were fed before?'
drive "+$a:3" "$v" "$w" "=$b" "$x" "$y" "$z" -
prints "$a: $((v + w))
$a: destroyed
$b: $((x + y + z))
$b: destroyed
end"

must '3. ... also if that sum is 0'
advice 'how do you tell whether a value is left?'
drive "+$a:3" "$v" "-$v" "=$b" "$x" "$y" -
prints "$a: 0
$a: destroyed
$b: $((x + y))
$b: destroyed
end"

begin
must '3. ... nothing is reported where nothing was fed'
advice 'how do you tell whether a value is left?'
drive "+$a:2" "$v" "$w" "=$b" "=$c" -
prints "$a: $((v + w))
$a: destroyed
$b: destroyed
$c: destroyed
end"

begin
must '4. the new listener is in place when the old one is destroyed'
advice "the old one's notifier feeds a value: who hears of it?"
drive "+$a:1" "$v" "!$a:$w" "=$b" "$x" -
prints "$a: $v
$a: destroyed
$b: $w
$b: $x
$b: destroyed
end"
drive "+$a:3" "$v" "!$a:$w" "=$b" "$x" "$y" "$z" -
prints "$a: $v
$a: destroyed
$b: $((w + x + y))
$b: $z
$b: destroyed
end"

begin
must '5. a listener may be replaced by itself, and is handed over twice then'
advice 'what was handed over is given back, whoever it is'
drive "+$a:2" "$v" "=$a" "$w" "$x" "$y" -
prints "$a: $v
$a: destroyed
$a: $((w + x))
$a: $y
$a: destroyed
end"

begin
must '5. the notifier is called if create() fails'
advice 'the rule for destroy() in meter.h says: on every path'
for batch in 0 "-$v"; do
    drive "+$a:$batch"
    prints "$a: destroyed
no instance
end"
done

begin
must '5. a listener may have no notifier'
advice 'listener_drop() in meter.h asks'
drive "+_$a:2" "$v" "=$b" "$w" "=_$c" "$x" -
prints "_$a: $v
$b: $w
$b: destroyed
_$c: $x
end"

# Under valgrind, if that is of any use here. (It does not know musl's
# malloc().)
if [ -z "${RUN-}" ] && command -v valgrind >/dev/null &&
    ! on_musl; then
    begin
    RUN=$memory
    limit=60
    drive "+$a:2" "$v" "=$b" "$w" -
    if [ "$status" -eq 0 ] || ! useless; then
        must '6. no memory is lost, or used after it was freed (valgrind)'
        advice 'what did create() take, and who gives it back, and when?'
        exits 0
        prints "$a: $v
$a: destroyed
$b: $w
$b: destroyed
end"
    else
        echo '(not checked here: memory, as valgrind does not work)'
    fi
fi
solved
