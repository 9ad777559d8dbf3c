#!/bin/sh
# coverage.sh - which lines of the loader and the dumper the fuzzer's inputs
# reach: those of `make check`.
#
# Usage:        sh fuzz/coverage.sh GCOV FOLDER...
#               FOLDER has programs and objects that were compiled with
#               --coverage: loader, dumper, debug, aoutdump, loader-386, if they
#               are there. A line that one of them reaches is reached.
#               SHARE=10: only a tenth of the mutations.
#               What is not reached is listed. Two of these lines cannot be,
#               because of what was checked before: dynbind() has room for the
#               number of imports, and who calls dump_little() knows that there
#               are so many bytes. Some take a program, or a source of bytes,
#               that is at fault itself: a table that is not sorted, or is nil;
#               a seek that fails only backwards; an mprotect() that fails for
#               one of few modules. And in next_import() a first import has to
#               leave just too little for a second one. All but the two are in
#               test/tables.c, test/load.c, test/failing.c and test/refuse.c.
# Exit status:  0 95 % of all lines or more, 1 less, 2 usage.
#
# `make coverage` builds what it needs and runs it.

LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.." || exit 1
if [ $# -lt 2 ]; then
    echo 'usage: fuzz/coverage.sh GCOV FOLDER...' >&2
    exit 2
fi
gcov=$1
shift
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# The program for people, on what it will be given: its main() is no target.
dump() {
    for file in build/fuzz/seeds/dumper/*; do
        "$1" "$file"
        "$1" -x "$file"
    done
    "$1"
    "$1" "$1"
    "$1" -x "$1" # as if it were a module
    "$1" -s 1234abcd "$1"
    "$1" -s none "$1"
    "$1" -c build/drivers/barometer.o build/drivers/thermometer.o
    "$1" -c no-such-file build/drivers/thermometer.o
    "$1" -g 0x10028 build/drivers/thermometer.list
    "$1" -g 0x10028 README.md
    "$1" -g none "$1"
    "$1" --unknown
    "$1" no-such-file
    "$1" -x README.md >/dev/full
}

for folder in "$@"; do
    find "$folder" -name '*.gcda' -exec rm {} +
    for target in loader:20000 dumper:8000 debug:4000 loader-386:10000; do
        program=$folder/${target%:*}
        [ -x "$program" ] || continue
        start=
        [ "$target" != loader-386:10000 ] || start=$(cat build/386/start)
        # shellcheck disable=SC2086 # a word, or none
        $start "$program" -c $((${target#*:} * ${SHARE-100} / 100)) ||
            exit 1
    done
    [ ! -x "$folder/aoutdump" ] || dump "$folder/aoutdump" >"$tmp/said" 2>&1
    # "    -:" is no code, "#####:" was not reached, "  12*:" in part. What the
    # dumper has of the linker is not counted here.
    find "$folder" -name '*.gcda' ! -path '*/fuzz/*' ! -path '*/test/*' \
        ! -path '*/linker/*' ! -path '*/types/*' ! -path '*/object/*' \
        -exec "$gcov" -t {} + 2>/dev/null >>"$tmp/lines"
done

# Lines as "count:number:text". Which file they are of comes first.
awk -F: '
    $2 + 0 == 0 && $3 == "Source" { file = $4; next }
    $2 + 0 == 0 || $1 ~ /-$/ { next }
    {
        line = file ":" ($2 + 0)
        if (!(line in text)) {
            order[++n] = line
            of[n] = file
            text[line] = substr($0, index($0, $3))
        }
        if ($1 !~ /[#=]/)
            reached[line] = 1
    }
    END {
        for (i = 1; i <= n; i++) {
            if (!(of[i] in all))
                files[++nfiles] = of[i]
            all[of[i]]++
            if (order[i] in reached)
                got[of[i]]++
            else
                missed[++nmissed] = order[i] ": " text[order[i]]
        }
        for (i = 1; i <= nfiles; i++) {
            f = files[i]
            printf "%-16s %4d of %4d lines  %5.1f %%\n", f, got[f], all[f],
                100 * got[f] / all[f] | "sort"
            sum += got[f]
            total += all[f]
        }
        close("sort")
        for (i = 1; i <= nmissed; i++)
            print "not reached: " missed[i]
        printf "%-16s %4d of %4d lines  %5.1f %%\n", "all", sum, total,
            total ? 100 * sum / total : 0
        exit !(total > 0 && sum >= 0.95 * total)
    }' "$tmp/lines"
