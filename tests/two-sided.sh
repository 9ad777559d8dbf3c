#!/bin/sh
# two-sided.sh - one exercise, seen from both sides: as it was handed out, its
# check fails and leads; with the solution laid over it, the check passes; and
# with each wrong solution it names the rule that this one breaks.
#
# Usage:        sh tests/two-sided.sh NN-chapter/exercises/K-name [PART]
#               PART: valgrind, only this, whether the solution passes under it
#               wrong [NAME...], only the wrong solutions, all or these;
#               VERBOSE=1 shows what the check says to each
# Exit status:  0 all passed, 1 some did not, 2 usage. Prints TAP.
#
# tests/wrong/NN-chapter/K-name/NAME.sed makes a wrong solution of the right
# one. "# 4: a refused sensor stays loaded" is its first line: the rule that it
# breaks, by its number in the README, and how. "# needs: valgrind": without it
# nobody sees.
#
# exercises.t and valgrind.t run it for every exercise. It never looks at the
# files that the reader edits, other than to tell that somebody works on them.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
unset RUN CC CFLAGS LDFLAGS EXTRA DEFS LIMIT

case ${1-} in
[0-9][0-9]-*/exercises/[1-9]*-*) ;;
*)
    echo 'usage: two-sided.sh NN-chapter/exercises/K-name [valgrind]' >&2
    exit 2
    ;;
esac
if [ ! -f "$1/README.md" ]; then
    echo "two-sided: $1: no README.md there" >&2
    exit 2
fi
folder=${1%/}
chapter=${folder%%/*}
name=${folder##*/}
id=${chapter%%-*}/${name%%-*}
solution=tests/solutions/$chapter/$name
wrong=tests/wrong/$chapter/$name
readme=$folder/README.md

# field NAME: "Time: 20 minutes" in the README.
field() {
    sed -n "s/^$1: *//p" "$readme" | sed 's/ *$//' | head -n 1
}
edited=$(field Edit | tr ',' '\n' | sed 's/[` ]//g')

# lay FROM: the copy of the chapter, with the files to edit from there. What is
# built in it stays: make sees what has changed.
lay() {
    copy=$tmp/$chapter
    [ -d "$copy" ] || {
        mkdir "$copy"
        (cd "$chapter" && tar -cf - --exclude=./build .) | tar -xf - -C "$copy"
    }
    for file in $edited; do
        [ ! -f "$1/$file" ] || cp "$1/$file" "$copy/exercises/$name/$file"
    done
}

# files: all of the copy that was not built, with what is in them.
files() {
    (cd "$copy" && find . -path ./build -prune -o -type f -exec cksum {} + |
        sort)
}

# What the checks draw is drawn once for all of them (exercise.sh): each draw
# has half of an exercise compiled again. With an empty draws= a check draws for
# itself, as the reader's does.
draws=$tmp/draws
od -An -v -tx8 -w8 -N16000 /dev/urandom | tr -d ' ' >"$draws"

# solves VARIABLE=VALUE...: runs the check in the copy.
solves() {
    # shellcheck disable=SC2086 # several words
    env DRAWS="$draws" "$@" $limit sh "$copy/exercises/$name/check.sh" \
        >"$tmp/out" 2>"$tmp/err" </dev/null
    status=$?
}

# no: a test that failed, and what the check said.
no() {
    result no "$1"
    echo "# status: $status" >&2
    sed 's/^/# check: /' "$tmp/out" "$tmp/err" >&2
}

# have COMPILER WHAT: or a skip.
have() {
    command -v "$1" >/dev/null && return
    skip "$2" "$1"
    return 1
}

# The whole check with the reader's programs under valgrind.
if [ "${2-}" = valgrind ]; then
    what="$id solved, valgrind"
    if [ -f "$solution/valgrind" ]; then
        absent "$what" "$(head -n 1 "$solution/valgrind")"
    elif have valgrind "$what"; then
        lay "$solution"
        solves RUN='valgrind -q --leak-check=full
            --child-silent-after-fork=yes --fair-sched=yes --error-exitcode=99'
        if [ "$status" -eq 0 ]; then result yes "$what"; else no "$what"; fi
    fi
    finish
    exit
fi

# spoil SCRIPT: the solution, made wrong, in $tmp/spoiled. Fails if it is as it
# was.
spoil() {
    [ -d "$tmp/spoiled" ] || mkdir "$tmp/spoiled"
    for file in $edited; do
        sed -f "$1" "$solution/$file" >"$tmp/spoiled/$file" || return
    done
    for file in $edited; do
        cmp -s "$solution/$file" "$tmp/spoiled/$file" || return 0
    done
    false
}

# refused SCRIPT: does the check refuse it, and name the rule?
refused() {
    what=
    IFS= read -r what <"$1"
    what=${what#\# }
    rule=${what%%: *}
    [ "$rule" != "$what" ] || rule=
    what="$id wrong, $what"
    tool=$(sed -n 's/^# needs: //p' "$1")
    [ -z "$tool" ] || have "$tool" "$what" || return
    if [ -z "$rule" ] || ! spoil "$1"; then
        result no "$what"
        echo "# $1: no rule in its first line, or it changes nothing" >&2
        return
    fi
    lay "$tmp/spoiled"
    solves CC=gcc CFLAGS='-O2 -g -Werror'
    if [ "$status" -eq 1 ] && grep -qF "not yet - $rule. " "$tmp/out" &&
        grep -q '^  advice: ' "$tmp/out"; then
        result yes "$what"
        [ -z "${VERBOSE-}" ] || grep -A99 '^not yet' "$tmp/out"
    else
        no "$what"
    fi
}

# wrong_ones [NAME...]: one wrong solution for each rule, another each time, or
# all with ALL=1; and for each rule there is one.
wrong_ones() {
    have gcc "$id: the wrong solutions" || return
    if [ $# -gt 0 ]; then
        for one; do
            refused "$wrong/$one.sed"
        done
        return
    fi
    grep -H '^# [^:]*: ' "$wrong"/*.sed 2>/dev/null | shuf |
        sed 's/^\([^:]*\):# \([^:]*\): .*/\2 \1/; /^needs /d' >"$tmp/scripts"
    [ -n "${ALL-}" ] ||
        sort -s -u -k 1,1 "$tmp/scripts" >"$tmp/one-each"
    while read -r rule script <&3; do
        refused "$script"
    done 3<"$tmp/$([ -n "${ALL-}" ] && echo scripts || echo one-each)"
    sed -n '/^## What must hold/,/^## Check/s/^\([0-9]*\)\. .*/\1/p' "$readme" |
        while read -r rule; do
            cat "$wrong"/*.sed 2>/dev/null | grep -q "^# $rule: " ||
                echo "$rule"
        done >"$tmp/missing"
    is "$(cat "$tmp/missing")" '' "$id: for each rule a wrong solution"
}

if [ "${2-}" = wrong ]; then
    shift 2
    ALL=1
    wrong_ones "$@"
    finish
    exit
fi

# matches TEXT PATTERN WHAT: of the shell.
matches() {
    # shellcheck disable=SC2254 # a pattern on purpose
    case $1 in
    $2) result yes "$3" ;;
    *)
        result no "$3"
        differ "$1" "$2"
        ;;
    esac
}

# The form, which make exercises, make hint and make grade rely on.
matches "$(sed -n 1p "$readme")" "# Exercise $id: ?*" "$id: its title"
is "$(sed -n '2p;6p' "$readme")$(sed -n '3,5s/^\([A-Z][a-z]*\): .*/\1/p' \
    "$readme" | tr '\n' ' ')" 'Difficulty Time Edit ' "$id: its first lines"
is "$(sed -n '3,4s/[^ ]$/&  </p' "$readme")" '' \
    "$id: ... each on a line of its own" # two blanks at the end
case $(field Difficulty) in easy | moderate | hard) difficulty=known ;; esac
is "${difficulty-$(field Difficulty)}" known "$id: how difficult it is"
matches "$(field Time)" '[1-9]* minutes' "$id: how long it takes"
for part in Goal Given 'What must hold' Check; do
    grep -qx "## $part" "$readme" || echo "$part"
done >"$tmp/missing"
is "$(cat "$tmp/missing")" '' "$id: README.md has all its parts"
has "$(cat "$readme")" "make exercise EX=$id" "$id: ... and says how to check"
hints=$(grep '^## ' "$folder/HINTS.md" | tr '\n' ' ')
matches "$hints" '## 1 ## 2 ## 3 *' "$id: at least three hints"
is "$(grep -c '^solved$' "$folder/check.sh")" 1 \
    "$id: check.sh has one way to be solved"

# The files to edit: each is kept as it was handed out, with a TODO.
for file in $edited; do
    grep -q TODO "$folder/.given/$file" || echo "$file"
done >"$tmp/missing" 2>&1
is "${edited:+named}/$(cat "$tmp/missing")" 'named/' \
    "$id: a TODO in each file to edit"
is "$(cd "$folder/.given" && echo ./* | sed 's/\.\///g')" \
    "$(printf '%s\n' "$edited" | sort | tr '\n' ' ' | sed 's/ $//')" \
    "$id: .given has these files and no other"
what="$id: the files to edit are as they were handed out"
for file in $edited; do
    cmp -s "$folder/$file" "$folder/.given/$file" || echo "$file"
done >"$tmp/changed"
if [ ! -s "$tmp/changed" ]; then
    result yes "$what"
elif [ "${STRICT-}" = 1 ]; then
    result no "$what"
    sed 's/^/# changed: /' "$tmp/changed" >&2
else
    absent "$what" "somebody works on $(tr '\n' ' ' <"$tmp/changed")"
fi

# The solution: the files to edit, why, and where the check has to lead.
if [ ! -d "$solution" ]; then
    result no "$id: it has a solution"
    echo "# missing: $solution, with what was to be edited, as it should be;" \
        'WHY.md, which says why; and leads, a part of what the check says to' \
        'who has done nothing' >&2
    finish
    exit
fi
for file in "$solution"/*; do
    file=${file##*/}
    case $file in WHY.md | leads | valgrind) continue ;; esac
    case " $(echo "$edited" | tr '\n' ' ') " in
    *" $file "*) ;;
    *) echo "$file" ;;
    esac
done >"$tmp/more"
is "$(cat "$tmp/more")" '' "$id: the solution edits what may be edited"
for file in WHY.md leads; do
    [ -s "$solution/$file" ] || echo "$file: missing, or empty"
done >"$tmp/missing"
is "$(cat "$tmp/missing")" '' "$id: ... and has WHY.md and leads"
is "$(grep -l TODO "$solution"/* 2>/dev/null)" '' "$id: ... and no TODO"

# Each compiler at one level, and what was handed out with one of them, which is
# half the time of all; ALL=1 for these.
for cc in gcc clang; do
    case $cc-${ALL-} in
    *-1) levels='-O2 -O0' ;;
    gcc-*) levels=-O2 ;;
    clang-*) levels=-O0 ;;
    esac
    what="$id as handed out, $cc: not solved, and the message leads"
    have $cc "$what" || continue
    lay "$folder/.given"
    # Before any check has drawn its inputs, with what the check will use.
    if [ $cc = gcc ]; then
        env CC=gcc CFLAGS='-O2 -g -Werror' make -s -C "$copy/exercises/$name" \
            >"$tmp/out" 2>&1
        is "$?/$(cat "$tmp/out")" 0/ "$id as handed out: make builds it"
    fi
    if [ "$cc-${ALL-}" != clang- ]; then
        solves CC=$cc CFLAGS='-O2 -g -Werror'
        if [ "$status" -eq 1 ] && [ ! -s "$tmp/err" ] &&
            [ -s "$solution/leads" ] &&
            grep -qF -e "$(cat "$solution/leads")" "$tmp/out"; then
            result yes "$what"
        else
            no "$what"
            sed 's/^/# leads: /' "$solution/leads" >&2
        fi
    fi
    lay "$solution"
    files >"$tmp/before"
    [ $cc = gcc ] || draws=
    for level in $levels; do
        what="$id solved, $cc $level"
        solves CC=$cc CFLAGS="$level -g -Werror"
        if [ "$status" -eq 0 ] && [ "$(tail -n 1 "$tmp/out")" = solved ] &&
            [ ! -s "$tmp/err" ]; then
            result yes "$what"
        else
            no "$what"
        fi
    done
    files >"$tmp/after"
    is "$(diff "$tmp/before" "$tmp/after")" '' \
        "$id: what is built, is built under build/, $cc"
    [ $cc != gcc ] || wrong_ones
done
finish
