# shellcheck shell=sh
# exercise.sh - what the checks of the exercises share. Sourced by check.sh
# in the exercise's folder. The same file in every chapter.
#
#   builds TARGET...     make them, or all; made TARGET... says nothing
#   secret, random LO HI a value that nobody can foretell
#   draw_inputs          a function of the check: writes "$B/NAME.h" anew
#   hides FILE...        what knows an answer: no other program may read it
#   must WHAT            names the next step; advice TEXT says where to look
#   try COMMAND...       runs it: $status, $B/out, $B/err
#   exits, prints, prints_part, prints_not, says, says_not, is, holds
#                        compare; the first that does not hold ends the check
#   solved               the last line of every check
#   useless, sanitizes, on_musl
#                        is valgrind? does a sanitizer work? is it musl?
#
# Two folders: "$B" is what is built, and the reader's programs can read it, but
# write in "$B/run" alone; "$W" is the check's own, for what it wants.
#
# The check itself is not in one process, and under make grade not in one cage,
# with what it checks: GRADE_CAGE (tests/cage.sh) runs the compiler and each try
# where they see no more than they need.
#
# A check starts hundreds of commands, and each costs more than what it does:
# what the shell can do by itself, it does.
#
# DRAWS=FILE: what is drawn is in there, a word of 16 hexadecimal digits in each
# line, and the same in each check: then nothing is compiled again for it. Only
# for the tests of the exercises.
#
# Exit status of a check: 0 solved, 1 not yet, 2 cannot be checked here.

LC_ALL=C
export LC_ALL # messages must not depend on the reader's language

# The outer make's flags are not for the make that builds an exercise.
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL CDPATH
# What is set for the loader and for malloc() is not for the programs here.
unset LD_AUDIT LD_BIND_NOW LD_DEBUG LD_DEBUG_OUTPUT LD_PRELOAD
unset GLIBC_TUNABLES MALLOC_ARENA_MAX MALLOC_CHECK_ MALLOC_PERTURB_

# The exercise's build directory. Its own: not the one of the chapter.
B=../../build/exercises/${PWD##*/}
rm -rf "$B/run"
mkdir -p "$B/run" || exit 2
W=$(mktemp -d) || exit 2
trap 'rm -rf "$W"' EXIT
trap 'exit 2' HUP INT TERM

# A program that hangs is killed after so many seconds; valgrind is slow.
limit=${LIMIT-10}
[ -z "${RUN-}" ] || limit=${LIMIT-60}

step=
advice=
status=

# secret: a new random word each time. Who does not run the code that is
# asked for cannot know it.
secret() {
    draw_word
    echo "$word"
}

# random LO HI: a number from LO to HI.
random() {
    draw_word
    echo $(($1 + 0x${word%?????????} % ($2 - $1 + 1)))
}

# draw_word: 16 hexadecimal digits in $word.
draw_word() {
    word=
    [ -z "${DRAWS-}" ] || read -r word <&8 || word=
    [ -z "$word" ] || return 0
    if read -r word </proc/sys/kernel/random/uuid; then
        word=${word%%-*}${word##*-????}
    else
        word=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')
    fi
} 2>/dev/null

# open_draws: the words of DRAWS from the first on.
open_draws() {
    exec 8<"${DRAWS:-/dev/null}"
}
open_draws

# must WHAT: what has to hold next. The step before has held.
must() {
    [ -z "$step" ] || echo "ok - $step"
    step=$1
    advice=
}

# advice TEXT: printed if this step fails.
advice() {
    advice=$1
}

# quote PREFIX TEXT: its first lines, each behind the prefix, and visible.
quote() {
    printf '%s\n' "$2" | head -n 12 | cut -c 1-200 | cat -v | sed "s/^/$1/"
}

# not_yet GOT WANTED: says what did not hold, and ends the check. Of two long
# texts that begin in the same way, from the first line that differs.
not_yet() {
    echo "not yet - $step"
    printf '%s\n' "$1" >"$W/got.text"
    printf '%s\n' "$2" >"$W/wanted.text"
    same=$(awk 'NR == FNR { got[NR] = $0; n = NR; next }
        FNR > n || $0 != got[FNR] { exit }
        { same++ }
        END { print same + 0 }' "$W/got.text" "$W/wanted.text")
    if [ "$same" -gt 3 ]; then
        echo "    (the first $same lines are as wanted)"
        set -- "$(sed "1,${same}d" "$W/got.text")" \
            "$(sed "1,${same}d" "$W/wanted.text")"
    fi
    quote '     got: ' "${1:-nothing more}"
    quote '  wanted: ' "${2:-nothing more}"
    [ -z "$advice" ] || echo "  advice: $advice"
    exit 1
}

# needs TOOL: without it nothing can be said.
needs() {
    command -v "$1" >/dev/null && return
    echo "cannot be checked here: $1 is missing"
    exit 2
}

# edited: the files that are.
edited() {
    sed -n 's/^Edit: *//p' README.md | tr -d '`,'
}

# made TARGET...: makes them, with the reader's CC and CFLAGS.
made() {
    timeout -s KILL 60 ${GRADE_CAGE:+sh "$GRADE_CAGE" build} make -s "$@" \
        >"$W/make" 2>&1 </dev/null
}

# builds TARGET...: makes them (or all). Only the first complaints are shown:
# the others often follow from them.
#
# What the check has drawn is not for the reader's files. So it is drawn twice:
# when the second values are compiled into the check's own objects, the files
# that are edited are out of the compiler's sight.
builds() {
    must 'it builds'
    try_hides=
    ! drawing || draw_again
    made "$@" || does_not_build
    own_headers
    grep 'warning:' "$W/make" >"$W/warnings"
    if drawing && [ -z "${DRAWS-}" ]; then
        # shellcheck disable=SC2046 # several words
        hides $(edited)
        draw_inputs
        made "$@" || does_not_build
        try_hides=
        hides "$B"/*.h
    fi
    [ ! -s "$W/warnings" ] || quote '    ' "$(head -n 3 "$W/warnings")"
}

# draw_again: the inputs. With DRAWS, a header that has come out as it was is as
# old as it was.
draw_again() {
    open_draws
    [ -z "${DRAWS-}" ] || {
        mkdir -p "$W/drawn"
        cp -p "$B"/*.h "$W/drawn" 2>/dev/null
    }
    draw_inputs
    for header in "$W/drawn"/*.h; do
        ! cmp -s "$header" "$B/${header##*/}" || mv "$header" "$B"
    done
}

# drawing: has the check something to draw?
drawing() {
    command -v draw_inputs >/dev/null
}

does_not_build() {
    echo 'not yet - it builds: it does not build'
    grep -E 'error:|undefined reference|multiple definition' "$W/make" \
        >"$W/errors" || cp "$W/make" "$W/errors"
    quote '    ' "$(head -n 5 "$W/errors")"
    exit 1
}

# hides FILE...: until the next builds. A try of one of these sees them.
try_hides=
hides() {
    for file; do
        try_hides="$try_hides$file
"
    done
    export try_hides
}

# own_headers: a file that is edited includes nothing that the check has drawn,
# and nothing from elsewhere: the compiler has noted in NAME.d what it read.
own_headers() {
    for file in $(edited); do
        deps=$B/${file%.*}.d
        [ -f "$deps" ] || continue
        header=$(sed '/^$/,$d; s/^[^ ]*: *//' "$deps" | tr -s ' ' '\n' |
            grep -e "^$B/" -e '^/' | head -n 1)
        [ -z "$header" ] || {
            advice 'what the check has drawn is not for you to read'
            not_yet "$file includes $header" 'headers of the exercise'
        }
    done
}

# try COMMAND...: runs it with an empty stdin, under a limit of time and of
# what it may write. Keeps $status, $B/out and $B/err. A program of ours
# ("$B/..."; also behind env NAME=VALUE) is run through $RUN.
try() {
    at='command'
    n=$#
    for word; do
        case $at$word in
        command"$B"/*)
            # shellcheck disable=SC2086 # RUN is several words on purpose
            set -- "$@" ${RUN-}
            at='argument'
            ;;
        commandenv | command*=*) ;;
        *) at='argument' ;;
        esac
        set -- "$@" "$word"
    done
    shift "$n"
    now && try_began=$now
    # A shell tells on stderr of a command that crashed: to /dev/null, and not
    # in the middle of what the command itself wrote.
    {
        (
            # shellcheck disable=SC3045 # all shells have it
            ulimit -c 0
            ulimit -f 40000
            # shellcheck disable=SC2086 # several words
            exec timeout -s KILL "$limit" \
                ${GRADE_CAGE:+sh "$GRADE_CAGE" run} "$@" 2>"$B/err" 8<&-
        )
        status=$?
    } >"$B/out" 2>/dev/null </dev/null
    now && try_ended=$now
    # A link could lead whoever reads it to what the program cannot see.
    files_only "$B/run"
}

# now: $now, in seconds.
now() {
    read -r now _ </proc/uptime
    now=${now%.*}
}

# files_only FOLDER: what is neither file nor folder goes.
files_only() {
    for item in "$1"/* "$1"/.[!.]* "$1"/..?*; do
        if [ -h "$item" ]; then
            rm -f "$item"
        elif [ -d "$item" ]; then
            files_only "$item"
        elif [ -e "$item" ] && [ ! -f "$item" ]; then
            rm -f "$item"
        fi
    done
}

# memory: how valgrind is called, as in RUN=$memory.
memory='valgrind -q --leak-check=full --error-exitcode=99'

# What is found out of this machine with these flags is kept: $B/flags has the
# flags, and $B/is.NAME those with which NAME was found to be so.
remember() {
    cp "$B/flags" "$B/is.$1"
}
known() {
    [ -f "$B/is.$1" ] && read -r flags <"$B/flags" &&
        read -r before <"$B/is.$1" &&
        [ "$flags" = "$before" ]
}

# useless: can valgrind not even run a program that does nothing, compiled as
# the others are, without a word? One of the reader's might say so of itself.
useless() {
    command -v valgrind >/dev/null || return 0
    ! known useful || return 1
    nothing || return 0
    # shellcheck disable=SC2086 # several words
    ${GRADE_CAGE:+sh "$GRADE_CAGE" run} $memory "$B/nothing" \
        >"$W/valgrind" 2>&1 </dev/null && [ ! -s "$W/valgrind" ] || return 0
    remember useful
    return 1
}

# sanitizes NAME: can such a program be compiled, and run?
sanitizes() {
    known "$1" || {
        nothing "-fsanitize=$1" &&
            ${GRADE_CAGE:+sh "$GRADE_CAGE" run} "$B/nothing" >/dev/null 2>&1 \
                </dev/null && remember "$1"
    }
}

# on_musl: are the programs linked with musl? (What one of the reader's says of
# itself is no answer.)
on_musl() {
    ! known glibc || return 1
    nothing || return 1
    ! readelf -lW "$B/nothing" | grep -q 'interpreter.*ld-musl' || return 0
    remember glibc
    return 1
}

# nothing [FLAG]: makes it (exercise.mk).
nothing() {
    made "$B/nothing" NOTHING="${1-}"
}

# ended: how the last try ended, in words.
ended() {
    took=$((try_ended - try_began))
    if [ "$status" -eq 137 ] && [ $took -lt "$limit" ]; then
        echo 'it was killed: out of memory?'
    elif [ "$status" -eq 137 ]; then
        echo "it did not end in $limit s"
    elif [ "$status" -eq 153 ]; then
        echo 'it wrote without end'
    elif [ "$status" -gt 128 ]; then
        echo "it crashed: signal $((status - 128))," \
            "SIG$(kill -l $((status - 128)))"
    else
        echo "exit status $status"
    fi
}

# said: what the last try wrote to stderr, if it did.
said() {
    [ ! -s "$B/err" ] || sed 's/^/stderr: /' "$B/err" | head -n 5
}

# text FILE: as much of it as a comparison needs.
text() {
    [ ! -s "$1" ] || head -c 200000 "$1" | tr -d '\000'
}

# survived: a crash is told before anything that follows from it.
survived() {
    [ "$status" -le 128 ] || not_yet "$(
        ended
        said
    )" 'that it ends by itself'
}

# exits N: the exit status.
exits() {
    [ "$status" -eq "$1" ] || not_yet "$(
        ended
        said
    )" "exit status $1"
}

# prints TEXT: this and nothing else on stdout.
prints() {
    survived
    out=$(text "$B/out")
    [ "$out" = "$1" ] || not_yet "$(
        echo "${out:-nothing on stdout}"
        said
    )" "${1:-nothing on stdout}"
}

# prints_part TEXT: this somewhere on stdout.
prints_part() {
    survived
    out=$(text "$B/out")
    case $out in
    *"$1"*) ;;
    *) not_yet "$(
        echo "${out:-nothing on stdout}"
        said
    )" "...$1..." ;;
    esac
}

# prints_not TEXT: this nowhere on stdout.
prints_not() {
    survived
    out=$(text "$B/out")
    case $out in
    *"$1"*) not_yet "$out" "no \"$1\"" ;;
    esac
}

# says TEXT: this somewhere on stderr.
says() {
    survived
    err=$(text "$B/err")
    case $err in
    *"$1"*) ;;
    *) not_yet "${err:-nothing on stderr}" "on stderr: ...$1..." ;;
    esac
}

# says_not TEXT: this nowhere on stderr.
says_not() {
    survived
    err=$(text "$B/err")
    case $err in
    *"$1"*) not_yet "$err" "no \"$1\" on stderr" ;;
    esac
}

# is GOT WANTED: for what was found out in another way.
is() {
    [ "$1" = "$2" ] || not_yet "${1:-nothing}" "${2:-nothing}"
}

# holds COMMAND...: a command that succeeds, as in: holds test -s "$B/log".
holds() {
    "$@" >"$W/held" 2>&1 </dev/null || not_yet "$(
        echo "it does not hold: $*"
        cat "$W/held"
    )" 'that it holds'
}

# solved: only reached when all steps have held.
solved() {
    must ''
    echo 'solved'
    exit 0
}
