# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-install.sh - the manual pages, their example, and make install. Sourced
# by check.sh.

# The pages: what formats them has nothing to say, not even in 40 columns, and
# they name every function of the headers and every option of the tools.
for page in man/*; do
    what="man has nothing to say about $page"
    if man --version 2>/dev/null | grep -q '^man [0-9]'; then
        run man --warnings -l "$page"
        said=$status/$err
        run env MANWIDTH=40 man --warnings -l "$page"
        is "$said $status/$err" '0/ 0/' "$what"
    else
        skip "$what" 'man'
    fi
done
for name in $(nm -g --defined-only build/libdynld.a |
    awk '$2 == "T" { print $3 }') _exporttab; do
    grep -qw "$name" include/*.h || continue # the library's own
    echo "$name" >>"$tmp/offered"
    grep -q "^\.[A-Z]* .*[* ]${name}[(\[]" man/*.3 || echo "$name"
done >"$tmp/missing"
is "$(cat "$tmp/missing")" '' \
    "the pages have each of $(grep -c . "$tmp/offered") names in the headers"
for tool in aoutld aoutdump; do
    run build/$tool
    for option in $(echo "$err" | grep -o -e '-[a-z]' | sort -u); do
        grep -q "^\.B.* .*\\\\$option" man/$tool.1 || echo "$tool $option"
    done
done >"$tmp/missing"
is "$(cat "$tmp/missing")" '' '... and the tools pages have every option'

# example FILE: as it stands in dynld.3, without the marks for the formatter.
example() {
    sed -n "/FILE $1\$/,/^\.EE/p" man/dynld.3 | sed -e '/^\.[\\E]/d' \
        -e 's/\\&//g; s/\\-/-/g; s/\\e/\\/g'
}

# tree FOLDER: its files.
tree() {
    (cd "$1" && find . -type f | sort)
}

# The compiler's path, and the words behind it.
compiler() {
    cc=${CC-cc}
    first=${cc%% *}
    echo "$(command -v "$first")${cc#"$first"}"
}

# wrapper NAME COMMAND: a program of that name, found before all others.
wrapper() {
    mkdir -p "$tmp/wrappers"
    printf '#!/bin/sh\nexec %s\n' "$2" >"$tmp/wrappers/$1"
    chmod +x "$tmp/wrappers/$1"
}

# named PAGE: the files of man3 that its NAME asks for, beside its own.
named() {
    { echo "${1%.3}" && sed -n '/^\.SH NAME/,/\\-/p' "man/$1" |
        sed -e 1d -e 's/\\-.*//' | tr -d ',' | tr ' ' '\n'; } |
        sed -n 's#.\{1,\}#./share/man/man3/&.3#p' | sort
}

# Install, out of a copy. Its objects are those that are here (-o: whatever
# their flags were): to make them again would take longer than all the rest.
# Something of another's is there before.
installs() {
    prefix="$tmp/a reader's prefix"
    (umask 022 && mkdir -p "$prefix/lib" && : >"$prefix/lib/libother.a")
    mkdir -p "$tmp/source"
    copied "$tmp/source"
    mkdir "$tmp/source/build"
    for built in build/*.o build/flags build/loader build/object build/types \
        build/linker build/dumper; do
        [ ! -e "$built" ] || cp -rp "$built" "$tmp/source/build"
    done
    # shellcheck disable=SC2016 # for that shell
    run sh -c 'umask 077; exec "$@"' umask make -C "$tmp/source" \
        -o build/flags CC="${CC-cc}" PREFIX="$prefix" install
    is "$status/$(tree "$prefix")" "0/./bin/aoutdump
./bin/aoutld
./include/dynld/a.out.h
./include/dynld/dyndebug.h
./include/dynld/dynld.h
./include/dynld/dynshared.h
./include/dynld/lib9.h
./include/dynld/signof.h
./lib/libdynld.a$([ ! -f build/libmod.a ] || printf '\n./lib/libmod.a')
./lib/libother.a
./share/man/man1/aoutdump.1
./share/man/man1/aoutld.1
$({ named dynld.3 && named dynshared.3 && named dyndebug.3; } | sort -u)" \
        'make install puts everything in its place'
    is "$(find "$prefix" ! -perm -444)" '' '... and all may read it'
    if command -v man >/dev/null; then
        run env LC_ALL=C MANPATH="$prefix/share/man" man -w dyntabsize
        is "$status/$err" '0/' '... and man finds a function by its name'
    else
        skip 'man finds a function by its name' man
    fi
}

# A program that looks for headers in the folder of all, as each does if that is
# /usr/local/include, does not find ours.
hides_nothing() {
    echo '#include <a.out.h>' >"$tmp/asks.c"
    # shellcheck disable=SC2046 # may be several words
    run $(compiler) -M -I"$prefix/include" "$tmp/asks.c"
    is "$(printf '%s\n' "$out" | grep -c 'prefix/include')" 0 \
        '... and hides no <a.out.h>'
}

# example_runs COMPILER: the manual page's example, somewhere else.
example_runs() {
    wrapper cc "$1 -Wall -Wextra -Wpedantic -Werror \
        -Wno-unused-command-line-argument \"\$@\""
    rm -rf "$tmp/elsewhere"
    mkdir "$tmp/elsewhere"
    wrapper aoutld "${RUN-} \"\$PREFIX/bin/aoutld\" \"\$@\""
    for file in answer.c example.c example.sh; do
        example $file >"$tmp/elsewhere/$file"
    done
    sed "s#^\./#${RUN-} ./#" "$tmp/elsewhere/example.sh" >"$tmp/example.sh"
    run env PATH="$tmp/wrappers:$PATH" PREFIX="$prefix" \
        sh -c "cd $tmp/elsewhere && . $tmp/example.sh"
    is "$status/$out/$err" '0/report: 21.5
answer: 42/' "the example in dynld.3 does what it says when installed, $1"
    run sh -c "cd $tmp/elsewhere && ${RUN-} ./example none.mod"
    is "$status/$out/$err" '1//none.mod: No such file or directory' \
        '... and says what is missing'
}

# A driver that the Makefile has never heard of, in that copy.
own_driver() {
    sed 's/barometerdevtab/foodevtab/' host/drivers/barometer.c \
        >"$tmp/source/host/drivers/foo.c"
    run make -C "$tmp/source" -o build/flags CC="${CC-cc}" RUN="${RUN-}" \
        build/drivers/foo.mod
    is "$status/$(cd "$tmp/source/build/drivers" && echo *)" \
        '0/foo.d foo.list foo.mod foo.o' \
        'a new driver is made, and its object stays'
    run sh -c "printf 'load dev x $tmp/source/build/drivers/foo.mod\nread x\n' |
        ${RUN-} build/host"
    is "$status/$out/$err" '0/x: 1013.2/' '... and the host loads and reads it'
}

# Both folders are in $tmp: root may run this, and the Makefile may be wrong.
uninstalls() {
    run make -C "$tmp/source" -o build/flags CC="${CC-cc}" \
        PREFIX="$prefix" uninstall
    is "$status/$(tree "$prefix")" '0/./lib/libother.a' \
        'make uninstall takes that away, and nothing else'
    holds '... and the folder of the headers' [ ! -e "$prefix/include/dynld" ]
    run make -C "$tmp/source" -o build/flags CC="${CC-cc}" \
        PREFIX="$tmp/never" uninstall
    is "$status/$err" 0/ '... and has nothing to say if nothing was installed'
    run make -C "$tmp/source" -o build/flags CC="${CC-cc}" \
        DESTDIR="$tmp/stage" PREFIX="$tmp/usr" install
    is "$status/$(tree "$tmp/stage$tmp/usr" 2>/dev/null | head -n 1)" \
        '0/./bin/aoutdump' 'DESTDIR comes before PREFIX'
    holds '... and nothing is put there without it' [ ! -e "$tmp/usr" ]
}

if under_valgrind; then
    : # the programs are the same
else
    installs
    hides_nothing
    if [ ! -x build/host ]; then
        absent 'the example in dynld.3' 'there are no modules for this machine'
    elif uses '__[a-z]*san_'; then
        absent 'the example in dynld.3' 'its program has no sanitizer to link'
    else
        example_runs "$(compiler)"
        on_musl || for cc in $compilers; do
            command -v "$cc" >/dev/null && can_link "$cc" && example_runs "$cc"
        done
        own_driver
    fi
    uninstalls
fi
