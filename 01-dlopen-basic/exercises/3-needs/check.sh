#!/bin/sh
# check.sh - are parts started in the order of their needs, and stopped?

set -u
cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# valgrind is slow: if it is to run this check, then the last step alone.
case ${RUN-} in valgrind*) RUN= ;; esac

builds "$B/check/drive" "$B/check/part.so" "$B/check/empty.so" \
    "$B/check/borrowed.so"

# musl's dlclose() does nothing, so there is nothing to count.
musl=no
if on_musl; then
    musl=yes
fi

# begin: a new plan, new numbers, and new names: $a to $i, in no order that is
# known, of several lengths, and some with a capital letter.
begin() {
    rm -rf "$B/run"
    mkdir -p "$B/run" || exit 2
    : >"$W/plan"
    files=
    copies=
    number=0
    for name in a b c d e f g h i; do
        draw_word
        eval "$name=\${word%????????}"
    done
    a=n$a.a b=N$b.b c=n${c#??????}.c d=n$d.d e=N${e#????}.e
    f=n$f.f g=n${g#???????}.g h=N${h#?????}.h i=n$i.i
}

# draw: a number, $drawn.
draw() {
    draw_word
    drawn=$((0x${word%????????????}))
}

# file ABI NAME NUMBER yes|no NEED...: a file with this part in it, as $file.
# The name of the file says nothing of the order.
file() {
    number=$((number + 1))
    file=$B/run/$((drawn % 10))-$number.so
    echo "$*" >"$file.txt" || exit 2
    files="$files $file"
    copies="$copies $file"
}

# part NAME yes|no NEED...: a good file, which is in the plan, too.
part() {
    name=$1
    can=$2
    shift 2
    draw
    file 1 "$name" "$drawn" "$can" "$@"
    echo "1 $name $drawn $can $*" >>"$W/plan"
}

# counted: musl has nothing to count. And only rule 8 asks for it.
count=no
counted() {
    if [ "$musl-$count" = no-yes ]; then
        cat
    else
        grep -v -e '^loaded: ' -e '^in the end: '
    fi
}

# plan: runs it; what the parts should print is in $W/expected.
plan() {
    # shellcheck disable=SC2086 # several files
    tee $copies <"$B/check/part.so" >/dev/null || exit 2
    copies=
    # shellcheck disable=SC2086
    try "$B/check/drive" $files
    awk -f check/expect.awk "$W/plan" >"$W/expected"
}

# as_planned: all of it.
as_planned() {
    survived
    is "$(counted <"$B/out")" "$(counted <"$W/expected")"
    exits 0
}

goes() {
    plan
    as_planned
}

# complains [MORE]: the lines on stderr, in any order.
complains() {
    wanted=$({
        awk -v complaints=1 -f check/expect.awk "$W/plan"
        [ -z "${1-}" ] || echo "$1"
    } | sort)
    is "$(sort "$B/err")" "$wanted"
}

begin
part "$a" yes "$b"
part "$b" yes "$c" "$d"
part "$c" yes "$d"
part "$d" yes
must '1. each part is started after its needs, and is handed their tables'
advice 'in the order in which it names them, and NULL behind the last one'
plan
is "$(grep -v '^stop ' "$B/out" | counted)" \
    "$(grep -v '^stop ' "$W/expected" | counted)"
complains
must '8. ... and set_stop() stops them in reverse, and unloads them'
advice 'it is needed by those that were started after it; and what is '\
'unloaded has no stop() any more'
count=yes
as_planned
count=no

begin
for one in "$a" "$b" "$c" "$d" "$e" "$f"; do
    part "$one" yes
done
part "$g" yes "$f" "$a"
must '2. of several that can be started next, the first by name is'
advice 'look again after each start: it may have made one possible'
goes
complains

# Each needs some of those before it; the files come in any order.
must '2. that holds for any needs that have no circle'
advice 'look again, from the first name on, after each start'
for _ in 1 2 3; do
    begin
    before=
    for one in "$a" "$b" "$c" "$d" "$e" "$f" "$g" "$h" "$i"; do
        needs=
        for other in $before; do
            [ "$(random 0 2)" -ne 0 ] || needs="$other $needs"
        done
        before="$before $one"
        # shellcheck disable=SC2086 # several names
        part "$one" yes $needs
    done
    # shellcheck disable=SC2086 # several files
    files=$(printf '%s\n' $files | sort)
    goes
    complains
done

# The limits in set.h: 32 files, and the last one has 16 needs.
begin
needs=
for n in 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
    part "$a$n" yes
    needs="$a$n $needs"
done
for n in 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
    part "$b$n" yes "$a$((n - 15))"
done
# shellcheck disable=SC2086 # several names
part "$c" yes $needs
must '1. ... also if there are as many as set.h says'
advice 'how many parts may be given, and how many needs may one have?'
goes
complains

begin
part "$a" yes "$b" "nowhere-$a"
part "$b" yes
part "$c" yes "$b" "$a"
part "$d" yes "$c"
part "$e" yes "$b" "nowhere-$e" "$d"
part "$f" yes "$d" "nowhere-$f"
must '3. a need that is not there is told; who needs it is not started'
advice 'one complaint for each part that was not started, and not for others'
goes
complains

begin
part "$a" yes "$b"
part "$b" no "$c"
part "$c" yes
part "$d" yes "$c" "$a"
must '4. a part that cannot start is told; who needs it is not started'
advice 'start() is called once for each, and stop() only if it was started'
goes
complains

begin
part "$a" yes "$g" "$b"
part "$b" yes "$c"
part "$c" yes "$a" "$g"
part "$d" yes "$d"
part "$e" yes "$g" "$c"
part "$f" yes "$e"
part "$g" yes
part "$h" yes "$i" "nowhere-$h"
part "$i" yes "nowhere-$i" "$h"
must '5. each circle is told once, from its first name on'
advice 'who is on the circle, and who only needs somebody who is?'
goes
complains

begin
part "$a" yes "$b"
first=$B/run/none.so
files="$files $first"
file 2 "$c" 1 yes
other=$file
part "$b" yes
cp "$B/check/empty.so" "$B/run/empty.so"
files="$files $B/run/empty.so $B/check/borrowed.so"
part "$d" yes "$c"
must '6. a file that is no part is told, and the others are started'
advice 'a complaint begins with the file, and then the next file is looked at'
goes
sed -i 's/^\([^ ]*\.so: \).*/\1.../' "$B/err"
complains "$first: ...
$other: ...
$B/run/empty.so: ...
$B/check/borrowed.so: ..."

begin
part "$b" yes
part "$a" yes "$b"
file 1 "$b" 77 yes "$a"
second=$file
part "$c" yes
file 1 "$a" 78 yes
third=$file
file 1 "$a" 79 yes
must '7. of two parts with one name the first is taken'
advice 'is the name compared with those of all parts that were taken?'
goes
complains "$second: there is a $b already
$third: there is a $a already
$file: there is a $a already"

must '8. what was not started is not loaded'
advice 'each dlopen() that worked wants one dlclose(), on every path'
count=yes
as_planned
begin
part "$a" yes "$b"
part "$b" no
part "$c" yes "$d"
part "$d" yes "$c"
part "$e" yes "nowhere"
file 2 "$f" 1 yes
files="$files $B/check/empty.so $B/check/borrowed.so"
part "$g" yes
goes

# Under valgrind, if that is of any use here.
if [ -z "${RUN-}" ] && [ "$musl" = no ] && command -v valgrind >/dev/null &&
    ! useless; then
    begin
    part "$a" yes "$b"
    part "$b" no
    part "$c" yes "$d"
    part "$d" yes "$c"
    part "$e" yes "$f"
    part "$f" yes
    file 1 "$f" 77 yes
    must '8. no memory is lost, or used after it was freed (valgrind)'
    advice 'what did set_start() take, and who gives it back?'
    RUN=$memory
    limit=60
    goes
    complains "$file: there is a $f already"
fi
solved
