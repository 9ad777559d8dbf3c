#!/bin/sh
# class.sh - grade a class: one row for each name in a folder.
#
# Usage:        make class SUBMISSIONS=folder [EX='01/2 03'] [CSV=file]
#                   [JUNIT=folder] [JOBS=n] [MACHINES=a,b] [RESULTS=folder]
#               In the folder: one folder or archive (zip, tar) for each, in
#               which the repository or a chapter lies, or one level deeper.
# Exit status:  0 graded, 1 not all could be, 2 wrong usage
#
# Each is graded by grade.sh, JOBS at a time. With MACHINES, GNU parallel
# distributes them (its --sshlogin), to machines that see the same folders. What
# was found is in RESULTS (by default SUBMISSIONS-results): NAME.tap, NAME.json
# for Gradescope, and NAME.row, the last that is written. Where that is there,
# and nothing was handed in after it, it is not graded again.

LC_ALL=C
export LC_ALL
unset CDPATH
largest=200000 # bytes of a file that is handed in, as in grade.sh

# wrong TEXT...: how it is used.
wrong() {
    echo "class: $*" >&2
    exit 2
}

# plain: what a table can hold.
plain() {
    tr '\000-\037\177|' '[?*]'
}

# file_name ENTRY: the name of its results: two entries never have the same one.
file_name() {
    name=$(printf '%s' "${1##*/}" | plain)
    [ "$name" = "${1##*/}" ] || name=$name-$(printf '%s' "$1" | cksum |
        cut -d ' ' -f 1)
    echo "$name"
}

# has_exercises FOLDER: the repository or a chapter.
has_exercises() {
    [ -d "$1/exercises" ] ||
        ls -d "$1"/[0-9][0-9]-*/exercises >/dev/null 2>&1
}

# list ARCHIVE: the names in it, one a line. Whoever made it may have made it so
# that this never ends.
list() {
    case $1 in
    *.zip) timeout -s KILL 60 unzip -Z1 "$1" ;;
    *) timeout -s KILL 60 tar --quoting-style=literal -tf "$1" ;;
    esac 2>/dev/null </dev/null | head -n 100000
}

# get ARCHIVE NAME: what is in there, and no more of it than is looked at.
get() {
    case $1 in
    *.zip) timeout -s KILL 60 unzip -P '' -p "$1" \
        "$(printf '%s\n' "$2" | sed 's/[][*?\\]/\\&/g')" ;;
    *) timeout -s KILL 60 tar -xOf "$1" --occurrence=1 -- "$2" ;;
    esac 2>/dev/null </dev/null | head -c $((largest + 1))
}

# unpack ARCHIVE: of an archive only the files to edit are taken, into $folder;
# nothing in it can become a link, lie elsewhere, or fill the disk.
unpack() {
    case $1 in *.zip) tool=unzip ;; *) tool=tar ;; esac
    command -v $tool >/dev/null || {
        echo "refused: $tool is missing here"
        return
    }
    list "$1" >"$tmp/names"
    [ -s "$tmp/names" ] || {
        echo 'refused: empty, or no archive of the kind that its name says'
        return
    }
    folder=$tmp/unpacked
    mkdir "$folder"
    for exercise in [0-9][0-9]-*/exercises/[1-9]*-*/; do
        for file in $(sed -n 's/^Edit: *//p' "$exercise/README.md" |
            tr -d '`,'); do
            way=$exercise$file
            # At the top, or one level deeper; a chapter, or its folder.
            name=$(awk -v way="$way" -v part="${way#*/}" '
                { n = $0; sub(/^\.\//, "", n) }
                n == way || n == part { print; exit }
                { sub(/^[^\/]*\//, "", n) }
                n == way || n == part { print; exit }' "$tmp/names")
            [ -n "$name" ] || continue
            mkdir -p "$folder/$exercise"
            get "$1" "$name" >"$folder/$way"
        done
    done
    has_exercises "$folder" || echo 'refused: no exercise in the archive'
}

# find_it ENTRY: where the exercises are, as $folder; or says what is wrong.
find_it() {
    folder=$1
    [ ! -L "$1" ] || {
        echo 'refused: a symbolic link'
        return
    }
    if [ -f "$1" ]; then
        case $1 in
        *.zip | *.tar | *.tar.* | *.tgz | *.txz | *.tbz*) unpack "$1" ;;
        *) echo 'refused: neither a folder nor a zip or tar archive' ;;
        esac
        return
    fi
    [ -d "$1" ] || {
        echo 'refused: neither a folder nor an archive'
        return
    }
    has_exercises "$1" && return
    # One level deeper.
    [ -z "${2-}" ] || {
        echo 'refused: no exercises in it'
        return
    }
    found=
    for inner in "$1"/*; do
        [ ! -L "$inner" ] || continue
        case $inner in
        *.zip | *.tar | *.tar.* | *.tgz | *.txz | *.tbz*) ;;
        *) has_exercises "$inner" || continue ;;
        esac
        [ -z "$found" ] || {
            echo 'refused: more than one in it'
            return
        }
        found=$inner
    done
    if [ -n "$found" ]; then
        find_it "$found" deeper
    elif [ -z "$(ls -A "$1" 2>/dev/null)" ]; then
        echo 'refused: empty'
    else
        echo 'refused: no exercises in it'
    fi
}

# one ENTRY: grades it, and writes its row as the last thing.
one() {
    out=$results/$(file_name "$1")
    junit=
    [ -z "$junits" ] || junit=$junits/${out##*/}.xml
    tmp=$(mktemp -d) || exit 1
    trap 'rm -rf "$tmp"' EXIT
    trap 'exit 1' HUP INT TERM
    find_it "$1" >"$tmp/why"
    if [ -s "$tmp/why" ]; then
        printf '0\t%s\t0\t%s\t\t\n' "$all" "$(cat "$tmp/why")" >"$tmp/row"
        echo "# $(cat "$tmp/why")" >"$out.tap"
        rm -f "$out.json"
        [ -z "$junit" ] || refusal "$(cat "$tmp/why")" >"$junit"
    else
        SUBMISSION=$folder JUNIT=$junit JSON=$out.json ROW=$tmp/row \
            GRADE_JOBS=1 sh tests/grade.sh >"$out.tap" 2>"$tmp/err"
        [ -s "$tmp/row" ] || printf '0\t%s\t0\tnot graded: %s\t\t\n' "$all" \
            "$(head -n 1 "$tmp/err" | plain)" >"$tmp/row"
    fi
    # With what was asked for: another EX is another row.
    printf '%s\t%s\t%s\n' "$(printf '%s' "${1##*/}" | plain)" "$asked" \
        "$(cat "$tmp/row")" >"$out.new" && mv "$out.new" "$out.row"
}

# refusal WHY: as JUnit's XML.
refusal() {
    echo '<?xml version="1.0" encoding="UTF-8"?>'
    echo '<testsuites tests="1" failures="1">'
    echo '<testsuite name="exercises" tests="1" failures="1">'
    echo '<testcase classname="exercises" name="handed in">'
    echo "<failure message=\"$1\"/></testcase></testsuite></testsuites>"
}

# is_done ENTRY: has it a row of its own, and that is newer?
is_done() {
    row=$results/$(file_name "$1").row
    [ -f "$row" ] && [ "$(cut -f 2 "$row")" = "$asked" ] &&
        ! grep -q '	not graded: ' "$row" &&
        [ -z "$(find "$1" -cnewer "$row" 2>/dev/null | head -n 1)" ]
}

# field FILE: for CSV. A spreadsheet takes a text that begins so for a formula.
field() {
    printf '%s' "$1" | sed "s/^[=+@-]/'&/; s/\"/\"\"/g; s/^/\"/; s/\$/\"/"
}

# csv: a table for a spreadsheet.
csv() {
    echo 'name,points,of,result,look at'
    while IFS='|' read -r name points of why look; do
        echo "$(field "$name"),$points,$of,$(field "$why"),$(field "$look")"
    done <"$tmp/table"
}

# pairs: of submissions that are the same but for names and blanks.
pairs() {
    awk -F '\t' '{
        n = split($8, prints, " ")
        for (i = 1; i <= n; i++) {
            if (prints[i] in first)
                print "# the same but for names and blanks: " first[prints[i]] \
                    ", " $1 " (" substr(prints[i], 1, 4) ")"
            else
                first[prints[i]] = $1
        }
    }' "$tmp/rows"
}

# table: all rows, the best first, then the mean.
table() {
    tr '|\t' '/|' <"$tmp/rows" | cut -d '|' -f 1,3,4,6,7 |
        sort -t '|' -k 2,2nr -k 1,1 >"$tmp/table"
    while IFS='|' read -r name points of why look; do
        printf '%-24s %3s of %-3s %s%s\n' "$name" "$points" "$of" "$why" \
            "${look:+  look at: $look}"
    done <"$tmp/table"
    pairs
    awk -F '\t' -v wall=$(($(date +%s) - began)) -v now="$1" '
        { sum += $3; of = $4; time += $5 }
        END {
            printf "# %d submissions, mean %.2f of %d\n", NR, sum / NR, of
            if (now > 0)
                printf "# %d graded now, in %d s: %.1f s each\n", now, wall,
                    wall / now
        }' "$tmp/rows"
}

# each: what has to be graded, on one machine or on several.
each() {
    if [ -n "${MACHINES-}" ]; then
        parallel --null --jobs "$jobs" --sshlogin "$MACHINES" --workdir "$PWD" \
            --env results --env junits --env asked --env all --env EX \
            --env CAGE --env LIMIT --env references \
            ${PARALLEL_SSH:+--ssh "$PARALLEL_SSH"} sh tests/class.sh one
    else
        xargs -0 -P "$jobs" -n 1 sh tests/class.sh one
    fi
}

if [ "${1-}" = one ]; then
    one "$2"
    exit
fi

# absolute PATH: from where it was called.
absolute() {
    case $1 in '' | /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac
}

[ -n "${SUBMISSIONS-}" ] || wrong 'SUBMISSIONS=folder is missing'
submissions=$(cd "$SUBMISSIONS" 2>/dev/null && pwd -P) ||
    wrong "$SUBMISSIONS: no such folder"
results=$(absolute "${RESULTS:-$submissions-results}")
junits=$(absolute "${JUNIT-}")
csv=$(absolute "${CSV-}")
cd -- "$(dirname "$0")/.." || exit 2
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN)}
case $jobs in *[!0-9]* | 0) wrong "JOBS=$jobs: not a number" ;; esac
[ -z "${MACHINES-}" ] || command -v parallel >/dev/null ||
    wrong 'MACHINES wants GNU parallel: make deps ALL=1 installs it'
mkdir -p "$results" ${junits:+"$junits"} 2>/dev/null ||
    wrong "$results $junits: cannot be made"
[ -z "$csv" ] || (: >>"$csv") 2>/dev/null || wrong "$CSV: cannot write"
asked="${EX:-all}${CAGE:+ CAGE=$CAGE}"
# What there is to be had, and whether it can be graded here at all.
tmp=$(mktemp -d) || exit 2
references=$results/.references-$$
trap 'rm -rf "$tmp" "$references"' EXIT
trap 'exit 2' HUP INT TERM
mkdir -p "$tmp/nothing/00-nothing/exercises"
JUNIT='' JSON='' ROW=$tmp/row SUBMISSION=$tmp/nothing sh tests/grade.sh \
    >/dev/null 2>"$tmp/err"
[ -s "$tmp/row" ] || wrong "$(sed 's/^grade: //' "$tmp/err" | head -n 1)"
all=$(cut -f 2 "$tmp/row")
mkdir "$references" || exit 2
export results junits asked all references

began=$(date +%s)
count=0
for entry in "$submissions"/*; do
    [ -e "$entry" ] || [ -L "$entry" ] || continue
    case $entry in "$results" | "$junits") continue ;; esac
    is_done "$entry" && continue
    printf '%s\0' "$entry"
done >"$tmp/todo"
count=$(tr -cd '\0' <"$tmp/todo" | wc -c)
each <"$tmp/todo"
for entry in "$submissions"/*; do
    [ -e "$entry" ] || [ -L "$entry" ] || continue
    case $entry in "$results" | "$junits") continue ;; esac
    cat "$results/$(file_name "$entry").row" 2>/dev/null ||
        printf '%s\t%s\t0\t%s\t0\tnot graded\t\t\n' \
            "$(printf '%s' "${entry##*/}" | plain)" "$asked" "$all"
done >"$tmp/rows"
[ -s "$tmp/rows" ] || wrong "$submissions: empty"
table "$count"
[ -z "$csv" ] || csv >"$csv" || wrong "$CSV: cannot write"
! grep -q '	not graded' "$tmp/rows"
