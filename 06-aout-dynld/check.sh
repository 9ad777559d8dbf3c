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

# tests PROGRAM: its lines of TAP become ours. It has to reach its end.
tests() {
    run "$1"
    printf '%s\n' "$out" | sed -n 's/^\(not \)*ok [0-9]* - /\1/p' >"$tmp/lines"
    while IFS= read -r line; do
        case $line in
        'not '*) result no "${line#not }" ;;
        *' # SKIP '*) absent "${line%% # SKIP *}" "${line#* # SKIP }" ;;
        *) result yes "$line" ;;
        esac
    done <"$tmp/lines"
    wanted=$(grep -c '' "$tmp/lines")
    is "$(printf '%s\n' "$out" | tail -n 1)" "1..$wanted" "$1 reaches its end"
    [ -z "$err" ] || printf '%s\n' "$err" >&2
}

# The library: a good module, loaded in every way.
tests build/test/load

# A program that uses the library may take any name but these.
names=$(nm -g --defined-only build/libdynld.a | awk 'NF == 3 { print $3 }' |
    grep -v -e '^dyn' -e '^_' | sort)
is "$names" 'rerrstr
werrstr' 'the library takes no name but dyn..., werrstr and rerrstr'

finish
