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
    printf '%s\n' "$out" | grep -E '^(not )?ok [0-9]+ - ' >"$tmp/lines"
    while IFS= read -r line; do
        what=${line#* - }
        case $line in
        not*) result no "$what" ;;
        *' # SKIP '*) absent "${what%% # SKIP *}" "${line#* # SKIP }" ;;
        *) result yes "$what" ;;
        esac
    done <"$tmp/lines"
    wanted=$(grep -c '' "$tmp/lines")
    grep -q '^not' "$tmp/lines"
    failing=$((1 - $?)) # its status, then
    is "$status/$(printf '%s\n' "$out" | tail -n 1)" "$failing/1..$wanted" \
        "$1 reaches its end"
    [ -z "$err" ] || printf '%s\n' "$err" >&2
}

# variant: is this, by VARIANT=1, one of several builds of the same sources?
# Then the plain build's `make check` has proved what does not depend on how the
# library and the tools were built, and that is left out here.
variant() {
    [ -n "${VARIANT-}" ]
}

# uses TEXT: is that in the names which the library's objects refer to?
uses() {
    nm build/libdynld.a | grep -q "$1"
}

# copied FOLDER: the chapter's sources, in a folder that nobody has built in.
copied() {
    mkdir -p "$1"
    for file in *; do
        [ "$file" = build ] || cp -r "$file" "$1"
    done
}

# `make check386`: that part alone.
if [ "${ONLY-}" = 386 ]; then
    . test/check-386.sh
    finish
    exit
fi

# The library: what it should do, then what it should refuse.
tests build/test/load
tests build/test/tables
tests build/test/refuse
tests build/test/damage
tests build/test/failing
tests build/test/protect
tests build/test/threads
tests build/test/inferno
if [ -z "${RUN-}" ] && ! variant; then
    tests build/test/many 10000 10000
else
    tests build/test/many 1000 1000 # valgrind and qemu are slow
fi

# A program that uses the library may take any name but these.
names=$(nm -g --defined-only build/libdynld.a | awk 'NF == 3 { print $3 }' |
    grep -v -e '^dyn' -e '^_' | sort)
is "$names" 'rerrstr
werrstr' 'the library takes no name but dyn..., werrstr and rerrstr'

# The same library for 386, and for arm64.
. test/check-386.sh

# The dumper; the linker, and what the loader makes of its modules.
if uses __tsan_; then
    absent 'the linker and the dumper' 'no race is found where one thread runs'
else
    . test/check-dump.sh
    . test/check-linker.sh
    . test/check-signatures.sh
fi

# The host and its drivers, where there are modules for this machine.
if [ -x build/host ]; then
    . test/check-first.sh
    . test/check-host.sh
fi

# All that reads files, once more: the fuzzer.
. test/check-fuzz.sh

# The manual pages, and what is installed: once for each C library.
if ! variant || on_musl; then
    . test/check-install.sh
fi

story
page README.md 19
finish
