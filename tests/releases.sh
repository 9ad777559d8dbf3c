#!/bin/sh
# releases.sh - check the repository on another release of Debian, in a chroot.
#
# Usage:        sh tests/releases.sh SUITE [all]
#               SUITE: bookworm, trixie, sid. First with gcc and make alone:
#               make run and make check. With "all" then make deps ALL=1 and
#               make check-all STRICT=1.
# Exit status:  0 all passed, 1 something did not, 2 usage.
#
# By hand, as root, with debootstrap: it takes minutes, and all takes an hour.
# The system stays in RELEASES (a folder, as it is given: /var/tmp/releases), so
# that the next run needs no download; rm -rf it, when nothing is mounted there.

case $#/${2-all} in
1/all | 2/all) ;;
*)
    echo 'usage: sh tests/releases.sh SUITE [all]' >&2
    exit 2
    ;;
esac
suite=$1
CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
system=${RELEASES:-/var/tmp/releases}/$suite

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
    echo 'releases.sh: it takes root and debootstrap' >&2
    exit 1
fi

# inside COMMAND: in the system, in the copy of the repository. Not by chroot:
# there the kernel makes no user namespace, and a cage for grading is one.
inside() {
    echo "== $suite: $1"
    # shellcheck disable=SC2016 # for these shells
    unshare --mount sh -c 'mount --rbind "$1" "$1" && cd "$1" &&
        mkdir -p .old && pivot_root . .old && umount -l /.old &&
        exec /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
            LC_ALL=C.UTF-8 sh -c "cd /repository && eval \"\$1\"" sh "$2"' \
        sh "$system" "$1"
}

# What a reader has who installed a compiler and nothing else. perl comes with
# every Debian system, prove does not.
if [ ! -e "$system/done" ]; then
    mkdir -p "$system"
    debootstrap --variant=minbase --include=gcc,libc6-dev,make "$suite" \
        "$system" >"$system.log" 2>&1 || {
        echo "releases.sh: $suite: debootstrap failed: see $system.log" >&2
        exit 1
    }
    : >"$system/done"
fi

trap 'umount "$system/proc" "$system/dev/pts" "$system/dev" 2>/dev/null' EXIT
trap 'exit 1' HUP INT TERM
mount --bind /dev "$system/dev" && mount --bind /dev/pts "$system/dev/pts" &&
    mount -t proc proc "$system/proc" || exit 1

rm -rf "$system/repository"
mkdir "$system/repository"
tar -cf - --exclude=.git --exclude=build . | tar -xf - -C "$system/repository"

failed=
inside 'make -s run >run.log' || failed="$failed run"
inside 'make -s check' || failed="$failed check"
if [ $# -eq 2 ]; then
    inside 'make deps ALL=1 >deps.log' || failed="$failed deps"
    inside 'make -s check-all STRICT=1' || failed="$failed check-all"
fi
[ -z "$failed" ] || {
    echo "releases.sh: $suite: failed:$failed" >&2
    exit 1
}
echo "releases.sh: $suite: all passed"
