#!/bin/sh
# check.sh - are parts started in the order of their needs, and stopped?

set -u
cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# valgrind is slow: if it is to run this check, then the last step alone.
memory='valgrind -q --leak-check=full --error-exitcode=99'
case ${RUN-} in valgrind*) RUN= ;; esac

# useless: can valgrind not even run the program's usage, exit status 2?
useless() {
    # shellcheck disable=SC2086 # several words
    $memory "$B/check/drive" >/dev/null 2>&1 </dev/null
    [ $? -ne 2 ]
}

builds "$B/check/drive" "$B/check/part.so" "$B/check/empty.so" \
    "$B/check/borrowed.so"

# musl's dlclose() does nothing, so there is nothing to count.
musl=no
if readelf -lW "$B/check/drive" 2>/dev/null | grep -q 'ld-musl'; then
    musl=yes
fi

# name: a new name, in no order that is known.
name() {
    printf 'n%.8s' "$(secret)"
}

# begin: a new plan, and new names: $a to $i, in no order that is known.
begin() {
    rm -rf "$B/run"
    mkdir -p "$B/run" || exit 2
    : >"$B/run/plan"
    files=
    a=$(name) b=$(name) c=$(name) d=$(name) e=$(name)
    f=$(name) g=$(name) h=$(name) i=$(name)
}

# file ABI NAME NUMBER yes|no NEED...: a file with this part in it, as $file.
file() {
    file=$B/run/$(secret).so
    cp "$B/check/part.so" "$file" && echo "$*" >"$file.txt" || exit 2
    files="$files $file"
}

# part NAME yes|no NEED...: a good file, which is in the plan, too.
part() {
    name=$1
    can=$2
    shift 2
    file 1 "$name" "$(random 1 99999)" "$can" "$@"
    cat "$file.txt" >>"$B/run/plan"
}

# counted: musl has nothing to count.
counted() {
    if [ "$musl" = yes ]; then
        grep -v -e '^loaded: ' -e '^in the end: '
    else
        cat
    fi
}

# goes: runs the plan, and compares what the parts print.
goes() {
    # shellcheck disable=SC2086 # several files
    try "$B/check/drive" $files
    survived
    is "$(counted <"$B/out")" "$(awk -f check/expect.awk "$B/run/plan" |
        counted)"
    exits 0
}

# complains [MORE]: the lines on stderr, in any order.
complains() {
    wanted=$({
        awk -v complaints=1 -f check/expect.awk "$B/run/plan"
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
goes
complains

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
    files=$(printf '%s\n' "$B"/run/*.so)
    goes
    complains
done

begin
part "$a" yes "$b" "nowhere-$a"
part "$b" yes
part "$c" yes "$b" "$a"
part "$d" yes "$c"
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
part "$h" yes "$i"
part "$i" yes "$h" "nowhere-$i"
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
goes
sed -i 's/^\([^ ]*\.so: \).*/\1.../' "$B/err"
complains "$first: ...
$other: ...
$B/run/empty.so: ...
$B/check/borrowed.so: ..."

begin
part "$a" yes "$b"
part "$b" yes
file 1 "$b" 77 yes "$a"
must '7. of two parts with one name the first is taken'
goes
complains "$file: there is a $b already"

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
    must '8. no memory is lost, or used after it was freed (valgrind)'
    RUN=$memory
    limit=60
    goes
    complains
fi
solved
