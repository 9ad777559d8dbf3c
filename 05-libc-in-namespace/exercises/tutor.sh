#!/bin/sh
# tutor.sh - list the exercises, check one, give a hint, bring its files back.
#
# Usage:        sh exercises/tutor.sh list | check EX | hint EX | reset EX
#               (make exercises, make exercise EX=2, make hint EX=2, ...)
#               EX is 2 in a chapter, 03/2 at the top of the repository
# Exit status:  0 done (check: solved), 1 could not (not yet), 2 wrong usage
#
# Nothing is stored but how many hints were shown, in build/: how far somebody
# is, is found out each time. The same file in every chapter.

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

# state FOLDER: not started, not yet, or solved. As handed out, no exercise
# is solved: only where something was edited is the check run.
state() {
    for file in $(edited "$1"); do
        if ! cmp -s "$1/$file" "$1/.given/$file"; then
            sh "$1/check.sh" >/dev/null 2>&1 </dev/null
            case $? in
            0) echo solved ;;
            2) echo 'cannot be checked here' ;;
            *) echo 'not yet' ;;
            esac
            return
        fi
    done
    echo 'not started'
}

list() {
    next=
    for folder in $folders; do
        folder=${folder%/}
        state=$(state "$folder")
        title=$(sed -n '1s/^[^:]*: //p' "$folder/README.md")
        printf '%-5s %-9s %-11s %-12s %s\n' "$(name "$folder")" \
            "$(field Difficulty "$folder")" "$(field Time "$folder")" \
            "$state" "$title"
        [ -n "$next" ] || [ "$state" = solved ] || next=$folder
    done
    if [ -n "$next" ]; then
        printf '\nNext: read %s, then make exercise EX=%s\n' \
            "$next/README.md" "$(name "$next")"
    elif [ -n "$folders" ]; then
        printf '\nAll solved.\n'
    else
        echo 'There are no exercises here.'
    fi
}

# choose EX: its folder, as $folder. A chapter takes 03/2 for 2, if it is 03.
choose() {
    [ -n "$1" ] || wrong "which one? For instance EX=$example;" \
        "make exercises lists them"
    folder=
    for one in $folders; do
        one=${one%/}
        case $1 in
        "$(name "$one")") folder=$one ;;
        */*)
            number=${PWD##*/}
            [ "$1" != "${number%%-*}/$(name "$one")" ] || folder=$one
            ;;
        esac
    done
    [ -n "$folder" ] || wrong "$1: no such exercise; make exercises lists them"
}

check() {
    title=$(sed -n '1s/^# //p' "$folder/README.md")
    echo "$title"
    sh "$folder/check.sh"
    status=$?
    if [ "$status" -eq 1 ]; then
        echo "(the task: $folder/README.md;" \
            "a hint: make hint EX=$(name "$folder"))"
    fi
    return "$status"
}

# hint: the next section of HINTS.md; after the last one the last one again.
hint() {
    work=$(work "$folder")
    all=$(grep -c '^## [1-9]' "$folder/HINTS.md")
    mkdir -p "$work" || return
    shown=$(cat "$work/hints" 2>/dev/null)
    number=$((${shown:-0} + 1))
    if [ "$number" -gt "$all" ]; then
        number=$all
        echo "There are no more; the last one again ($folder/HINTS.md: all):"
    fi
    echo "Hint $number of $all for exercise $(name "$folder")"
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
check | hint | reset)
    choose "${2-}"
    "$1"
    ;;
*) wrong 'list, check EX, hint EX or reset EX' ;;
esac
