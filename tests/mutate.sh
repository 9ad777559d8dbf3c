#!/bin/sh
# mutate.sh - change the loader's sources in small ways, one at a time, and see
# whether the checks of chapter 06 notice.
#
# Usage:        sh tests/mutate.sh [COUNT]         100, if it is not said
#               sh tests/mutate.sh FILE[:LINE]     all changes of a file, a line
#               sh tests/mutate.sh -l              list all, like survivors.txt
#               SEED=2: others of them than with SEED=1.
# Exit status:  0 of 20 changes 19 were noticed, and survivors.txt says of each
#               other one why it was not; 1 if not; 2 usage
#
# mutants.awk makes the changes. One that does not compile, or that the compiler
# makes the same code of, does not count: another takes its place. The others
# go through what `make check` does with the loader, the cheapest first: its
# tests, also as 386 programs; its tests under the address and undefined
# sanitizers; and all checks of the chapter.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
unset RUN CC CFLAGS LDFLAGS EXTRA DEFS

chapter=$(basename "$PWD"/[0-9][0-9]-*-dynld)
# The quick ones first. TESTS='load refuse': these only.
tests=${TESTS-load tables refuse failing protect inferno changed threads many \
    damage}
workers=$(getconf _NPROCESSORS_ONLN)
tab=$(printf '\t')

# make_in FOLDER WORD...: make, in plain/ or in sanitized/, as its name says.
make_in() {
    folder=$1
    shift
    case $folder in
    *sanitized)
        flags=-fsanitize=address,undefined
        set -- "$@" DEFS= LDFLAGS=$flags \
            CFLAGS="-O1 -g $flags -fno-sanitize-recover=undefined"
        ;;
    esac
    timeout -s KILL 600 make -s -C "$folder" "$@" </dev/null
}

# build FOLDER TARGET...: a copy of the chapter, built.
build() {
    mkdir "$1"
    (cd "$chapter" && tar -cf - --exclude=./build .) | tar -xf - -C "$1"
    make_in "$@" -j "$workers" >"$tmp/log" 2>&1 && return
    sed 's/^/mutate: /' "$tmp/log" >&2
    exit 1
}

# variable TEXT: what the chapter's Makefile makes of it.
variable() {
    printf 'variable: ; @echo %s\n' "$1" |
        make -s -C "$chapter" -f Makefile -f - variable
}

# shellcheck disable=SC2016 # for make
m32=$(variable '$(if $(M32),$(386))')

# changes: all that can be made to what the libraries here consist of.
changes() {
    # shellcheck disable=SC2016 # for make
    names=$(variable '$(CORE) $($(MACHINE))')
    # shellcheck disable=SC2086 # words
    (cd "$chapter" && printf '%s.c ' $names $m32 |
        xargs awk -f ../tests/mutants.awk loader/loader.h)
}

# shuffled: the same lines in an order that SEED decides, here as elsewhere.
shuffled() {
    awk -v "x=$((${SEED-1} % 1000000))" '{
        for (i = 0; i < 3; i++)
            x = (x * 69069 + 12345) % 2147483648
        printf "%d\t%s\n", x, $0 }' | sort -n | cut -f 2-
}

# change FOLDER: there, the lines from $first to $last of $file become $text.
change() {
    TEXT=$text awk -v "first=$first" -v "last=$last" '
        NR == first { print ENVIRON["TEXT"] }
        NR < first || NR > last { print }
        NR > first && NR <= last { print "" }' "$chapter/$file" >"$1/$file"
}

# code: the sum of what the compiler made of the libraries, in this worker.
code() {
    for library in "$my/plain/build/"*.a "$my/plain/build/386/"*.a; do
        objcopy -g "$library" "$my/code" && cat "$my/code"
    done | cksum
}

# fault NAME STATUS: what says that NAME failed, its TAP or its status: $by.
fault() {
    by=$(sed -n 's/^not ok [0-9]* - //p' "$my/tap" | head -n 1)
    if [ -n "$by" ]; then
        by="$1: $by"
    elif [ "$2" -ne 0 ] || ! grep -q '^1\.\.' "$my/tap"; then
        by="$1: status $2, after: $(sed -n 's/^ok [0-9]* - //p' "$my/tap" |
            tail -n 1)"
    fi
    [ -n "$by" ]
}

# tests_in FOLDER [START]: does one of the loader's tests there notice? A shell
# of its own starts each, and tells nobody that it crashed.
tests_in() {
    for name in $tests; do
        [ -x "$1/test/$name" ] || continue
        words=
        [ "$name" != many ] || words='1000 1000'
        # shellcheck disable=SC2086 # words, or none
        prlimit --core=0 sh -c '"$@"; exit $?' sh timeout -s KILL 60 \
            ${2-} "$1/test/$name" $words >"$my/tap" 2>/dev/null </dev/null
        fault "${1#"$my/"}/test/$name" $? && return
    done
    false
}

# programs FOLDER: the targets for them.
programs() {
    for name in $tests; do
        echo "$1/test/$name"
    done
}

# targets: what is made of each change to begin with.
targets() {
    echo build/libdynld.a build/386/start
    programs build
    [ -z "$m32" ] || {
        echo build/386/libdynld.a
        programs build/386
    }
}

# passes_not FOLDER: the same for all programs there.
passes_not() {
    # shellcheck disable=SC2086 # a word, or none
    tests_in "$1/build" || tests_in "$1/build/386" $start386
}

# check_not FOLDER: the same for all checks of the chapter.
check_not() {
    (export VARIANT=1 && make_in "$1" check) >"$my/tap" 2>/dev/null
    fault 'make check' $?
}

# notice: does a check notice what was changed? $by says which.
notice() {
    passes_not "$my/plain" && return
    change "$my/sanitized"
    # shellcheck disable=SC2046 # words
    if ! make_in "$my/sanitized" $(programs build) >"$my/log" 2>&1; then
        by='it does not build with sanitizers'
        return
    fi
    passes_not "$my/sanitized" && return
    check_not "$my/plain"
}

# one: the change at hand is made, judged, and taken back.
one() {
    change "$my/plain"
    by=
    # shellcheck disable=SC2046 # words
    if ! make_in "$my/plain" $(targets) >"$my/log" 2>&1; then
        verdict='does not compile'
    elif [ "$(code)" = "$same" ]; then
        verdict='same code'
    elif notice; then
        verdict=noticed
    else
        verdict='not noticed'
    fi
    printf '%s\t' "$file" "$first" "$kind" "$verdict" "${by:--}" "$function" \
        "$old" >>"$my/results"
    printf '%s\n' "$text" >>"$my/results"
    cp "$chapter/$file" "$my/plain/$file"
    cp "$chapter/$file" "$my/sanitized/$file"
}

# work N: every N-th of the changes, until there are as many as there should be.
work() {
    my=$tmp/$1
    mkdir "$my"
    cp -a "$tmp/plain" "$tmp/sanitized" "$my"
    same=$(code)
    awk -v "n=$1" -v "of=$workers" 'NR % of == n % of' "$tmp/chosen" \
        >"$my/chosen"
    counted=0
    while [ $counted -lt $((count / workers)) ] &&
        IFS=$tab read -r file first last kind function old text; do
        one
        case $verdict in *noticed) counted=$((counted + 1)) ;; esac
    done <"$my/chosen"
}

# three_lines: the change at hand, as survivors.txt has it.
three_lines() {
    printf '%s %s\n- %s\n+ %s\n' "$file" "$function" "$old" \
        "$(printf '%s\n' "$text" | sed 's/^ *//')"
}

# explained: what survivors.txt says of the change at hand.
explained() {
    THREE=$(three_lines) awk '
        BEGIN { RS = ""; FS = "\n" }
        $1 "\n" $2 "\n" $3 == ENVIRON["THREE"] {
            for (i = 4; i <= NF; i++)
                print $i
        }' tests/survivors.txt
}

# told: one change, what was made of it, and why that is so.
told() {
    case $verdict in noticed) verdict="noticed by $seen" ;; esac
    printf '%s:%d: %s: %s\n' "$file" "$first" "$kind" "$verdict"
    [ "$verdict" = 'not noticed' ] || return
    why=$(explained)
    printf '%s\n' "$(three_lines)" "${why:-NOT EXPLAINED}" | sed 's/^/    /'
}

# report: all results, in the order of the sources.
report() {
    sort -t "$tab" -k 1,1 -k 2,2n "$tmp"/*/results | while \
        IFS=$tab read -r file first kind verdict seen function old text; do
        told
    done
}

# totals: how many there were; fails unless that is as it should be.
totals() {
    awk -F "$tab" '{ n[$4]++ }
        END {
            all = n["noticed"] + n["not noticed"]
            printf "%d changes: %d noticed, %d not (%d more: %d do not " \
                "compile, %d make the same code)\n", all, n["noticed"],
                n["not noticed"], NR - all, n["does not compile"],
                n["same code"]
            exit !(all > 0 && n["noticed"] >= 0.95 * all)
        }' "$tmp"/*/results
    enough=$?
    ! grep -q 'NOT EXPLAINED' "$tmp/report" && [ $enough -eq 0 ]
}

only=.
count=100
case ${1-} in
'' | -l) ;;
*.[ch]) only="^$1$tab" ;;
*.[ch]:*[0-9]) only="^${1%:*}$tab${1#*:}$tab" ;;
*[!0-9]*)
    echo 'usage: mutate.sh [-l | COUNT | FILE[:LINE]]' >&2
    exit 2
    ;;
*) count=$1 ;;
esac
[ "$only" = . ] || count=100000

changes >"$tmp/all"
if [ "${1-}" = -l ]; then
    awk -F "$tab" '{ sub(/^ */, "", $7)
        print $1 " " $5 "\n- " $6 "\n+ " $7 "\n" }' "$tmp/all"
    exit
fi
grep "$only" "$tmp/all" | shuffled >"$tmp/chosen"
# shellcheck disable=SC2046 # words
{
    build "$tmp/plain" $(targets)
    build "$tmp/sanitized" $(programs build)
}
start386=$(cat "$tmp/plain/build/386/start")

# Whatever fails before anything was changed would notice all.
my=$tmp
if passes_not "$tmp/plain" || passes_not "$tmp/sanitized" ||
    check_not "$tmp/plain"; then
    echo "mutate: nothing was changed, and yet: $by" >&2
    exit 1
fi

pids=
for n in $(seq "$workers"); do
    work "$n" &
    pids="$pids $!"
done
trap 'kill $pids 2>/dev/null; rm -rf "$tmp"' EXIT
# shellcheck disable=SC2086 # words
wait $pids
report | tee "$tmp/report"
totals
