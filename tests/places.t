#!/bin/sh
# places.t - the first chapter where people work: with what they have in their
# environment, in folders with odd names, after it was built and moved.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# shellcheck disable=SC2012 # names without blanks
first=$(ls -d [0-9][0-9]-* | head -n 1)
copy_built "$first"
make -s -C "$copy" all >/dev/null 2>&1
is $? 0 'the first chapter builds'

# checked WHAT COMMAND...: make check in $copy, started by that command.
checked() {
    what=$1
    shift
    if "$@" make -s -C "$copy" check >"$tmp/log" 2>&1; then
        result yes "$what"
    else
        result no "$what"
        grep -v '^ok ' "$tmp/log" | grep -E '^(not ok|#|make|Bail)' |
            head -n 20 | sed 's/^/# /' >&2
    fi
}

# What may be set in the reader's shell, all at once: none of it matters, and
# what failed says which of it does.
mkdir "$tmp/a folder's" "$tmp/elsewhere"
checked 'with CDPATH, TMPDIR, MAKEFLAGS, and what the loader reads' \
    env CDPATH=".:$tmp/elsewhere" "TMPDIR=$tmp/a folder's" MAKEFLAGS=R \
    LD_PRELOAD="$copy/build/sensors/thermometer.so" LD_BIND_NOW=1 \
    LD_DEBUG=files
checked 'with a umask that leaves nothing to others, and few descriptors' \
    sh -c 'umask 077; ulimit -n 64; exec "$@"' limits

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

# Eight of make's at a time.
for n in 1 2 3 4 5 6 7 8; do
    make -s -C "$copy" all >"$tmp/log$n" 2>&1 &
done
wait
is "$(cat "$tmp"/log?)" '' 'makes at once get along'

# CFLAGS of the environment are those of the command line.
run env CFLAGS='-O1 -DTHE_READERS' make -C "$copy" -n all
has "$out" '-O1 -DTHE_READERS' 'CFLAGS of the environment count'
run env CFLAGS=-flto make -C "$copy" -n all
has "$out" '-flto -fno-lto' 'with -flto objects hold code'

# A folder that was built is copied, and its name is odd; and something is built
# there.
odd="$tmp/a blank, a|bar, a&b, a quote's, a\\backslash"
mkdir "$odd"
cp -r "$copy" "$odd/"
copy=$odd/$first
rm "$copy"/build/*.o
checked 'built, and copied below a name with blanks, |, &, a quote, a backslash'
finish
