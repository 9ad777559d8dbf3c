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
    .gitignore .github/workflows/grade.yml; do
    [ ! -e $file ] || chosen="$file $chosen"
done
# shellcheck disable=SC2086 # names without blanks
tar -cf - --exclude='*/build' tests/run.sh tests/common.sh \
    tests/deps.sh tests/grade.sh tests/cage.sh $chosen |
    tar -xf - -C "$out" || exit 2
for given in "$out"/*/exercises/*/.given; do
    cp "$given"/* "${given%/.given}/"
done
# Its README has no links to other chapters, nothing for teachers, and no
# command that is not there. A block of text ends at a blank line, or where the
# next point, row or command begins.
gone='book check-all class handout lint mutate mutate-exercises solution'
for folder in [0-9][0-9]-*/ tests/CONTRIBUTING.md; do
    [ -e "$out/$folder" ] || echo "]($folder"
done >"$out/missing"
grep -vF -f "$out/missing" README.md | awk -v gone="$gone" '
    function tell() {
        if (!teachers && block !~ names)
            printf "%s", block
        block = ""
    }
    BEGIN { gsub(" ", "|", gone); names = "make (" gone ")[^-a-z]" }
    /^$/ || /^(- |\| |(  )?make )/ { tell() }
    /^## / { tell(); teachers = /^## For teachers/ }
    { block = block $0 "\n" }
    NR == 1 {
        block = block "\nThis is a part of the book, for students: without " \
            "solutions and the tests of the\nwhole. Where its pages speak of " \
            "more, they speak of the whole book. `make check`\nhere runs the " \
            "chapters.\n"
    }
    END { tell() }' >"$out/README.md"
rm "$out/missing"
# Of the Makefile, the rules: a rule has no blank line in it.
awk -v RS= -v ORS='\n\n' -v gone="$gone" '
    BEGIN { n = split(gone, name, " ") }
    {
        drop = 0
        for (i = 1; i <= n; i++) {
            drop = drop || ("\n" $0) ~ "\n" name[i] ": "
            gsub(" " name[i] " ", " ")
        }
        sub(/ \\\n[\t ]*.`make check-all` does the rest\../, "")
    }
    !drop' Makefile >"$out/Makefile"
echo "handout: $out: $(cd "$out" && echo [0-9]*)"
