#!/bin/sh
# machines.t - each chapter with another C library (musl) and on another machine
# (arm64, under qemu-user). A chapter that needs what is not there says so.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

arm_cc=$(sh tests/cross.sh aarch64)
arm_root=/usr/aarch64-linux-gnu

for chapter in [0-9][0-9]-*; do
    what="$chapter, musl"
    if command -v musl-gcc >/dev/null; then
        copy_out "$chapter"
        variant=2 checks_pass "$what" CC=musl-gcc CFLAGS='-O2 -g -Werror'
    else
        skip "$what" musl-gcc
    fi

    what="$chapter, arm64"
    if [ -n "$arm_cc" ] && command -v qemu-aarch64 >/dev/null; then
        copy_out "$chapter"
        checks_pass "$what" CC="$arm_cc" CFLAGS='-O2 -g -Werror' \
            RUN="qemu-aarch64 -L $arm_root"
    else
        skip "$what" 'the arm64 compiler, or qemu-user,'
    fi
done

# What goes beyond `make check` there.
copy_built 06-aout-dynld
target=check386 checks_pass '06-aout-dynld, what there is for 386'
finish
