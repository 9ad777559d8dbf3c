#!/bin/sh
# torture.sh - do programs as modules what they do as programs?
#
# Usage:        sh test/torture.sh NUMBER [SEED]
#               sh test/torture.sh FOLDER...
#               NUMBER programs of csmith's, from SEED on; or every C file below
#               FOLDER that has a main(), which is a program by itself.
#               COMPILERS='gcc clang', LEVELS='-O0 -O2 -O3 -Os', FLAGS='',
#               SECONDS_EACH=10 for a run, KEEP=build/torture: change that.
# Exit status:  0 no difference, 1 there is one, 2 usage.
#
# Each program is compiled once for each compiler and level. What comes out is
# linked twice, by cc to a program and by aoutld to a module, and both are run:
# output and exit status have to be the same. A program of csmith's prints a
# checksum, which has to be the same for all levels and compilers, too. What
# differs is kept. What aoutld refuses is counted by its reason.

set -u
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.." || exit 1
compilers=${COMPILERS-gcc clang}
levels=${LEVELS--O0 -O2 -O3 -Os}
flags=${FLAGS-}
seconds=${SECONDS_EACH-10}
keep=${KEEP-build/torture}
if [ $# -eq 0 ]; then
    echo 'usage: torture.sh NUMBER [SEED] | FOLDER...' >&2
    exit 2
fi

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
: >"$work/refused"
programs=0 same=0 differ=0 native=0 unlike=0 status=0

# in_time COMMAND...: in a folder of its own, with its output in $work/ran. (A
# shell tells of a signal on its own standard error.)
in_time() {
    {
        (cd "$work/at" && timeout -s KILL "$seconds" "$@" </dev/null \
            >"$work/ran")
        status=$?
    } 2>/dev/null
    echo "exit status $status" >>"$work/ran"
}

# kept NAME WHY: sources, flags and outputs, for whoever looks into it.
kept() {
    mkdir -p "$keep/$1"
    cp "$source" "$work/native" "$work/module" "$keep/$1"
    echo "$cc $level $flags: $2" >"$keep/$1/why"
    echo "DIFFERENT: $source: $cc $level: see $keep/$1"
}

# refused: what aoutld said, without what is this program's alone.
refused() {
    sed -e "s/^aoutld: //; s#$work/x.o: ##" -e 's/+0x[0-9a-f]*//g' \
        -e 's/^\(.*\): \([^:]*\)$/\2/' "$work/said" >>"$work/refused"
}

# build: $work/x and $work/x.mod, and what the first one prints. Fails where
# there is nothing to compare.
build() {
    # shellcheck disable=SC2086 # several words
    $cc -w $level -fPIC $flags -c -o "$work/x.o" "$source" 2>"$work/said" &&
        $cc -o "$work/x" "$work/x.o" -lm 2>"$work/said" || return 1
    # shellcheck disable=SC2086 # may be several words
    in_time ${RUN-} "$work/x"
    [ "$status" -lt 128 ] || return 1
    mv "$work/ran" "$work/native"
}

# repeats: the program does the same twice. One that prints an address does not.
repeats() {
    # shellcheck disable=SC2086 # may be several words
    in_time ${RUN-} "$work/x"
    cmp -s "$work/native" "$work/ran"
}

# compare NAME: one program, one compiler, one level.
compare() {
    if ! build; then
        native=$((native + 1))
        return
    fi
    libgcc=$($cc -print-libgcc-file-name)
    [ -f "$libgcc" ] || libgcc=
    # shellcheck disable=SC2086 # may be nothing
    if ! ${RUN-} build/aoutld -u -o "$work/x.mod" "$work/x.o" $libgcc \
        2>"$work/said"; then
        refused
        return
    fi
    # shellcheck disable=SC2086 # may be several words
    in_time ${RUN-} "$PWD/build/test/program" "$work/x.mod"
    mv "$work/ran" "$work/module"
    if cmp -s "$work/native" "$work/module"; then
        same=$((same + 1))
    elif ! repeats; then
        native=$((native + 1))
    else
        differ=$((differ + 1))
        kept "$1" 'the module differs from the program'
    fi
}

# agrees NAME: the program itself does what it did with the compilers before.
agrees() {
    [ -f "$work/native" ] || return
    cp "$work/native" "$work/module"
    [ -n "$first" ] || first=$(cat "$work/native")
    [ "$first" = "$(cat "$work/native")" ] && return
    unlike=$((unlike + 1))
    kept "$1" 'the compilers do not agree'
}

# each NAME: one program, in every way. One that did not end once has no end.
each() {
    programs=$((programs + 1))
    first=
    for cc in $compilers; do
        command -v "$cc" >/dev/null || continue
        for level in $levels; do
            rm -rf "$work/at"
            mkdir "$work/at"
            compare "$1-$cc$level"
            [ "$status" -ne 137 ] || return
            [ -z "$csmith" ] || agrees "$1-$cc$level"
        done
    done
}

# The program's own path is in no output: so each is called the same.
csmith=
case $1 in
*[!0-9]*)
    for source in $(find "$@" -name '*.c' | sort); do
        grep -q 'main *(' "$source" || continue
        each "$(basename "$source" .c)"
    done
    ;;
*)
    csmith=$(find /usr/include /usr/local/include -maxdepth 2 -name csmith.h \
        2>/dev/null | head -n 1)
    if ! command -v csmith >/dev/null || [ -z "$csmith" ]; then
        echo 'torture: skipped: csmith is missing (make deps ALL=1)'
        exit
    fi
    flags="$flags -I${csmith%/*}"
    seed=${2-1}
    last=$((seed + $1))
    while [ "$seed" -lt "$last" ]; do
        source=$work/$seed.c
        rm -f "$work/native"
        # It leaves a file of its own in the folder in which it runs.
        (cd "$work" && csmith -s "$seed" -o "$seed.c") && each "$seed"
        rm -f "$source"
        seed=$((seed + 1))
    done
    ;;
esac

echo "$programs programs: as modules, $same builds do the same, $differ do" \
    "not, $(grep -c . "$work/refused") are refused; $native do not compile," \
    'crash as programs, or never do the same twice'
[ "$unlike" -eq 0 ] || echo "$unlike builds differ among programs already"
sort "$work/refused" | uniq -c | sort -rn | sed 's/^/refused/'
[ "$differ" -eq 0 ]
