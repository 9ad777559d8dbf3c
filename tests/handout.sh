#!/bin/sh
# handout.sh - a copy for students: no solutions, no history, nothing built, and
# each exercise as it is handed out. It builds, checks, and grades itself.
#
# Usage:        make handout OUT=folder [CHAPTERS='01 02']
# Exit status:  0 done, 2 wrong usage

# wrong TEXT...: how it is used.
wrong() {
    echo "handout: $*" >&2
    exit 2
}

[ -n "${OUT-}" ] || wrong 'OUT=folder is missing'
mkdir -p "$OUT" 2>/dev/null || wrong "$OUT: cannot be made"
out=$(CDPATH='' cd -- "$OUT" && pwd -P) || exit 2
[ -z "$(ls -A "$out")" ] || wrong "$OUT: not empty"
CDPATH='' cd -- "$(dirname "$0")/.." || exit 2

chosen=
for word in ${CHAPTERS-}; do
    chapter=
    for folder in [0-9][0-9]-*/; do
        folder=${folder%/}
        case $word in "$folder" | "${folder%%-*}") chapter=$folder ;; esac
    done
    [ -n "$chapter" ] || wrong "$word: no such chapter"
    chosen="$chosen $chapter"
done
[ -n "$chosen" ] || chosen=$(echo [0-9][0-9]-*)

for file in LICENSE CITATION.cff CHANGELOG.md .clang-format .editorconfig \
    .gitignore .github; do
    [ ! -e $file ] || chosen="$file $chosen"
done
# shellcheck disable=SC2086 # names without blanks
tar -cf - --exclude='*/build' Makefile tests/run.sh tests/common.sh \
    tests/deps.sh tests/grade.sh tests/cage.sh $chosen |
    tar -xf - -C "$out" || exit 2
for given in "$out"/*/exercises/*/.given; do
    cp "$given"/* "${given%/.given}/"
done
# The tables name what is there, and no more.
for folder in [0-9][0-9]-*/ tests/CONTRIBUTING.md; do
    [ -e "$out/$folder" ] || echo "]($folder"
done >"$out/missing"
grep -vF -f "$out/missing" README.md >"$out/README.md"
rm "$out/missing"
echo "handout: $out: $(cd "$out" && echo [0-9]*)"
