#!/bin/sh
# grade.sh - grade a submission: the checks of this repository, on the files to
# edit of that one.
#
# Usage:        make grade [SUBMISSION=folder] [EX='01/2 03'] [JUNIT=file]
#                   [JSON=file] [VPL=1]
#               SUBMISSION is a copy of the repository, or of one chapter;
#               without it, the repository itself. JSON: as Gradescope reads it;
#               VPL: what Moodle's VPL reads, behind the table.
# Exit status:  0 all solved, 1 not all, 2 wrong usage
#
# Of the submission only the files are read that the exercise's README, the one
# of this repository, names after "Edit:". They are laid over a copy of the
# chapter, and check.sh has them run in a cage (cage.sh), or with CAGE=none in
# none. It is solved if as many steps have held as for the solution, where that
# is at hand. Prints TAP, then a table with points: 1 for an easy exercise, 2
# for a moderate one, 3 for a hard one.

LC_ALL=C
export LC_ALL
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL
umask 022
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
    case $where in
    whole) way=$folder/$1 ;;
    chapter) [ "${folder%%/*}" = "$chapter" ] || {
        echo "$1: not handed in"
        return 1
    }
        way=${folder#*/}/$1 ;;
    solutions) way=${folder%%/*}/${folder##*/}/$1 ;;
    esac
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
    looks "$tmp/$1/$folder" >"$tmp/$1.look"
    [ -n "$started" ] || {
        echo 'not started' # and the same as all others of this kind
        return 1
    }
    prints "$tmp/$1/$folder" >"$tmp/$1.print"
    tar -cf "$tmp/$1.tar" -C "$tmp/$1" . && rm -rf "${tmp:?}/$1"
}

# What a teacher should read first: code that runs before main() or ends the
# program, that looks at other processes or starts them, and text that the
# compiler takes for another's.
suspects='
constructor constructor|destructor|init_array|ifunc
ptrace ptrace|process_vm_|PTRACE_
/proc "/proc|"/sys|"/dev/tty
system() (system|popen|fork|vfork|clone|posix_spawn[p]*|exec[lv][pe]*) *\(
asm asm
_exit _exit|_Exit|quick_exit|syscall
line-marker ^ *#( *line)? *[0-9]+|system_header|incbin|include *"[./]
'

# looks FOLDER: which of that is in the files to edit, and was not handed out.
looks() {
    for file in $(field Edit "$folder" | tr -d '`,'); do
        echo "$suspects" | while read -r name pattern; do
            [ -n "$name" ] && grep -qE -e "$pattern" "$1/$file" &&
                ! grep -qE -e "$pattern" "$folder/.given/$file" &&
                echo "$name"
        done
    done | sort -u | paste -s -d ' ' -
}

# prints FOLDER: a number that is the same for two that differ in names, blanks
# and comments alone: each name becomes the number of its first occurrence
# (B. Baker's parameterized matching, 1992).
prints() {
    for file in $(field Edit "$folder" | tr -d '`,'); do
        cat "$1/$file"
    done | printable | cut -c 1-500 | awk '
        {
            while ($0 != "") {
                if (comment) {
                    end = index($0, "*/")
                    comment = !end
                    RLENGTH = end ? end + 1 : length($0)
                } else if (match($0, /^([ \t]+|\/\/.*)/)) {
                } else if (comment = substr($0, 1, 2) == "/*") {
                    RLENGTH = 2
                } else if (match($0, /^[A-Za-z_][A-Za-z_0-9]*/)) {
                    word = substr($0, 1, RLENGTH)
                    if (!(word in number))
                        number[word] = ++n
                    printf "%d ", number[word]
                } else {
                    RLENGTH = 1
                    printf "%s", substr($0, 1, 1)
                }
                $0 = substr($0, RLENGTH + 1)
            }
        }' | cksum | tr ' ' '-'
}

# reason STATUS N: in one line, why it is not solved.
reason() {
    line=$(sed -n 's/^not yet - //p; /^cannot be checked here/p' "$tmp/$2.out" |
        head -n 1)
    got=$(sed -n 's/^ *got: //p' "$tmp/$2.out" | head -n 1)
    if [ -s "$tmp/$2.tar.why" ]; then
        cat "$tmp/$2.tar.why"
    elif [ "$1" -eq 1 ] && [ -n "$line" ]; then
        echo "$line${got:+: $got}"
    else
        echo "${line:-the check could not end: status $1}"
    fi | printable | cut -c 1-150
}

# judged N: the check, in $tmp/N.out; says why it is not solved.
judged() {
    sh "$tmp/cage.sh" check "$tmp/$1.tar" "$folder" \
        "${first_uid:+$((first_uid + ${1%r}))}" >"$tmp/$1.out" 2>&1 </dev/null
    status=$?
    if [ $status -ne 0 ] || [ "$(tail -n 1 "$tmp/$1.out")" != solved ]; then
        reason $status "$1"
    fi
    rm -f "$tmp/$1.tar"
}

# steps N: how many have held.
steps() {
    grep -c '^ok - ' "$tmp/$1.out"
}

# compared N: says whether the solution comes further than it, here and now.
compared() {
    reference=$references/$(echo "$folder" | tr '/' '_')
    if [ ! -s "$reference" ]; then
        (
            submission=$PWD/tests/solutions
            where=solutions
            lay "$1r" && judged "$1r"
            [ "$(tail -n 1 "$tmp/$1r.out")" != solved ] || steps "$1r"
        ) >"$tmp/$1r.steps" 2>&1
        tail -n 1 "$tmp/$1r.steps" >"$reference.$$" &&
            mv "$reference.$$" "$reference"
    fi
    wanted=$(cat "$reference")
    case $wanted in
    *[!0-9]*) echo "the solution does not solve it here: $wanted" ;;
    "$(steps "$1")") ;;
    *) echo "only $(steps "$1") steps have held, and not $wanted" ;;
    esac | printable
}

# one N FOLDER: grades this exercise: $tmp/N.out, .reason (empty: solved) and
# .time. Runs in a process of its own, as several do at once.
one() {
    folder=$2
    begin=$(date +%s)
    : >"$tmp/$1.out"
    lay "$1" 2>&1 | head -n 1 >"$tmp/$1.reason"
    if [ -s "$tmp/$1.tar" ]; then
        judged "$1" >"$tmp/$1.reason"
        [ -s "$tmp/$1.reason" ] || [ ! -d tests/solutions ] ||
            compared "$1" >"$tmp/$1.reason"
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
        [ -z "$open" ] || echo "# $open"
        if [ -z "$why" ]; then
            got=$worth
            echo "ok $n - $(id "$folder") $title"
        else
            echo "not ok $n - $(id "$folder") $title"
            printable <"$tmp/$n.out" | head -n 40 | sed 's/^/# /'
        fi
        sum=$((sum + got))
        all=$((all + worth))
        look=$(cat "$tmp/$n.look" 2>/dev/null)
        printf '# %-5s %-9s %s/%s  %s%s\n' "$(id "$folder")" \
            "$(field Difficulty "$folder")" "$got" "$worth" \
            "${why:-solved}" "${look:+  look at: $look}" >>"$tmp/table"
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

# free_uid: the first of 100 numbers that no user and no process has. Two that
# grade at once have two folders $tmp, and a folder's number is its own.
free_uid() {
    uid=$((1900000000 + $(stat -c %i "$tmp") % 2000000 * 100))
    while find /proc -maxdepth 1 -uid $uid 2>/dev/null | grep -q .; do
        uid=$((uid + 100))
    done
    echo $uid
}

# text: standard input as JSON's, or between quotes.
text() {
    printable | awk '{ gsub(/\\/, "&&"); gsub(/"/, "\\\"")
        gsub(/\t/, "\\t"); printf "%s\\n", $0 }'
}

# json: results.json for Gradescope.
json() {
    printf '{ "score": %s, "output": "%s", "tests": [' "$sum" \
        "$(echo "${open:-graded in a cage}" | text)"
    comma=
    while read -r n folder; do
        worth=$(points "$folder")
        got=$worth
        [ ! -s "$tmp/$n.reason" ] || got=0
        printf '%s\n{ "name": "%s", "score": %s, "max_score": %s,' "$comma" \
            "$(sed -n '1s/^# Exercise //p' "$folder/README.md" | text |
                sed 's/\\n$//')" "$got" "$worth"
        printf ' "output": "%s" }' "$(cat "$tmp/$n.reason" "$tmp/$n.out" |
            head -n 200 | text)"
        comma=,
    done <"$tmp/chosen"
    printf '\n] }\n'
}

# vpl: what Moodle's VPL takes as the grade, and shows.
vpl() {
    echo '<|--'
    sed 's/^# //' "$tmp/table"
    echo '--|>'
    echo "Grade :=>> $sum"
}

# row: for class.sh. Points, of how many, time, then what it says of them, what
# to look at, and the numbers that prints() has found, each after a tab.
row() {
    why=$(cat "$tmp"/*.reason | head -n 1)
    case $(grep -c . "$tmp/chosen")/$(find "$tmp" -name '*.reason' -size +0 |
        grep -c .) in
    */0) why=solved ;;
    1/*) ;;
    */*) why="not solved: $(grep '^not ok' "$tmp/tap" | cut -d ' ' -f 5 |
        paste -s -d ' ' -)" ;;
    esac
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$sum" "$all" \
        $(($(date +%s) - started_at)) "$(echo "$why" | tr '\t' ' ')" \
        "$(cat "$tmp"/*.look 2>/dev/null | tr ' ' '\n' | sort -u |
            paste -s -d ' ' -)" \
        "$(while read -r n folder; do
            [ ! -s "$tmp/$n.print" ] ||
                echo "$(id "$folder"):$(cat "$tmp/$n.print")"
        done <"$tmp/chosen" | paste -s -d ' ' -)"
}

# new_folder: not where TMPDIR says: a program has to run there, and its name
# must be plain.
new_folder() {
    for place in /tmp /var/tmp; do
        new=$(mktemp -d $place/grade.XXXXXX 2>/dev/null) || continue
        printf '#!/bin/sh\n' >"$new/program" && chmod +x "$new/program"
        if "$new/program" 2>/dev/null; then
            rm "$new/program"
            echo "$new"
            return
        fi
        rm -rf "$new"
    done
    return 1
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
json=${JSON-}
case $junit in '' | /*) ;; *) junit=$PWD/$junit ;; esac
case $json in '' | /*) ;; *) json=$PWD/$json ;; esac
started_at=$(date +%s)
for file in "$junit" "$json"; do
    [ ! -f "$file" ] || rm -f "$file" # that of another time
done
CDPATH='' cd -- "$(dirname "$0")/.." || exit 2

# chapter_of: which chapter was handed in alone: that whose name the folder has,
# or whose exercises it has.
chapter_of() {
    for folder in [0-9][0-9]-*/; do
        case $submission/ in */"$folder") echo "${folder%/}" ;; esac
    done
    for folder in [0-9][0-9]-*/exercises/[1-9]*-*/; do
        [ ! -d "$submission/${folder#*/}" ] || echo "${folder%%/*}"
    done
}

chapter=
if ls -d "$submission"/[0-9][0-9]-*/exercises >/dev/null 2>&1; then
    where=whole
elif [ -d "$submission/exercises" ]; then
    where=chapter
    chapter=$(chapter_of | head -n 1)
    [ -n "$chapter" ] || wrong "$submission: which chapter is it?"
else
    wrong "$submission: neither the repository nor a chapter of it"
fi

tmp=$(new_folder) || wrong '/tmp and /var/tmp: no program can be run there'
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' HUP INT TERM
chmod 711 "$tmp"

# Which: all of this repository, whatever was handed in.
for folder in [0-9][0-9]-*/exercises/[1-9]*-*/; do
    folder=${folder%/}
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
for file in "$junit" "$json"; do
    [ -z "$file" ] || (: >"$file") 2>/dev/null || wrong "$file: cannot write"
done

command -v prlimit >/dev/null || wrong 'prlimit is missing: install util-linux'
sh tests/cage.sh room || exit 2
# As root each check is another user.
cp tests/cage.sh "$tmp"
first_uid=
[ "$(command id -u)" -ne 0 ] || first_uid=$(free_uid)
open=
if [ "${CAGE-}" = none ]; then
    open='no cage: what was handed in ran with the network, and could read what
everybody can; '
    if [ -n "$first_uid" ]; then
        open="${open}as another user"
    else
        open="${open}with all rights of $(command id -un); it may still run"
    fi
    open=$(echo "$open" | tr '\n' ' ')
elif ! why=$(sh "$tmp/cage.sh" probe "$first_uid"); then
    wrong "no cage can be had here: $why (CAGE=none does without)"
fi
: "${references:=$tmp/references}"
mkdir -p "$references" || exit 2
export tmp first_uid submission where chapter references
xargs -P "${GRADE_JOBS:-$(getconf _NPROCESSORS_ONLN)}" -n 2 \
    sh tests/grade.sh one <"$tmp/chosen"
report >"$tmp/tap"
status=$?
cat "$tmp/tap"
sum=$(sed -n 's/^# points: \([0-9]*\) of .*/\1/p' "$tmp/tap")
all=$(sed -n 's/^# points: .* of //p' "$tmp/tap")
[ -z "${VPL-}" ] || vpl
[ -z "${ROW-}" ] || row >"$ROW"
[ -z "$junit" ] || junit >"$junit" || wrong "$JUNIT: cannot write"
[ -z "$json" ] || json >"$json" || wrong "$JSON: cannot write"
exit $status
