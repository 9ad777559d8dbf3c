#!/bin/sh
# deps.sh - install what the chapters and their checks need.
#
# Usage:        make deps, or make deps ALL=1
#               without ALL: gcc, make, valgrind, shellcheck
#               ALL=1: also clang, clang-format, lld, g++, gfortran, rustc, gdb,
#               musl-gcc, xmllint, PyYAML, man, bubblewrap, GNU parallel, unzip,
#               JUnit for prove, pandoc and Chromium (not on Alpine) for the
#               book, and (Debian, Ubuntu) csmith, five libraries that become
#               modules, and for other machines 32-bit libraries, the arm64 and
#               (Debian, Ubuntu) riscv64 compilers, and qemu-user
# Exit status:  0 installed, 1 could not.
#
# CC=clang asks for that compiler without all the rest. DRY=1 prints the command
# instead of running it.

base='gcc make valgrind shellcheck'
case ${CC-} in clang) base="$base clang" ;; esac

have() {
    command -v "$1" >/dev/null
}

# install COMMAND...: runs it, as root where sudo can make us root.
install() {
    if [ -n "${DRY-}" ]; then
        echo "$@"
    elif [ "$(id -u)" -eq 0 ] || ! have sudo; then
        "$@"
    else
        sudo "$@"
    fi
}

# The names differ, and so does what there is: not every system packages a
# cross compiler or musl. The checks that miss it are skipped by name.
# shellcheck disable=SC2086 # lists of packages
if have apt-get; then
    # libclang-rt: clang's sanitizers. gcc-multilib would conflict with the
    # cross compilers, so those of one version of gcc are asked for.
    v=$(apt-cache depends gcc 2>/dev/null |
        sed -n 's/.*Depends: gcc-\([0-9][0-9]*\)$/\1/p' | head -n 1)
    v=${v:-12}
    c=$(apt-cache depends clang 2>/dev/null |
        sed -n 's/.*Depends: clang-\([0-9][0-9]*\)$/\1/p' | head -n 1)
    all="clang libclang-rt-${c:-14}-dev clang-format lld g++ gdb musl-tools"
    all="$all rustc gfortran"
    all="$all qemu-user libxml2-utils man-db csmith libcsmith-dev"
    all="$all libtap-formatter-junit-perl bubblewrap parallel zip unzip"
    all="$all python3-yaml pandoc chromium"
    all="$all zlib1g libbz2-1.0 liblz4-1 libexpat1 libsqlite3-0"
    case $(uname -m) in
    x86_64)
        all="$all gcc-$v-multilib gcc-$v-aarch64-linux-gnu"
        all="$all gcc-$v-riscv64-linux-gnu"
        all="$all libc6-dev-arm64-cross libc6-dev-riscv64-cross"
        ;;
    esac
    install apt-get update -q &&
        install env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
            --no-install-recommends $base libc6-dev perl ${ALL:+$all}
elif have dnf; then
    install dnf install -y $base perl-Test-Harness ${ALL:+clang compiler-rt \
        clang-tools-extra lld gcc-c++ gcc-gfortran rust gdb musl-gcc \
        glibc-devel.i686 \
        gcc-aarch64-linux-gnu qemu-user libxml2 man-db python3-pyyaml \
        bubblewrap parallel unzip pandoc chromium}
elif have pacman; then
    install pacman -S --needed --noconfirm $base perl ${ALL:+clang compiler-rt \
        lld gdb musl gcc-fortran rust lib32-glibc lib32-gcc-libs \
        aarch64-linux-gnu-gcc \
        qemu-user libxml2 man-db actionlint bubblewrap parallel unzip \
        pandoc-cli chromium}
elif have apk; then
    install apk add $base musl-dev perl-utils coreutils util-linux \
        ${ALL:+clang compiler-rt clang-extra-tools lld g++ gfortran rust gdb \
        qemu-aarch64 \
        libxml2-utils py3-yaml bubblewrap parallel unzip}
elif have zypper; then
    v=$(gcc -dumpversion 2>/dev/null)
    v=${v%%.*}
    install zypper --non-interactive install $base perl ${ALL:+clang gcc-c++ \
        gcc-fortran rust lld gdb musl-devel gcc-32bit glibc-devel-32bit \
        qemu-linux-user cross-aarch64-gcc${v:-12} libxml2-tools man bubblewrap \
        gnu_parallel unzip python3-PyYAML pandoc chromium}
else
    echo 'deps: no package manager found: need apt-get, dnf, pacman, apk or' \
        "zypper; install by hand: $base" >&2
    exit 1
fi
