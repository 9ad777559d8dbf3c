# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-riscv64.sh - what only objects for riscv64 can have, and is refused.
# Sourced by check-linker.sh, on that machine.

low='the lower part of an address'
bad import_branch-riscv64 '.text+0x0: lent_add: R_RISCV_JAL: not in'
bad low_alone-riscv64 ".text+0x4: here: $low: no upper part is there"
bad low_elsewhere-riscv64 ".text+0x0: here: $low: no place in this section"
bad low_plus-riscv64 ".text+0x4: here: $low, plus a number"
half='half of a difference of two addresses'
bad minus_alone-riscv64 ".data+0x0: here: $half"
bad plus_alone-riscv64 ".data+0x0: here: $half"
bad slot_plus-riscv64 '.text+0x0: lent_number: an entry of the address table'
patched 48 '\001'
refused "$p: wrong ABI: flags 0x1: only lp64d" 'floats in other registers' \
    -u "$p"
bad unaligned-riscv64 '.text+0x2: code that cannot be aligned'
bad overaligned-riscv64 '.text+0x0: code that cannot be aligned'
links 'code with alignments' -u build/modules/aligned-riscv64.o
run build/test/call "$tmp/dyn"
is "$status/$out" '0/plain 1111' '... has them, and everything finds its place'
links 'an anchor behind the end of its section' -u \
    build/modules/anchor-riscv64.o
run build/test/call "$tmp/dyn"
is "$status/$out" '0/plain 7' '... serves what is in the section'
