# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-386.sh - the loader on 386; and, for `make check386`, more of that and
# the library for arm64. Sourced by check.sh.

# What another compiler has left in build/386 does not count.
what='the loader on 386'
if [ "$(machine_of build/test/load)" -ne 62 ]; then
    absent "$what" 'only a compiler for x86-64 makes programs for 386'
elif on_musl; then
    absent "$what" 'this musl is for 64 bits'
elif uses __tsan_; then
    absent "$what" 'the thread sanitizer is for 64 bits'
elif under_valgrind; then
    absent "$what" 'valgrind needs symbols of the 32-bit C library'
elif [ ! -x build/386/test/load ] && uses __asan_; then
    absent "$what" 'the address sanitizer does not run under qemu-i386'
elif [ ! -x build/386/test/load ]; then
    skip "$what" 'gcc -m32, or qemu-user,'
else
    is "$(machine_of build/386/core.o)" 3 \
        'the library for 386 is for 386'
    for name in load tables refuse damage failing protect threads inferno \
        changed; do
        started386 tests build/386/test/$name
    done
    started386 tests build/386/test/many 1000 1000
    # `make check386` goes deeper.
    if [ "${ONLY-}" = 386 ]; then
        started386 tests build/386/test/dump
        started386 fuzz build/386/fuzz/loader-386 10000
    fi
fi

# arm64: built in a copy, with flags of its own.
arm64_builds() {
    mkdir "$tmp/arm64"
    copied "$tmp/arm64"
    run make -C "$tmp/arm64" CFLAGS='-O1 -Werror' build/arm64/libdynld.a
    (cd "$tmp" && ar p arm64/build/arm64/libdynld.a libdynld.o >arm64.o)
    is "$status/$(machine_of "$tmp/arm64.o")" '0/183' \
        'the library for arm64 is for arm64'
}

# arm64_compiler: the one that the Makefile takes.
arm64_compiler() {
    if [ "$(machine_of build/test/load)" -eq 183 ]; then
        echo cc
    else
        sh test/cross.sh aarch64
    fi
}

what='the library for arm64'
echo '#include <errno.h>' >"$tmp/probe.c"
if [ "${ONLY-}" != 386 ]; then
    : # it is the compiler for arm64 that is checked
elif [ -z "$(arm64_compiler)" ]; then
    skip "$what" 'the arm64 compiler'
elif ! "$(arm64_compiler)" -c -o "$tmp/probe.o" "$tmp/probe.c" 2>/dev/null; then
    skip "$what" "a C library for arm64 (libc6-dev-arm64-cross)"
else
    arm64_builds
fi
