#!/bin/sh
# check.sh - does this chapter do what its README says? Prints TAP.
# Run it with `make check`, which builds first.

set -u
cd "$(dirname "$0")" || exit 1
. ./common.sh

if [ ! -f build/libdynld.a ]; then
    echo 'Bail out! build/libdynld.a is missing: run make'
    exit 1
fi

# tests PROGRAM ARGUMENT...: its lines of TAP become ours. It has to reach its
# end, and valgrind or a sanitizer may not have another opinion of it.
tests() {
    run "$@"
    wanted=0 failing=0 last=
    while IFS= read -r line; do
        last=$line
        what=${line#* - }
        case $line in
        'not ok '[0-9]*' - '*) failing=1 && result no "$what" ;;
        'ok '[0-9]*' - '*' # SKIP '*)
            absent "${what%% # SKIP *}" "${line#* # SKIP }"
            ;;
        'ok '[0-9]*' - '*) result yes "$what" ;;
        *) continue ;;
        esac
        wanted=$((wanted + 1))
    done <"$tmp/out"
    is "$status/$last" "$failing/1..$wanted" "$1 reaches its end"
    [ -z "$err" ] || printf '%s\n' "$err" >&2
}

# variant: is this, by VARIANT=1, one of several builds of the same sources?
# Then the plain build's `make check` has proved what does not depend on how the
# library and the tools were built, and that is left out here.
variant() {
    [ -n "${VARIANT-}" ]
}

# What the tools read is damaged at one byte of so many: at each with
# sanitizers, which see more, and with ALL=1.
# shellcheck disable=SC2034 # for the scripts that are sourced
case ${ALL-}/${RUN-} in
/) if is_plain; then step=3; else step=; fi ;;
/*) step=7 ;;
*) step= ;;
esac

# uses TEXT: is that in the names which the library's objects refer to?
uses() {
    nm build/libdynld.a | grep -q "$1"
}

# fuzz TARGET COUNT: what a finding prints says how to replay it.
fuzz() {
    fuzzed=$2
    patience=10
    case ${RUN-} in
    '' | qemu-i386) ;;
    valgrind*) fuzzed=$(($2 / 50)) patience=60 ;;
    *) fuzzed=$(($2 / 10)) patience=60 ;; # qemu is slow
    esac
    run "$1" -p $patience -c "$fuzzed"
    is "$status/$err" 0/ "${1##*/}: $fuzzed mutations: no crash, hang or leak"
    ! under_valgrind || return 0 # of so few, nearly all are files
    # All refused, or none: then it did not get far.
    taken=$(printf '%s\n' "$out" | sed -n 's/.* \([0-9]*\) taken$/\1/p')
    if [ "${taken:-0}" -gt $((fuzzed / 50)) ] &&
        [ "${taken:-0}" -lt $((fuzzed / 2)) ]; then
        result yes '... some are taken, and most are not'
    else
        result no '... some are taken, and most are not'
        differ "$out" "$((fuzzed / 50)) to $((fuzzed / 2)) taken"
    fi
}

# copied FOLDER: the chapter's sources, in a folder that nobody has built in.
copied() {
    mkdir -p "$1"
    for file in *; do
        [ "$file" = build ] || cp -rp "$file" "$1"
    done
}

# What compiles for which machine: for all that follows.
. test/check-compilers.sh

# `make check386`: that part alone.
if [ "${ONLY-}" = 386 ]; then
    . test/check-386.sh
    finish
    exit
fi

# (The largest test takes most of a minute there, when nothing else runs.)
if under_valgrind; then
    [ -z "$limit" ] || limit='timeout -s KILL 600'
    . test/check-valgrind.sh
fi

# beside NAME...: checks test/check-NAME.sh, at the same time as the others.
# What is said is kept until all have come to their ends.
lanes=
waited=
beside() {
    lane=$tmp/$1
    lanes="$lanes $lane"
    mkdir "$lane"
    (
        tmp=$lane count=0
        # A program of one thread that hangs is busy: a limit on its CPU time
        # ends it, and timeout need not be started a thousand times.
        case $1 in
        linker | signatures | fuzz | dump)
            # shellcheck disable=SC3045 # every sh of today knows it
            [ -n "${RUN-}" ] || { limit='' && ulimit -t 120; }
            ;;
        esac
        for name in "$@"; do
            # shellcheck disable=SC1090 # these files
            . "test/check-$name.sh"
        done
        echo "end $count"
    ) >"$lane/tap" 2>"$lane/said" &
    waited="$waited $!"
}

# together: waits, and tells it.
together() {
    # shellcheck disable=SC2086 # the numbers of processes
    wait $waited
    for lane in $lanes; do
        while IFS= read -r line; do
            case $line in
            'ok '*) result yes "${line#ok * - }" ;;
            'not ok '*) result no "${line#not ok * - }" ;;
            esac
        done <"$lane/tap"
        grep -v '^# failed: ' "$lane/said" >&2
        end="end $(grep -c 'ok [0-9]* - ' "$lane/tap")"
        is "$(tail -n 1 "$lane/tap")" "$end" \
            "check-$(basename "$lane").sh comes to its end"
    done
    if [ -n "${server-}" ]; then
        { kill "$server" && wait "$server"; } 2>/dev/null
        [ "$failed" -eq 0 ] || cat "$served" >&2
    fi
}

# The checks that take longest come first, and each is a process of its own.
# One thread has no races.
if uses __tsan_; then
    absent 'the linker, the dumper and the fuzzer' \
        'no race is found where one thread runs'
    beside rooms
else
    # VARIANT=2: what is compiled for the others is the same in another variant.
    # VARIANT=3: so is what the linker and the dumper do.
    [ "${VARIANT-}" = 3 ] || beside linker
    case ${VARIANT-} in
    [23]) ;;
    *) beside signatures types && beside fuzz ;;
    esac
    [ "${VARIANT-}" = 3 ] || beside dump
    beside rooms
fi
beside library 386
# The manual pages, and what is installed: once for each C library.
if ! variant || on_musl; then beside install; fi
# The host and its drivers: where there are modules.
if [ -x build/host ]; then beside film host shared debug; fi

# Meanwhile, here: what the pages show. (And the first loader: the bad modules
# that break.sh writes have one place, and the story and a page run it, too.)
if [ -x build/host ]; then . test/check-first.sh; fi
story
page README.md 6
page FORMAT.md 7
page SIGNATURES.md 4
page COST.md 2
page SHARED.md 5
page TESTING.md 3
page PITFALLS.md 10
page DEBUG.md 1
page linker/ADDING-A-MACHINE.md 3
together
finish
