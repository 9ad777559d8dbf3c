# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-first.sh - the first loader, on a good module; what it does to a bad one
# is its own business, but that the other loader refuses it is not. Sourced by
# check.sh.

hello='hello from a module
hello() returned 42'
run build/first/first build/first/hello.mod
is "$status/$out/$err" "0/$hello/" 'the first loader loads a module'
run build/first/checked build/first/hello.mod
is "$status/$out/$err" "0/$hello/" '... and the library the same one'
holds '... in 120 lines at most' [ "$(wc -l <first/first.c)" -le 120 ]
run sh first/break.sh
is "$status/$(printf '%s\n' "$out" | grep -c -v 'not in\|takes it$')" 0/9 \
    '... of nine bad modules the library refuses each, where it is said'
is "$(printf '%s\n' "$out" | sed -n 's/ *crashes.*//p' | tr '\n' ' ')" \
    'cut size entry import relocation index export ' \
    '... and the first loader crashes with seven'
