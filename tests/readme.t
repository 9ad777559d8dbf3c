#!/bin/sh
# readme.t - the READMEs: the root's console blocks are run in a copy of the
# repository; every chapter's are run by its own check.sh, which is asserted.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

copy_tree [0-9][0-9]-*
cd "$tree" || exit 1
awk '/^```$/ { on = 0 } on; /^```console$/ { on = 1 }' README.md \
    >"$tmp/promised"
while IFS= read -r line; do
    case $line in
    '$ '*)
        printf '%s\n' "$line"
        sh -c "${line#??}" 2>&1 </dev/null
        ;;
    esac
done <"$tmp/promised" >"$tmp/kept"
holds 'the root README has console blocks' [ -s "$tmp/promised" ]
is "$(cat "$tmp/kept")" "$(cat "$tmp/promised")" '... and keeps them'

head -n 10 README.md >"$tmp/head"
has "$(cat "$tmp/head")" 'make run' 'its first ten lines say make run'
has "$(cat "$tmp/head")" 'make check' '... and make check'

for part in '## A path for self-study' '## For teachers' \
    'make exercises' 'make grade SUBMISSION='; do
    has "$(cat README.md)" "$part" "the root README has $part"
done

for chapter in [0-9][0-9]-*; do
    (cd "$chapter" && grep -l '^```console$' ./*.md ./[a-z]*/*.md 2>/dev/null) |
        sed 's#^\./##' | sort >"$tmp/wanted"
    sed -n 's/^page \(.*\) [1-9][0-9]*$/\1/p' "$chapter/check.sh" |
        sort >"$tmp/pages"
    is "$(cat "$tmp/pages")" "$(cat "$tmp/wanted")" \
        "$chapter/check.sh runs the console blocks of each of its pages"
    has "$(cat "$tmp/wanted")" README.md '... and its README has some'
    has "$(cat README.md)" "($chapter/README.md)" "the root README has $chapter"
    # shellcheck disable=SC2016 # backquotes are what is looked for
    for part in 'make run' '## The picture' '## Read in this order' \
        '## Look for yourself' '## Break it' '## Exercises' 'leaves out' \
        '## Further reading' 'Next:' '[exercises](exercises)' \
        '`make exercises`' '`make exercise EX=1`' '`make hint EX=1`'; do
        grep -qF "$part" "$chapter/README.md" || echo "$part"
    done >"$tmp/missing"
    is "$(cat "$tmp/missing")" '' "$chapter/README.md has all its parts"
done
finish
