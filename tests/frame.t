#!/bin/sh
# frame.t - the Makefiles: what is rebuilt when, and what the root's targets
# say when a chapter fails. Works on a copy with the first chapter only.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# shellcheck disable=SC2012 # names without blanks
first=$(ls -d [0-9][0-9]-* | head -n 1)
copy_tree "$first"

is "$(make -C "$tree" -j4 all >"$tmp/log" 2>&1 && echo built)" 'built' \
    'make -j4 builds everything'

run make -s -C "$tree" --no-print-directory run
is "$status/$err" '0/' 'make run exits 0 in silence on stderr'
is "$(echo "$out" | grep -c '^== [0-9][0-9]-')" 1 \
    '... and begins each chapter with a line that names it'
is "$(echo "$out" | grep -c ' -o build/')" 0 '... without compiler commands'

# It is make that is tested here: so the compiler only says that it has made a
# file.
mkdir "$tmp/quick"
cat >"$tmp/quick/cc" <<'END'
#!/bin/sh
while [ $# -gt 0 ]; do
    [ "$1" != -o ] || touch "$2"
    shift
done
END
chmod +x "$tmp/quick/cc"
for name in gcc c++ g++; do
    cp "$tmp/quick/cc" "$tmp/quick/$name"
done

# build VARIABLE=VALUE...: how many commands make ran in the chapter.
build() {
    PATH=$tmp/quick:$PATH make -C "$tree/$first" --no-print-directory "$@" \
        2>"$tmp/err" | grep -cE ' -o |^cp '
}

is "$(build)" 0 'a second make builds nothing'
holds 'other CFLAGS rebuild' [ "$(build CFLAGS=-O1)" -gt 10 ]
is "$(build CFLAGS=-O1)" 0 '... once'
holds 'another CC rebuilds' [ "$(build CC='gcc -pipe')" -gt 10 ]
build >/dev/null
touch "$tree/$first/sensor.h"
holds 'an edited header rebuilds what includes it' [ "$(build)" -gt 4 ]
touch "$tree/$first/common.mk"
holds 'an edited Makefile rebuilds' [ "$(build)" -gt 10 ]
# What lies beside the chapters, for those who do not build anything.
for file in LICENSE CITATION.cff CHANGELOG.md; do
    has "$(cat README.md)" "($file)" "the root README leads to $file"
done
is "$(sed -n 's/^\([a-z-]*\):.*/\1/p' CITATION.cff | sort | tr '\n' ' ')" \
    'abstract authors cff-version keywords license message title type ' \
    'CITATION.cff has what it must have'
is "$(sed -n 's/^## //p' CHANGELOG.md)" \
    "$(sed -n 's/^## \([0-9-]*\)$/\1/p' CHANGELOG.md | sort -ru)" \
    'CHANGELOG.md has its days in order, the newest first'

is "$(cat .gitignore)" 'build/' 'what is built is ignored by git'

for target in run check valgrind sanitize bench clean help exercises exercise \
    watch solution hint reset; do
    run make -s -C "$tree" -n $target
    root=$status
    run make -s -C "$tree/$first" -n $target
    is "$root$status" 00 "make $target is known at the root and in a chapter"
done
run make -s -C "$tree" help
is "$(echo "$out" | awk '{ print $2 }' | sort | tr '\n' ' ')" \
    'all bench book check check-all class clean deps exercise exercises grade '\
'handout help hint lint mutate mutate-exercises reset run sanitize solution '\
'valgrind watch ' \
    'make help lists the targets of the root'

# A chapter that fails, and one that does not build, hide no other.
cp -rp "$tree/$first" "$tree/02-fails"
cp -rp "$tree/$first" "$tree/03-fine"
rm -f "$tree"/tests/*.t
echo 'echo "ok 1 - first"; echo 1..1' >"$tree/$first/check.sh"
echo 'echo "not ok 1 - broken"; echo 1..1; exit 1' >"$tree/02-fails/check.sh"
echo 'echo "ok 1 - fine"; echo 1..1' >"$tree/03-fine/check.sh"
run make -s -C "$tree" check
is "$([ "$status" -ne 0 ] && echo failed)" failed 'a failing chapter fails all'
has "$out$err" '02-fails/check.sh' '... and is named at the end'
has "$out" '03-fine/check.sh' '... and the next chapter is checked all the same'

run make -s -C "$tree" check NO_PROVE=1
is "$([ "$status" -ne 0 ] && echo failed)" failed 'the same without prove'
has "$out" 'FAILED: 02-fails/check.sh' '... names it'
has "$out" 'ok 1 - fine' '... and goes on'
has "$out" ' passed, 1 failed, ' '... and counts'

echo 'syntax error' >>"$tree/02-fails/host.c"
rm "$tree/03-fine/build/host"
run make -s -C "$tree" all
has "$err" 'FAILED: 02-fails' 'a chapter that does not build is named'
is "$([ -x "$tree/03-fine/build/host" ] && echo built)" built \
    '... and the next one is built'

# A skip is counted and named, and with STRICT=1 it is a failure.
{
    echo '. ./common.sh'
    # shellcheck disable=SC2016
    echo "skip 'a thing' 'some tool'; finish"
} >"$tree/03-fine/check.sh"
sed -i "1i cd \"\$(dirname \"\$0\")\" || exit 1" "$tree/03-fine/check.sh"
rm -rf "$tree/02-fails" "$tree/${first:?}"
run env STRICT= make -s -C "$tree" check
is "$status" 0 'a skip is no failure'
has "$out" '1 skipped:' '... but is counted'
has "$out" '03-fine: a thing: some tool is missing' '... and named'
run make -s -C "$tree" check STRICT=1
is "$([ "$status" -ne 0 ] && echo failed)" failed 'with STRICT=1 it is one'

# The results, for a program to read.
if perl -MTAP::Formatter::JUnit -e 1 2>/dev/null; then
    run make -s -C "$tree" check STRICT=1 JUNIT="$tmp/results.xml"
    is "$status/$out" '2/0 passed, 1 failed' 'make check JUNIT=file counts'
    has "$(cat "$tmp/results.xml")" 'a thing: some tool is missing' \
        '... and writes JUnit'
    run make -s -C "$tree" check JUNIT=/no-such-folder/x
    starts "$status/$err" '2/run.sh: /no-such-folder/x: cannot write' \
        '... where it can'
else
    skip 'make check JUNIT=file' 'the Perl module TAP::Formatter::JUnit'
fi

# deps: the command for the system at hand; a word where there is none.
run env DRY=1 sh tests/deps.sh
has "$out$err" 'shellcheck' 'make deps names what it installs'
mkdir "$tmp/bare"
for tool in sh dirname uname id; do
    ln -s "$(command -v $tool)" "$tmp/bare/$tool"
done
run env PATH="$tmp/bare" DRY=1 sh tests/deps.sh
is "$status" 1 'without a package manager make deps fails'
has "$err" 'no package manager found' '... and says so'
ln -s "$(command -v env)" "$(command -v sed)" "$(command -v head)" "$tmp/bare"
for manager in apt-get dnf pacman apk zypper; do
    echo '#!/bin/sh' >"$tmp/bare/$manager"
    chmod +x "$tmp/bare/$manager"
    run env PATH="$tmp/bare" DRY=1 ALL=1 sh tests/deps.sh
    rm "$tmp/bare/$manager"
    starts "$status/$out" "0/$manager " "make deps knows $manager"
done

# The compiler for another machine, whatever its version: each that is added
# here is found instead of those before it.
ln -s "$(command -v tr)" "$(command -v sort)" "$tmp/bare"
run env PATH="$tmp/bare" sh tests/cross.sh aarch64
is "$status/$out" 1/ 'where there is no compiler for arm64, none is found'
for name in aarch64-suse-linux-gcc-13 aarch64-linux-gnu-gcc-9 \
    aarch64-linux-gnu-gcc-99 aarch64-linux-gnu-gcc; do
    cp tests/cross.sh "$tmp/bare/$name"
    chmod +x "$tmp/bare/$name"
    run env PATH="$tmp/bare" sh tests/cross.sh aarch64
    is "$status/$out" "0/$name" "$name is found"
done
finish
