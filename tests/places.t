#!/bin/sh
# places.t - the first chapter where people work: with what they have in their
# environment, in folders with odd names, after it was built and moved; and each
# chapter's story in a fresh copy.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# shellcheck disable=SC2012 # names without blanks
first=$(ls -d [0-9][0-9]-* | head -n 1)
copy_out "$first"
make -s -C "$copy" all CFLAGS=-O0 >/dev/null 2>&1
is $? 0 'the first chapter builds'

# checked WHAT COMMAND...: make check in $copy, started by that command.
checked() {
    what=$1
    shift
    if "$@" make -s -C "$copy" check CFLAGS=-O0 >"$tmp/log" 2>&1; then
        result yes "$what"
    else
        result no "$what"
        grep -v '^ok ' "$tmp/log" | head -n 20 | sed 's/^/# /' >&2
    fi
}

# What is set in the reader's shell.
mkdir "$tmp/a folder's" "$tmp/elsewhere"
checked 'with CDPATH exported' env CDPATH=".:$tmp/elsewhere"
checked 'with a blank and a quote in TMPDIR' env "TMPDIR=$tmp/a folder's"
checked 'with LD_BIND_NOW' env LD_BIND_NOW=1
checked 'with LD_DEBUG' env LD_DEBUG=files
checked 'with tunables' env GLIBC_TUNABLES=glibc.rtld.nns=1
checked 'with a umask that leaves nothing to others' sh -c \
    'umask 077; exec "$@"' umask
checked 'with few descriptors' sh -c 'ulimit -n 64; exec "$@"' ulimit

# Without /proc much of it cannot work: said once, before all checks.
if unshare --mount mount -t tmpfs none /proc 2>/dev/null; then
    # shellcheck disable=SC2016 # for that shell
    run unshare --mount sh -c 'mount -t tmpfs none /proc && sh "$1/check.sh"' \
        sh "$copy"
    starts "$status/$out" '1/Bail out! there is no /proc: ' \
        'without /proc'
else
    absent 'without /proc' 'only root may try that'
fi

# Without variables of make's own, and by two at a time.
checked 'with make -R' env MAKEFLAGS=R
for n in 1 2 3 4 5 6 7 8; do
    make -s -C "$copy" all CFLAGS=-O0 >"$tmp/log$n" 2>&1 &
done
wait
is "$(cat "$tmp"/log?)" '' 'makes at once get along'

# CFLAGS of the environment are those of the command line.
run env CFLAGS='-O1 -DTHE_READERS' make -C "$copy" -n all
has "$out" '-O1 -DTHE_READERS' 'CFLAGS of the environment count'
run env CFLAGS=-flto make -C "$copy" -n all
has "$out" '-flto -fno-lto' 'with -flto objects hold code'

# A folder that was built is moved, and its name is odd.
for name in 'a blank' 'a|bar' 'a&b' "a quote's" 'a\backslash'; do
    mkdir "$tmp/$name"
    cp -r "$copy" "$tmp/$name/"
    was=$copy
    copy=$tmp/$name/$first
    checked "built, and copied below \"$name\""
    copy=$was
done
# make story builds what it shows, and no more.
for chapter in [0-9][0-9]-*; do
    copy_out "$chapter"
    run make -s -C "$copy" story
    is "$status/$err" 0/ "$chapter: make story builds what the story shows"
    run make -C "$copy" -n all
    has "$out" ' -o build/' '... and leaves the rest'
done
finish
