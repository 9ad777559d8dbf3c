#!/bin/sh
# machines.t - each chapter with another C library (musl) and on other machines
# (arm64 and riscv64, under qemu-user). A chapter that needs what is not there
# says so.
#
# An emulator takes ten times as long. So with ALL=1 all of each chapter is run
# there, and without it those chapters that have to do with the machine: thunks,
# return addresses, jumps in a forwarding library, modules. What the tools of
# chapter 6 do (copy.sh: VARIANT) is checked on arm64 alone.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# on NAME MACHINE VARIANT: $chapter there; MACHINE is what the tools call it.
on() {
    variant=$3
    case ${ALL:-$chapter} in
    0[2356]-*) ;;
    1) variant=1 ;;
    *) return ;;
    esac
    what="$chapter, $1"
    cross_cc=$(sh tests/cross.sh "$2")
    if [ -n "$cross_cc" ] && command -v "qemu-$2" >/dev/null; then
        copy_out "$chapter"
        checks_pass "$what" CC="$cross_cc" CFLAGS='-O2 -g -Werror' \
            RUN="qemu-$2 -L /usr/$2-linux-gnu"
    else
        skip "$what" "the $1 compiler, or qemu-user,"
    fi
}

for chapter in [0-9][0-9]-*; do
    what="$chapter, musl"
    if command -v musl-gcc >/dev/null; then
        copy_out "$chapter"
        variant=2 checks_pass "$what" CC=musl-gcc CFLAGS='-O2 -g -Werror'
    else
        skip "$what" musl-gcc
    fi

    on arm64 aarch64 2
    on riscv64 riscv64 3
done
variant=1

# What goes beyond `make check` there.
copy_built 06-aout-dynld
target=check386 checks_pass '06-aout-dynld, what there is for 386'
finish
