# shellcheck shell=sh disable=SC2034,SC2154 # check.sh has sourced common.sh
# check-compilers.sh - which compilers there are, what differs between the
# machines that they compile for, and what the checks of the linker share.
# Sourced by check.sh, before all others.

# The machine that an ELF file is for, as its number.
machine_of() {
    od -An -tu2 -j18 -N2 "$1" | tr -d ' '
}

# started386 FUNCTION PROGRAM...: the program is started as 386 programs are.
started386() {
    run64=${RUN-}
    RUN=$(cat build/386/start)
    "$@"
    RUN=$run64
}

# is_clang COMMAND
is_clang() {
    case $("$1" --version 2>/dev/null) in *clang*) return 0 ;; esac
    return 1
}

# refused WANTED WHAT ARGUMENT...: it does not link, says WANTED and a reason,
# and leaves no file.
refused() {
    wanted=$1
    what=$2
    shift 2
    [ ! -e "$tmp/dyn" ] || rm "$tmp/dyn"
    run build/aoutld "$@" -o "$tmp/dyn"
    starts "$status/$out/$err" "1//aoutld: $wanted" "$what"
    [ ! -e "$tmp/dyn" ] || result no "... and no file is left: $what"
}

# listmod MODULE: what is in it, or which rule it does not keep. The program is
# a part of the tests: valgrind has seen it in ld-damage.
listmod() {
    if under_valgrind; then
        run ./build/test/listmod "$1"
    else
        run build/test/listmod "$1"
    fi
}

# links WHAT ARGUMENT...: it links, in silence, and the module keeps the rules.
links() {
    what=$1
    shift
    run build/aoutld "$@" -o "$tmp/dyn"
    is "$status/$out/$err" '0//' "$what"
    listmod "$tmp/dyn"
    [ "$status" -eq 0 ] || result no "... and the module keeps the rules: $err"
}

# What is not the same on each machine: the name of ours, how a module begins,
# flags that change an object (riscv64 has no protection yet), and names of
# relocations.
machine=$(machine_of build/aoutld)
case $machine in
62)
    arch=amd64 other=arm64
    magic='e0 00 8a 97' other_magic='e0 00 8c 47'
    protection=-fcf-protection models=-fpic
    word=R_X86_64_64 near=+0x2:\ lent_number:\ R_X86_64_PC32
    fixed=R_X86_64_32S reach='2 GiB' thread=R_X86_64_
    ;;
183)
    arch=arm64 other=amd64
    magic='e0 00 8c 47' other_magic='e0 00 8a 97'
    protection=-mbranch-protection=standard models='-fpic -mcmodel=tiny'
    word=R_AARCH64_ABS64 near=+0x0:\ lent_number:\ R_AARCH64_ADR_PREL_PG_HI21
    fixed=R_AARCH64_MOVW_... reach='128 MiB' thread=R_AARCH64_
    ;;
243)
    arch=riscv64 other=amd64
    magic='e0 00 8e 17' other_magic='e0 00 8a 97'
    protection='' models='-fpic -mcmodel=medany'
    word=R_RISCV_64 near=+0x0:\ lent_number:\ R_RISCV_PCREL_HI20
    fixed=R_RISCV_HI20 reach='2 GiB' thread=R_RISCV_TLS_
    ;;
*)
    arch= # no modules of the linker are loaded then
    return
    ;;
esac

# compiler NAME COMMAND...: NAME is that command from now on, if it compiles.
bin=$tmp/bin
mkdir "$bin"
PATH=$bin:$PATH
compiler() {
    echo 'int x;' >"$tmp/probe.c"
    name=$1
    shift
    "$@" -c -o "$tmp/probe.o" "$tmp/probe.c" 2>/dev/null || return
    printf '#!/bin/sh\nexec %s "$@"\n' "$*" >"$bin/$name"
    chmod +x "$bin/$name"
}

# compiles_here NAME: it compiles for this machine.
compiles_here() {
    echo 'int x;' >"$tmp/probe.c"
    $1 -c -o "$tmp/probe.o" "$tmp/probe.c" 2>/dev/null &&
        [ "$(machine_of "$tmp/probe.o")" = "$machine" ]
}

# can_link NAME: and it finds a C library.
can_link() {
    echo 'int main(void) { return 0; }' >"$tmp/probe.c"
    $1 -o "$tmp/probe" "$tmp/probe.c" 2>/dev/null
}

# The compiler that has made all this: build/flags begins with it. With it we
# compile too, and with gcc and clang; where these are for another machine than
# ours, with clang alone, which can do for any.
# shellcheck disable=SC2046 # may be several words
compiler "cc-$arch" $(sed 's/ -std=.*//' build/flags)
compilers='gcc clang'
# One of several builds: by what that one was built by.
if variant; then compilers=cc-$arch; fi
emulator=
if ! compiles_here gcc && ! compiles_here clang; then
    case $arch in amd64) target=x86_64 ;; arm64) target=aarch64 ;;
    *) target=$arch ;; esac
    compiler "clang-$arch" clang --target=$target-linux-gnu
    compilers="cc-$arch clang-$arch"
    emulator=${RUN-}
fi

# The compiler for the other machine.
case $other in
arm64) triplet=aarch64-linux-gnu ;;
*) triplet=x86_64-linux-gnu ;;
esac
compiler "cc-$other" "$(sh test/cross.sh ${triplet%%-*})"
[ -x "$bin/cc-$other" ] || compiler "cc-$other" clang --target=$triplet
