#!/bin/sh
# questions.t - the questions with which people come: each has an answer at a
# place that exists, and "Find your problem" quotes what is printed there.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh

# $tmp/lines: each line of each page as PLACE, KIND, TEXT, with tabs between.
# A place is PAGE#ANCHOR, and the anchor as GitHub makes it of a heading: small
# letters, no signs but "-" and "_", "-" for blanks, a number if one comes
# again. KIND is heading, command or printed (in a console block), or text.
awk '
FNR == 1 { place = FILENAME "#"; code = console = 0; split("", seen) }
/^```/ { code = !code; console = code && $0 == "```console"; next }
!code && /^#+ / {
    s = tolower($0)
    sub(/^#+ /, "", s)
    gsub(/[^a-z0-9 _-]/, "", s)
    gsub(/ /, "-", s)
    place = FILENAME "#" s (seen[s]++ ? "-" seen[s] - 1 : "")
    print place "\theading\t" $0
    next
}
{
    kind = !console ? "text" : /^\$ / ? "command" : "printed"
    print place "\t" kind "\t" $0
}' README.md [0-9][0-9]-*/*.md >"$tmp/lines"
awk -F '\t' '$2 == "heading" { print $1 }' "$tmp/lines" >"$tmp/places"

# Links, as PAGE#ANCHOR, from the folder of the page that has them.
grep -oHE '\]\([^): ]*#[^) ]+\)' README.md [0-9][0-9]-*/*.md |
    sed -e 's/)$//' -e 's/:\](#/#/' -e 's#[^/:]*:\](##' >"$tmp/links"
holds 'pages link to headings' [ "$(grep -c . "$tmp/links")" -ge 40 ]
is "$(grep -vxFf "$tmp/places" "$tmp/links")" '' '... that are there'

# The list of questions: number, question, places; with a tab between.
is "$(cut -f 1 tests/questions.txt | tr '\n' ' ')" \
    "$(awk 'BEGIN { for (i = 1; i <= 25; i++) printf "%d ", i }')" \
    'questions.txt has the questions 1 to 25'
is "$(awk -F '\t' 'NF != 3 || $2 == "" || $3 == ""' tests/questions.txt)" '' \
    '... and a place for each'
is "$(cut -f 3 tests/questions.txt | tr ' ' '\n' |
    grep -vxFf "$tmp/places")" '' '... that is there'

# What the checks of the chapters say, as CHAPTER#, asserted, TEXT. Texts that
# go over several lines are joined.
for chapter in [0-9][0-9]-*; do
    cat "$chapter"/check*.sh | sed -e :join -e '/\\$/{' -e N -e 's/\\\n *//' \
        -e tjoin -e '}' -e "s/''//g" -e "s/^/$chapter#	asserted	/"
done >>"$tmp/lines"

# Each row of the table has a place in which something runs. What it quotes is
# printed there in a console block, which the chapter's check compares; or it
# stands there, and the check asserts it.
grep '^| .*#.*) |$' README.md >"$tmp/rows"
holds '"Find your problem" has 40 rows' \
    [ "$(grep -c . "$tmp/rows")" -ge 40 ]
awk -F '\t' '
FNR == NR { said[$1, $2] = said[$1, $2] $3 "\n"; next }
{
    place = seen = $0
    sub(/.*\]\(/, "", place)
    sub(/\) \|$/, "", place)
    sub(/ \| .*/, "", seen)
    gsub(/\\`/, "`", seen)
    chapter = place
    sub(/\/.*/, "#", chapter)
    printed = said[place, "printed"]
    stands = said[place, "text"] said[place, "heading"]
    if ((said[place, "command"] stands) !~ /\$ [^\n]*build\//)
        print "nothing runs in " place
    n = split(seen, part, "\"")
    if (n < 3 && printed == "")
        print "quotes nothing, and nothing is printed: " seen
    for (i = 2; i < n; i += 2)
        if (!index(printed, part[i]) && !(index(stands, part[i]) &&
            index(said[chapter, "asserted"], part[i])))
            print "not printed in " place ": " part[i]
}' "$tmp/lines" "$tmp/rows" >"$tmp/bad"
is "$(cat "$tmp/bad")" '' '... and each quotes what is printed in its place'
finish
