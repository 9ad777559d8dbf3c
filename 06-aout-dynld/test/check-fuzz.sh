# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-fuzz.sh - the fuzzer's targets on all that they begin with, on what they
# found before, and on some thousands of mutations of it: always the same ones.
# Sourced by check.sh.

fuzz build/fuzz/loader 2500
fuzz build/fuzz/dumper 2000
fuzz build/fuzz/elf 2500
fuzz build/fuzz/archive 1000
fuzz build/fuzz/shared 1000
fuzz build/fuzz/dwarf 5000
fuzz build/fuzz/debug 1000

# What a target must not do is found, with the file or the mutation that it was
# found with; and that can be replayed. fuzz/broken.c does it all.
found() {
    printf '%s' "$1" >"$tmp/input"
    run build/fuzz/broken -p 1 "$tmp/input"
    is "$status" 1 "$2 is found"
    has "$err" "$3" '... and said'
    has "$err" "broken: found with $tmp/input" '... with the file'
}

found leak 'memory that is not freed' 'memory that was allocated is not freed'
found more 'a call for too much memory' 'more memory than the input is worth'
found wrong 'what a target says' 'wrong: on purpose'
if [ -z "${RUN-}" ]; then
    # With a sanitizer it is that which speaks.
    found byte 'a byte too many that is read' ''
    found hang 'a hang' 'no end after 1 seconds'
fi

printf 'value' >"$tmp/input"
run build/fuzz/broken -p 1 -c 10000 "$tmp/input"
replay=$(printf '%s\n' "$err" | sed -n 's/^broken: again: //p')
is "$status" 1 'a mutation that fails is found'
# shellcheck disable=SC2086 # several words
run $replay "$tmp/input"
has "$err" "broken: again: $replay" '... and replayed'

# For a time: what `make fuzz` does, here with our own mutator.
if [ -z "${RUN-}" ]; then
    TARGETS=dwarf run sh fuzz/fuzz.sh 1
    line=$(printf '%s\n' "$out" | awk '$1 == "dwarf" { print $2, $4 }')
    is "$status/$line" '0/ours 0' 'make fuzz: one target, and no finding'
    TARGETS=broken SEED=1 PATIENCE=1 run sh fuzz/fuzz.sh 2
    is "$status" 1 '... and it fails if there is a finding'
    has "$out" 'broken: again: build/fuzz/broken -s 1 -n ' '... which it names'
fi
