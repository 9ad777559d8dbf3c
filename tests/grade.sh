#!/bin/sh
# grade.sh - grade a submission: the checks of this repository, on the files to
# edit of that one.
#
# Usage:        make grade [SUBMISSION=folder] [EX='01/2 03'] [JUNIT=file]
#               SUBMISSION is a copy of the repository, or of one chapter;
#               without it, the repository itself
# Exit status:  0 all solved, 1 not all, 2 wrong usage
#
# Of the submission only the files are read that the exercise's README, the one
# of this repository, names after "Edit:". They are laid over a copy of the
# chapter, and check.sh runs in a cage (cage.sh). Prints TAP, then a table with
# points: 1 for an easy exercise, 2 for a moderate one, 3 for a hard one.

LC_ALL=C
export LC_ALL
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL
largest=200000 # bytes of a file that is handed in

# wrong TEXT...: how it is used.
wrong() {
    echo "grade: $*" >&2
    exit 2
}

# field NAME FOLDER: "Time: 20 minutes" in the README of this repository.
field() {
    sed -n "s/^$1: *//p" "$2/README.md" | sed 's/ *$//' | head -n 1
}

# id FOLDER: 03/2.
id() {
    number=${1##*/}
    echo "${1%%-*}/${number%%-*}"
}

# printable: what TAP and XML can hold.
printable() {
    tr -cd '\11\12\40-\176'
}

# handed_in FILE: where it is in the submission, as $path. A link anywhere on
# the way could lead to somebody else's work. Says what is wrong with it.
handed_in() {
    path=$submission
    case $where in whole) way=$folder/$1 ;; *) way=${folder#*/}/$1 ;; esac
    for part in $(echo "$way" | tr '/' ' '); do
        path=$path/$part
        [ ! -L "$path" ] || {
            echo "$1: a symbolic link is not accepted"
            return 1
        }
    done
    if [ ! -e "$path" ]; then
        echo "$1: not handed in"
    elif [ ! -f "$path" ]; then
        echo "$1: not a regular file"
    elif [ "$(wc -c <"$path")" -gt $largest ]; then
        echo "$1: larger than $largest bytes"
    else
        return 0
    fi
    return 1
}

# lay: the chapter with the submission's files, as $tmp/N.tar. Says what is
# wrong with them, or that nothing was done.
lay() {
    copy=$tmp/$1/${folder%%/*}
    mkdir -p "$copy" && (cd "${folder%%/*}" && tar -cf - --exclude=./build .) |
        tar -xf - -C "$copy" || return
    started=
    for file in $(field Edit "$folder" | tr -d '`,'); do
        handed_in "$file" || return
        cmp -s "$path" "$folder/.given/$file" || started=yes
        rm -f "$tmp/$1/$folder/$file"
        cp "$path" "$tmp/$1/$folder/$file" || return
    done
    chmod -R a+rX "$tmp/$1"
    [ -n "$started" ] || {
        echo 'not started'
        return 1
    }
    tar -cf "$tmp/$1.tar" -C "$tmp/$1" . && rm -rf "${tmp:?}/$1"
}

# reason STATUS OUT: in one line, why it is not solved.
reason() {
    line=$(sed -n 's/^not yet - //p; /^cannot be checked here/p' "$2" |
        head -n 1)
    got=$(sed -n 's/^ *got: //p' "$2" | head -n 1)
    if [ "$1" -eq 137 ]; then
        echo "the check did not end in ${GRADE_SECONDS:-120} s"
    elif [ "$1" -eq 1 ] && [ -n "$line" ]; then
        echo "$line${got:+: $got}"
    elif grep -qi 'cannot fork\|fork: ' "$2"; then
        echo 'it started processes without end'
    else
        echo "${line:-the check could not end: status $1}"
    fi | printable | cut -c 1-150
}

# one N FOLDER: grades this exercise: $tmp/N.out, .reason (empty: solved) and
# .time. Runs in a process of its own, as several do at once.
one() {
    folder=$2
    begin=$(date +%s)
    : >"$tmp/$1.out"
    lay "$1" 2>&1 | head -n 1 >"$tmp/$1.reason"
    if [ -s "$tmp/$1.tar" ]; then
        sh tests/cage.sh "$kind" "$tmp/$1.tar" "$folder" $((first_uid + $1)) \
            "$submission" >"$tmp/$1.out" 2>&1 </dev/null
        status=$?
        if [ $status -ne 0 ] || [ "$(tail -n 1 "$tmp/$1.out")" != solved ]; then
            reason $status "$tmp/$1.out" >"$tmp/$1.reason"
        fi
        rm -f "$tmp/$1.tar"
    elif [ ! -s "$tmp/$1.reason" ]; then
        echo 'could not be copied' >"$tmp/$1.reason"
    fi
    rm -rf "${tmp:?}/$1"
    echo $(($(date +%s) - begin)) >"$tmp/$1.time"
}

# points FOLDER: what it is worth.
points() {
    case $(field Difficulty "$1") in easy) echo 1 ;; hard) echo 3 ;; *)
        echo 2
        ;;
    esac
}

# report: TAP, and the table in its comments.
report() {
    sum=0
    all=0
    : >"$tmp/table"
    while read -r n folder; do
        worth=$(points "$folder")
        title=$(sed -n '1s/^[^:]*: //p' "$folder/README.md")
        why=$(cat "$tmp/$n.reason")
        got=0
        if [ -z "$why" ]; then
            got=$worth
            echo "ok $n - $(id "$folder") $title"
        else
            echo "not ok $n - $(id "$folder") $title"
            printable <"$tmp/$n.out" | head -n 40 | sed 's/^/# /'
        fi
        sum=$((sum + got))
        all=$((all + worth))
        printf '# %-5s %-9s %s/%s  %s\n' "$(id "$folder")" \
            "$(field Difficulty "$folder")" "$got" "$worth" \
            "${why:-solved}" >>"$tmp/table"
    done <"$tmp/chosen"
    echo "1..$(grep -c . "$tmp/chosen")"
    cat "$tmp/table"
    echo "# points: $sum of $all"
    [ "$sum" -eq "$all" ]
}

# xml: text as XML wants it.
xml() {
    printable | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g'
}

# junit: the same for a program that reads JUnit's XML.
junit() {
    tests=$(grep -c . "$tmp/chosen")
    failures=$(find "$tmp" -name '*.reason' -size +0 | grep -c .)
    echo '<?xml version="1.0" encoding="UTF-8"?>'
    echo "<testsuites tests=\"$tests\" failures=\"$failures\">"
    echo "<testsuite name=\"exercises\" tests=\"$tests\"" \
        "failures=\"$failures\" errors=\"0\" skipped=\"0\">"
    while read -r n folder; do
        printf '<testcase classname="%s" name="%s" time="%s"' \
            "${folder%%/*}" "$(head -n 1 "$folder/README.md" |
                sed 's/^# Exercise //' | xml)" "$(cat "$tmp/$n.time")"
        if [ -s "$tmp/$n.reason" ]; then
            printf '>\n<failure message="%s">' "$(xml <"$tmp/$n.reason")"
            xml <"$tmp/$n.out" | head -n 200
            echo '</failure>'
            echo '</testcase>'
        else
            echo '/>'
        fi
    done <"$tmp/chosen"
    echo '</testsuite>'
    echo '</testsuites>'
}

# free_uid: the first of 100 numbers that no user and no process has.
free_uid() {
    uid=$((61000 + $$ % 3000))
    while getent passwd $uid >/dev/null 2>&1 ||
        find /proc -maxdepth 1 -uid $uid 2>/dev/null | grep -q .; do
        uid=$((uid + 100))
    done
    echo $uid
}

if [ "${1-}" = one ]; then
    one "$2" "$3" # called by xargs below
    exit
fi

# From where it was called, before it goes to the top of the repository.
unset CDPATH # or cd prints, and goes elsewhere
submission=$(cd "${SUBMISSION:-$(dirname "$0")/..}" 2>/dev/null && pwd) ||
    wrong "$SUBMISSION: no such folder"
junit=${JUNIT-}
case $junit in '' | /*) ;; *) junit=$PWD/$junit ;; esac
[ ! -f "$junit" ] || rm -f "$junit" # that of another time
CDPATH='' cd -- "$(dirname "$0")/.." || exit 2

if ls -d "$submission"/[0-9][0-9]-*/exercises >/dev/null 2>&1; then
    where=whole
elif [ -d "$submission/exercises" ]; then
    where=chapter
else
    wrong "$submission: neither the repository nor a chapter of it"
fi

tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' HUP INT TERM
chmod 711 "$tmp"

# Which: all; of a chapter that was handed in alone, those that it has.
for folder in [0-9][0-9]-*/exercises/[1-9]*-*/; do
    folder=${folder%/}
    [ $where = whole ] || [ -d "$submission/${folder#*/}" ] || continue
    [ -n "${EX-}" ] || echo "$folder"
    for ex in ${EX-}; do
        case $ex in
        "$(id "$folder")" | "${folder%%-*}") echo "$ex" >>"$tmp/known" ;;
        *) continue ;;
        esac
        echo "$folder"
    done
done | awk '!seen[$0]++ { print ++n, $0 }' >"$tmp/chosen"
for ex in ${EX-}; do
    grep -qxF -e "$ex" "$tmp/known" 2>/dev/null || wrong "$ex: no such exercise"
done
[ -s "$tmp/chosen" ] || wrong "$submission: no such exercise"
[ -z "$junit" ] || (: >"$junit") 2>/dev/null || wrong "$JUNIT: cannot write"

command -v prlimit >/dev/null || wrong 'prlimit is missing: install util-linux'
kind=${CAGE:-$(sh tests/cage.sh probe)}
case $kind in
uid) echo 'grade: no namespaces here: the code that is checked has the' \
    'network, and can read what everybody can' >&2 ;;
user) echo 'grade: not root: the code that is checked can write what you can,' \
    'outside of this repository' >&2 ;;
limits) echo 'grade: neither root nor namespaces: the code that is checked' \
    'has all the rights that you have' >&2 ;;
esac
first_uid=$(free_uid)
export tmp kind first_uid submission where
xargs -P "$(getconf _NPROCESSORS_ONLN)" -n 2 sh tests/grade.sh one \
    <"$tmp/chosen"
report
status=$?
[ -z "$junit" ] || junit >"$junit" || wrong "$JUNIT: cannot write"
exit $status
