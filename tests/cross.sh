#!/bin/sh
# cross.sh - find the gcc that compiles for another machine. Systems differ:
# Debian adds the version to its name, openSUSE has a name of its own.
#
# Usage:        sh cross.sh MACHINE     (aarch64, riscv64 or x86_64)
#               Prints its name, of several versions the newest one's; nothing
#               where there is none.
# Exit status:  0 found, 1 there is none, 2 usage.

if [ $# -ne 1 ]; then
    echo 'usage: sh cross.sh MACHINE' >&2
    exit 2
fi

# named PATTERN: the programs on PATH that are called so, one a line.
named() {
    echo "$PATH" | tr : '\n' | while IFS= read -r folder; do
        for file in "$folder"/$1; do
            [ ! -x "$file" ] || echo "${file##*/}"
        done
    done
}

for gcc in "$1-linux-gnu-gcc" "$1-suse-linux-gcc"; do
    found=$({
        named "$gcc"
        named "$gcc-[0-9]*" | sort -t - -k 5,5rn
    } | head -n 1)
    [ -n "$found" ] || continue
    echo "$found"
    exit
done
exit 1
