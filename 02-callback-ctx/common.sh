# shellcheck shell=sh
# common.sh - what a chapter's scripts share. Sourced by check.sh and story.sh.
# The same file in every chapter, so that each chapter can be copied out alone.
#
# For story.sh: title, say, show.
# For check.sh: run, then is, holds, starts or has; skip, absent; page; finish.
#
# check.sh prints TAP: "ok 1 - what" or "not ok 1 - what", and at the end the
# plan "1..N", so that a script that died early is noticed. For a failed test,
# stderr has both the actual and the expected value.

LC_ALL=C
export LC_ALL # messages must not depend on the reader's language

# A make that a script starts must not see the outer make's flags. Variables for
# the loader and for malloc() would change what the programs print.
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL CDPATH
unset LD_AUDIT LD_BIND_NOW LD_DEBUG LD_DEBUG_OUTPUT LD_PRELOAD
unset GLIBC_TUNABLES MALLOC_ARENA_MAX MALLOC_CHECK_ MALLOC_PERTURB_

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

# The scripts build programs and plugins in there, and run them.
printf '#!/bin/sh\n' >"$tmp/program"
chmod +x "$tmp/program"
if ! "$tmp/program" 2>/dev/null; then
    echo "Bail out! $tmp: no program can be run there, it may be mounted" \
        'noexec: set TMPDIR to another folder'
    exit 1
fi
rm "$tmp/program"

# Through /proc, programs find themselves, and copies of plugins without a name.
if [ ! -e /proc/self/maps ]; then
    echo 'Bail out! there is no /proc: mount -t proc proc /proc'
    exit 1
fi

count=0
failed=0

# title TEXT...: the first line of a story.
title() {
    printf '== %s: %s\n' "$(basename "$PWD")" "$*"
}

# say TEXT...: a line of the story between two commands.
say() {
    printf '\n%s\n' "$*"
}

# with_run COMMAND: the command line with ${RUN} before each program of ours,
# which is a word "build/..." where a command begins, or behind variables that
# are set for it.
with_run() {
    printf '%s\n' "$1" |
        sed -e "s#^\(\([A-Z_]*=[^ ]* \)*\)build/#\1${RUN-} build/#" \
            -e "s#\([;|&] \)build/#\1${RUN-} build/#g"
}

# show COMMAND [STATUS]: prints the command as a reader would type it, and runs
# it. The story ends there if its exit status is not STATUS, or 0 without one.
show() {
    printf '\n$ %s\n' "$1"
    # shellcheck disable=SC2086 # several words
    $limit sh -c "$(with_run "$1")" 2>&1 </dev/null
    status=$?
    if [ "$status" -ne "${2-0}" ]; then
        echo "story.sh: $1: exit status $status, expected ${2-0}" >&2
        exit 1
    fi
}

# A program that hangs is killed, and fails with status 137, so that no check
# waits for ever.
limit=
if command -v timeout >/dev/null; then
    limit='timeout -s KILL 120'
fi

# text_of <FILE: sets $text to what $(cat FILE) would be. Most files hold a few
# lines, and starting cat takes longer than reading them here.
newline='
'
text_of() {
    text='' lines_left=25
    while [ $lines_left -gt 0 ] && IFS= read -r text_line; do
        text=$text$text_line$newline
        lines_left=$((lines_left - 1))
    done
    # There is more; or read has met a last line without an end, or none.
    [ $lines_left -gt 0 ] || text_line=$(cat)
    text=$text$text_line
    while :; do
        case $text in *"$newline") text=${text%"$newline"} ;; *) break ;; esac
    done
}

# run COMMAND...: keeps $out, $err and $status for the tests that follow.
# shellcheck disable=SC2034 # used by the scripts that source this
run() {
    # shellcheck disable=SC2086 # RUN is several words on purpose
    case $1 in build/*) set -- ${RUN-} "$@" ;; esac
    # shellcheck disable=SC2086 # several words too
    $limit "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
    status=$?
    text_of <"$tmp/out"
    out=$text
    text_of <"$tmp/err"
    err=$text
}

# result YES-OR-NO WHAT: one line of TAP.
result() {
    count=$((count + 1))
    if [ "$1" = yes ]; then
        echo "ok $count - $2"
    else
        failed=$((failed + 1))
        echo "not ok $count - $2"
        echo "# failed: $2" >&2
    fi
}

# differ GOT WANTED: prints both values on stderr.
differ() {
    printf '%s\n' "$1" | sed 's/^/#    got: /' >&2
    printf '%s\n' "$2" | sed 's/^/# wanted: /' >&2
}

# is GOT WANTED WHAT: one test.
is() {
    if [ "$1" = "$2" ]; then
        result yes "$3"
    else
        result no "$3"
        differ "$1" "$2"
    fi
}

# holds WHAT COMMAND...: one test without a text to compare, as in
# holds 'there are many' [ "$n" -gt 10 ]
holds() {
    what_holds=$1
    shift
    if "$@"; then
        result yes "$what_holds"
    else
        result no "$what_holds"
        echo "# it does not hold: $*" >&2
    fi
}

# starts GOT PREFIX WHAT: one test of how a text begins. The rest is libc's own.
starts() {
    case $1 in
    "$2"*) result yes "$3" ;;
    *)
        result no "$3"
        differ "$1" "$2..."
        ;;
    esac
}

# has GOT PART WHAT: one test for a part anywhere in the text.
has() {
    case $1 in
    *"$2"*) result yes "$3" ;;
    *)
        result no "$3"
        differ "$1" "...$2..."
        ;;
    esac
}

# note_skip TEXT: adds to the list at the end of the whole repository's check.
note_skip() {
    case $0 in *check.sh) who=$(basename "$PWD") ;; *) who=${0##*/} ;; esac
    [ -z "${SKIPPED-}" ] || echo "$who: $1" >>"$SKIPPED"
}

# skip WHAT TOOL: a check cannot run without a tool. It is counted and named,
# never dropped silently; with STRICT=1 it is a failure.
skip() {
    if [ "${STRICT-}" = 1 ]; then
        result no "$1: $2 is missing"
        return
    fi
    note_skip "$1: $2 is missing"
    result yes "$1 # SKIP $2 is missing"
}

# absent WHAT WHY: a check cannot run because this C library, compiler or
# machine lacks something. No tool would help, so it is no failure with STRICT
# either, but it is named all the same.
absent() {
    note_skip "$1: $2"
    result yes "$1 # SKIP $2"
}

# on_musl: is build/host linked with musl? Its loader differs from glibc's.
on_musl() {
    readelf -lW build/host | grep -q 'interpreter.*ld-musl'
}

# under_valgrind: does valgrind run the programs? It puts pages of its own into
# their process, and some of those are writable and executable.
under_valgrind() {
    case ${RUN-} in valgrind*) return 0 ;; esac
    return 1
}

# is_plain: are programs compiled and started as a reader's are? Only there the
# story is told, and pages are shown. Under an emulator, valgrind or a sanitizer
# that takes ten times as long, and finds no more than the other checks.
is_plain() {
    [ -z "${RUN-}" ] && ! grep -qs fsanitize build/flags
}

# story: checks that the story runs to its end, and that stderr stays empty.
story() {
    if ! is_plain; then
        absent 'the story can be told' 'other checks run its programs'
        return
    fi
    run sh story.sh
    is "$status/$err" '0/' 'the story can be told'
}

# page FILE NUMBER: the ```console blocks of a page are promises. Runs each line
# that begins with "$ ", compares what is printed with what is promised, and
# counts them, so that none can be deleted unseen.
page() {
    if on_musl; then
        absent "$1 makes $2 promises" 'its transcripts show glibc'
        return
    fi
    if ! is_plain; then
        absent "$1 makes $2 promises" 'other checks run its programs'
        return
    fi
    awk '/^```$/ { on = 0 } on; /^```console$/ { on = 1 }' "$1" \
        >"$tmp/promised"
    while IFS= read -r line; do
        case $line in
        '$ '*)
            printf '%s\n' "$line"
            # shellcheck disable=SC2086 # several words
            $limit sh -c "$(with_run "${line#??}")" 2>&1 </dev/null
            ;;
        esac
    done <"$tmp/promised" >"$tmp/kept"
    is "$(grep -c '^\$ ' "$tmp/promised")" "$2" "$1 makes $2 promises"
    if cmp -s "$tmp/promised" "$tmp/kept"; then
        result yes '... and they are kept'
    else
        result no '... and they are kept'
        diff "$tmp/promised" "$tmp/kept" | sed 's/^/# /' >&2
    fi
}

# finish: prints the plan, and returns the exit status.
finish() {
    echo "1..$count"
    [ "$failed" -eq 0 ]
}
