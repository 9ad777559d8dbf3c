#!/bin/sh
# tutor.sh - list the exercises, check one, give a hint, bring its files back.
#
# Usage:        sh exercises/tutor.sh list
#               sh exercises/tutor.sh check|watch|hint|solution|reset [EX]
#               (make exercises, make exercise EX=2, make hint EX=2, ...)
#               EX is 2 in a chapter, 03/2 or 3/2 at the top of the repository;
#               without it, the next one that is not solved
# Exit status:  0 done (check: solved), 1 could not (not yet), 2 wrong usage
#
# What a check has found is kept in build/, with the number of hints that were
# shown, and is found out again as soon as any file has changed. The same file
# in every chapter.

LC_ALL=C
export LC_ALL

if [ -d exercises ]; then
    top=
    folders=$(ls -d exercises/[1-9]*-*/ 2>/dev/null)
    example=1
else
    top=yes
    folders=$(ls -d [0-9][0-9]-*/exercises/[1-9]*-*/ 2>/dev/null)
    example=01/1
fi

# wrong TEXT...: how it is used.
wrong() {
    echo "exercises: $*" >&2
    exit 2
}

# name FOLDER: what to call it: 2, or 03/2 at the top.
name() {
    number=${1#*exercises/}
    number=${number%%-*}
    if [ -n "$top" ]; then
        echo "${1%%-*}/$number"
    else
        echo "$number"
    fi
}

# field NAME FOLDER: "Time: 20 minutes" in the README.
field() {
    sed -n "s/^$1: *//p" "$2/README.md" | sed 's/ *$//' | head -n 1
}

# edited FOLDER: the files that the README says are to be edited.
edited() {
    field Edit "$1" | tr ',' '\n' | sed 's/[` ]//g'
}

# work FOLDER: where its hints are counted; what it builds is there, too.
work() {
    echo "${1%%exercises/*}build/exercises/$(basename "$1")"
}

# colour CODE TEXT: where a terminal wants it.
colour() {
    if [ -t 1 ] && [ -z "${NO_COLOR-}" ] && [ "${TERM:-dumb}" != dumb ]; then
        printf '\033[%sm%s\033[0m' "$1" "$2"
    else
        printf '%s' "$2"
    fi
}

# sum FOLDER: a number for all that its check depends on.
sum() {
    {
        echo "${CC-} ${CFLAGS-} ${LDFLAGS-}"
        find "$1" -type f -exec cksum {} +
        find "./${1%%exercises/*}" -name build -prune -o -name '[1-9]*-*' \
            -prune -o -type f ! -name '*.md' -exec cksum {} +
    } | LC_ALL=C sort | cksum
}

# remember FOLDER STATUS: of a check, for these files.
remember() {
    mkdir -p "$(work "$1")" && echo "$(sum "$1") $2" >"$(work "$1")/state"
}

# started FOLDER: was any file edited? As handed out, no exercise is solved.
started() {
    for file in $(edited "$1"); do
        cmp -s "$1/$file" "$1/.given/$file" || return 0
    done
    return 1
}

# state FOLDER: not started, not yet, solved; not here: it cannot be checked.
state() {
    started "$1" || {
        echo 'not started'
        return
    }
    known=$(cat "$(work "$1")/state" 2>/dev/null)
    if [ "${known% *}" != "$(sum "$1")" ]; then
        sh "$1/check.sh" >/dev/null 2>&1 </dev/null
        remember "$1" $?
        known=$(cat "$(work "$1")/state")
    fi
    case ${known##* } in
    0) echo solved ;;
    2) echo 'not here' ;;
    *) echo 'not yet' ;;
    esac
}

# points FOLDER: what it is worth, as in make grade.
points() {
    case $(field Difficulty "$1") in
    easy) echo 1 ;;
    hard) echo 3 ;;
    *) echo 2 ;;
    esac
}

# title FOLDER: without its number.
title() {
    sed -n '1s/^[^:]*: //p' "$1/README.md"
}

# find_next: the first that is not solved, as $next.
find_next() {
    next=
    for folder in $folders; do
        next=${folder%/}
        [ "$(state "$next")" = solved ] || return 0
        next=
    done
}

# say_next: which it is.
say_next() {
    if [ -n "$next" ]; then
        printf 'Next: %s, %s\nRead: %s\nThen: make exercise EX=%s\n' \
            "$(name "$next")" "$(title "$next")" "$next/README.md" \
            "$(name "$next")"
    else
        echo 'All solved.'
    fi
}

list() {
    next=
    number=0 solved=0 all=0 sum=0
    for folder in $folders; do
        folder=${folder%/}
        state=$(state "$folder")
        number=$((number + 1))
        all=$((all + $(points "$folder")))
        code=0
        case $state in
        solved)
            solved=$((solved + 1))
            sum=$((sum + $(points "$folder")))
            code=32
            ;;
        'not yet') code=33 ;;
        esac
        printf '%-5s %-8s %3s min  ' "$(name "$folder")" \
            "$(field Difficulty "$folder")" \
            "$(field Time "$folder" | sed 's/ minutes//')"
        colour $code "$(printf '%-11s' "$state")"
        printf '  %s\n' "$(title "$folder" | cut -c 1-43)"
        [ -n "$next" ] || [ "$state" = solved ] || next=$folder
    done
    if [ -z "$folders" ]; then
        echo 'There are no exercises here.'
        return
    fi
    printf '\n%s of %s exercises, %s of %s points\n' "$solved" "$number" \
        "$sum" "$all"
    say_next
}

# choose EX: its folder, as $folder. A chapter takes 03/2 for 2, if it is 03.
choose() {
    if [ -z "$1" ]; then
        find_next
        [ -n "$next" ] || wrong "all are solved; which one? For instance" \
            "EX=$example; make exercises lists them"
        folder=$next
        return
    fi
    folder=
    for one in $folders; do
        one=${one%/}
        number=${PWD##*/}
        number=${number%%-*}/$(name "$one")
        case $1 in
        "$(name "$one")") folder=$one ;;
        */*)
            [ -z "$top" ] || number=$(name "$one")
            case $number in "$1" | "0$1") folder=$one ;; esac
            ;;
        esac
    done
    [ -n "$folder" ] || wrong "$1: no such exercise; make exercises lists them"
}

# solution_of FOLDER: where it is, if this copy has it.
solution_of() {
    for place in tests/solutions ../tests/solutions; do
        chapter=${1%%/*}
        [ -n "$top" ] || chapter=${PWD##*/}
        [ ! -d "$place/$chapter/${1##*/}" ] || echo "$place/$chapter/${1##*/}"
    done | head -n 1
}

# painted: what a check says, as a terminal shows it.
painted() {
    fold='cat'
    [ ! -t 1 ] || fold='fold -s -w 80'
    $fold | while IFS= read -r line; do
        case $line in
        'ok - '* | solved) colour 32 "$line" ;;
        'not yet'*) colour 33 "$line" ;;
        *) printf '%s' "$line" ;;
        esac
        echo
    done
}

check() {
    sed -n '1s/^# //p' "$folder/README.md"
    mkdir -p "$(work "$folder")" || return
    {
        sh "$folder/check.sh"
        echo $? >"$(work "$folder")/status"
    } | painted
    status=$(cat "$(work "$folder")/status")
    remember "$folder" "$status"
    if [ "$status" -eq 1 ]; then
        echo "The task: $folder/README.md"
        echo "A hint: make hint EX=$(name "$folder")"
    elif [ "$status" -eq 0 ]; then
        this=$folder
        echo
        [ -z "$(solution_of "$this")" ] || echo 'Another solution, and why:' \
            "make solution EX=$(name "$this")"
        find_next
        say_next
        folder=$this
    fi
    return "$status"
}

# changed SUM: waits until a file is another than it was.
changed() {
    while [ "$(sum "$folder")" = "$1" ]; do
        # For a few seconds: it may have been saved before this began.
        if command -v inotifywait >/dev/null; then
            inotifywait -qq -t 3 -e close_write -e moved_to "$folder"
        elif command -v entr >/dev/null; then
            find "$folder" -type f | timeout 3 entr -npz true
        else
            sleep 1
        fi >/dev/null 2>&1
    done
}

# watch: checks at each save, until it is solved.
watch() {
    while before=$(sum "$folder"); ! check; do
        echo "Watching $folder"
        echo 'Save a file, and it is checked. Ctrl-C ends this.'
        changed "$before"
        echo
    done
}

# solution: the files and why, for who has solved it.
solution() {
    place=$(solution_of "$folder")
    if [ -z "$place" ]; then
        echo 'This copy has no solutions.'
        return 1
    elif [ "$(state "$folder")" != solved ]; then
        echo "It is shown when yours is solved: make exercise" \
            "EX=$(name "$folder")"
        return 1
    fi
    cat "$place/WHY.md"
    for file in $(edited "$folder"); do
        printf '\n---- %s: from yours to the solution\n' "$file"
        diff -u "$folder/$file" "$place/$file" | sed 1,2d
    done
}

# hint: the next section of HINTS.md; after the last one the last one again.
hint() {
    work=$(work "$folder")
    hints=$(grep -c '^## [1-9]' "$folder/HINTS.md")
    mkdir -p "$work" || return
    shown=$(cat "$work/hints" 2>/dev/null)
    number=$((${shown:-0} + 1))
    if [ "$number" -gt "$hints" ]; then
        number=$hints
        echo "There are no more; the last one again ($folder/HINTS.md: all):"
    fi
    echo "Hint $number of $hints for exercise $(name "$folder")"
    awk -v n="$number" '/^## / { on = $2 == n; next } on' "$folder/HINTS.md"
    echo "$number" >"$work/hints"
}

# reset: asks first; what is replaced is kept beside what was built.
reset() {
    files=$(edited "$folder" | tr '\n' ' ')
    printf 'Bring back %sas handed out? Your work goes. [y/N] ' "$files"
    answer=
    read -r answer
    case $answer in
    y | Y | yes) ;;
    *)
        echo 'Nothing was changed.'
        return 1
        ;;
    esac
    work=$(work "$folder")
    mkdir -p "$work/before" || return
    for file in $files; do
        # What is as handed out is no work of yours: it would replace that.
        [ ! -f "$folder/$file" ] || cmp -s "$folder/$file" \
            "$folder/.given/$file" || cp "$folder/$file" "$work/before/" ||
            return
        cp "$folder/.given/$file" "$folder/$file" || return
    done
    rm -f "$work/hints"
    echo "Done. What you had is in $work/before."
}

case ${1-} in
list) list ;;
check | watch | hint | solution | reset)
    [ "$1" != reset ] || [ -n "${2-}" ] || wrong "which one? For instance" \
        "EX=$example; make exercises lists them"
    choose "${2-}"
    "$1"
    ;;
*) wrong 'list, or check, watch, hint, solution, reset and EX' ;;
esac
