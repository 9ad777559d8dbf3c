#!/bin/sh
# mutate-exercises.sh - change the solutions of the exercises in small ways, one
# at a time, and see whether the exercise's check refuses what comes of it.
#
# Usage:        sh tests/mutate-exercises.sh [COUNT]      100, if it is not said
#               sh tests/mutate-exercises.sh NN/K [COUNT]  of one exercise, all
#               sh tests/mutate-exercises.sh -l            list all, as the list
#                                                          of survivors has them
#               SEED=2: others of them than with SEED=1.
# Exit status:  0 nine of ten were refused, and survivors-exercises.txt says of
#               each other one why it was not; 1 if not; 2 usage
#
# mutants.awk makes the changes, as for mutate.sh. One that does not compile, or
# that the compiler makes the same code of, does not count.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
unset RUN CC CFLAGS LDFLAGS EXTRA DEFS LIMIT
workers=$(getconf _NPROCESSORS_ONLN)
tab=$(printf '\t')

# changes FOLDER...: all that can be made to the solutions in there.
changes() {
    for folder; do
        for file in "$folder"/*.c; do
            awk -f tests/mutants.awk "$file"
        done
    done
}

# shuffled: the same lines in an order that SEED decides, here as elsewhere.
shuffled() {
    awk -v "x=$((${SEED-1} % 1000000))" '{
        for (i = 0; i < 3; i++)
            x = (x * 69069 + 12345) % 2147483648
        printf "%d\t%s\n", x, $0 }' | sort -n | cut -f 2-
}

# check: that of the exercise at hand, in this worker's copy. It draws the same
# each time (exercise.sh), and so does not compile again what was not changed.
od -An -v -tx8 -w8 -N16000 /dev/urandom | tr -d ' ' >"$tmp/draws"
check() {
    (CC=gcc CFLAGS='-O2 -g' DRAWS=$tmp/draws && export CC CFLAGS DRAWS &&
        $limit sh "$copy/exercises/$name/check.sh") >"$my/out" 2>&1 </dev/null
}

# code: the sum of what the compiler made of the file at hand.
code() {
    objcopy -g "$copy/build/exercises/$name/${base%.c}.o" "$my/code" \
        2>/dev/null && cksum <"$my/code"
}

# ready: a copy of the chapter with the right solution, once for each exercise.
# Whatever fails before anything was changed would refuse all.
ready() {
    [ ! -f "$my/$chapter.$name" ] || return 0
    [ -d "$copy" ] || (mkdir "$copy" && cd "$chapter" &&
        tar -cf - --exclude=./build .) | tar -xf - -C "$copy"
    for one in "$solution"/*.[ch]; do
        cp "$one" "$copy/exercises/$name/"
    done
    check && : >"$my/$chapter.$name"
}

# change: from the first line to the last of the file one line is left.
change() {
    TEXT=$text awk -v "first=$first" -v "last=$last" '
        NR == first { print ENVIRON["TEXT"] }
        NR < first || NR > last { print }
        NR > first && NR <= last { print "" }' "$file" \
        >"$copy/exercises/$name/$base"
}

# one: the change at hand is made, judged, and taken back.
one() {
    solution=${file%/*}
    base=${file##*/}
    name=${solution##*/}
    chapter=${solution%/*}
    chapter=${chapter##*/}
    copy=$my/$chapter
    if ! ready; then
        verdict='unchanged, and yet refused'
        return
    fi
    same=$(code)
    change
    if check; then
        verdict='not refused'
    elif grep -q '^not yet - it builds: it does not build' "$my/out"; then
        verdict='does not compile'
    else
        verdict=refused
    fi
    [ "$verdict" = 'does not compile' ] || [ "$(code)" != "$same" ] ||
        verdict='same code'
    by=$(sed -n 's/^not yet - //p' "$my/out" | head -n 1)
    cp "$file" "$copy/exercises/$name/$base"
    make -s -C "$copy/exercises/$name" CC=gcc CFLAGS='-O2 -g' \
        "../../build/exercises/$name/${base%.c}.o" >/dev/null 2>&1
}

# work N: every N-th of the changes, until there are as many as there should be.
work() {
    my=$tmp/$1
    mkdir "$my"
    awk -v "n=$1" -v "of=$workers" 'NR % of == n % of' "$tmp/chosen" \
        >"$my/chosen"
    counted=0
    while [ $counted -lt $(((count + workers - 1) / workers)) ] &&
        IFS=$tab read -r file first last kind function old text; do
        one
        case $verdict in *refused) counted=$((counted + 1)) ;; esac
        printf '%s\t' "$file" "$first" "$kind" "$verdict" "${by:--}" \
            "$function" "$old" >>"$my/results"
        printf '%s\n' "$text" >>"$my/results"
    done <"$my/chosen"
}

# three_lines: the change at hand, as the list of survivors has it.
three_lines() {
    printf '%s %s\n- %s\n+ %s\n' "${file#tests/solutions/}" "$function" "$old" \
        "$(printf '%s\n' "$text" | sed 's/^ *//')"
}

# explained: what the list says of the change at hand.
explained() {
    THREE=$(three_lines) awk '
        BEGIN { RS = ""; FS = "\n" }
        $1 "\n" $2 "\n" $3 == ENVIRON["THREE"] {
            for (i = 4; i <= NF; i++)
                print $i
        }' tests/survivors-exercises.txt
}

# report: all results, in the order of the sources.
report() {
    sort -t "$tab" -k 1,1 -k 2,2n "$tmp"/*/results | while
        IFS=$tab read -r file first kind verdict by function old text
    do
        [ "$verdict" != refused ] || verdict="refused: $by"
        printf '%s:%d: %s: %s\n' "${file#tests/solutions/}" "$first" "$kind" \
            "$verdict"
        [ "$verdict" = 'not refused' ] || continue
        why=$(explained)
        printf '%s\n' "$(three_lines)" "${why:-NOT EXPLAINED}" | sed 's/^/    /'
    done
}

# totals: how many there were; fails unless that is as it should be.
totals() {
    awk -F "$tab" '{ n[$4]++ }
        END {
            all = n["refused"] + n["not refused"]
            printf "%d changes: %d refused, %d not (%d more: %d do not " \
                "compile, %d make the same code)\n", all, n["refused"],
                n["not refused"], NR - all, n["does not compile"],
                n["same code"]
            exit !(all > 0 && n["refused"] >= 0.9 * all &&
                n["unchanged, and yet refused"] == 0)
        }' "$tmp"/*/results
    enough=$?
    ! grep -q 'NOT EXPLAINED' "$tmp/report" && [ $enough -eq 0 ]
}

folders=$(echo tests/solutions/*/*)
count=100
case ${1-} in
'') ;;
-l)
    # shellcheck disable=SC2086 # words
    changes $folders | awk -F "$tab" '{ sub(/^ */, "", $7)
        sub(/^tests\/solutions\//, "", $1)
        print $1 " " $5 "\n- " $6 "\n+ " $7 "\n" }'
    exit
    ;;
[0-9][0-9]/[1-9])
    folders=$(echo tests/solutions/"${1%/*}"-*/"${1#*/}"-*)
    count=${2-100000}
    ;;
*[!0-9]*)
    echo 'usage: mutate-exercises.sh [-l | COUNT | NN/K [COUNT]]' >&2
    exit 2
    ;;
*) count=$1 ;;
esac
# shellcheck disable=SC2086 # words
changes $folders | shuffled >"$tmp/chosen"

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
