#!/bin/sh
# book.t - the book: that it is built, whole, small, and gives nothing away; in
# a browser, that its pages fit, no link is dead, and keys suffice.
#
# ALL_PAGES=1 opens every page; else one of ten of those that show a source.
# AXE=axe.min.js (npm pack axe-core) has that look at each page, too.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh

mkdir "$tmp/bin"
for tool in dirname mktemp rm; do
    ln -s "$(command -v $tool)" "$tmp/bin"
done
run env PATH="$tmp/bin" "$(command -v sh)" tests/book.sh
is "$status/$err" '1/book: pandoc is missing: make deps ALL=1 installs it' \
    'without pandoc it says what is missing'

if ! command -v pandoc >/dev/null; then
    skip 'the book is built' pandoc
    finish
    exit
fi
# The transcripts are run by each chapter's own check. The limit is for a
# machine that is busy.
limit='timeout -s KILL 600'
book=$tmp/book
run env OUT="$book" RUN_PAGES= nice sh tests/book.sh
is "$status/$err" 0/ 'the book is built'

for text in README.md [0-9][0-9]-*/*.md [0-9][0-9]-*/exercises/*/README.md; do
    html=$book/${text%.md}.html
    [ "$text" != README.md ] || html=$book/index.html
    [ -s "$html" ] || echo "$text"
done >"$tmp/missing"
is "$(cat "$tmp/missing")" '' '... with a page for each text'
is "$(find "$book" -size +200k)" '' '... none larger than 200 KB'
is "$(find "$book" -name 'HINTS*' -o -path '*solutions/*' \
    -o -path '*wrong/*')" '' '... and neither hints nor solutions'
is "$(grep -rlE '<(script|link|img)[^>]*"(https?:)?//' "$book")" '' \
    'nothing in it comes from another host'
has "$(cat "$book/01-dlopen-basic/README.html")" \
    '<figcaption><code>make check</code> runs it' \
    'what was not run for the book does not say that it was'

chromium=$(command -v chromium || command -v chromium-browser ||
    command -v google-chrome)
if [ -z "$chromium" ]; then
    skip 'a browser opens the pages' chromium
    finish
    exit
fi
cp tests/book/browse.html "$book"
(cd "$book" && find . -name '*.html' ! -name browse.html | sort) |
    awk -v all="${ALL_PAGES-}" '
    BEGIN { print "const pages = [" }
    !/\.[a-z]+\.html$/ || /film/ || all || ++n % 10 == 0 {
        print "\"" substr($0, 3) "\","
    }
    END { print "];" }' >"$book/pages.js"
if [ -n "${AXE-}" ]; then
    printf 'window.axeSource = %s;\n' "$(node -p 'JSON.stringify(require("fs").
        readFileSync(process.argv[1], "utf8")).replace(/<\//g, "<\\/")' \
        "$AXE")" >>"$book/pages.js"
fi
[ -z "${ALL_PAGES-}" ] || limit='timeout -s KILL 3600'
run nice "$chromium" --headless --no-sandbox --disable-gpu \
    --enable-logging=stderr --allow-file-access-from-files \
    --virtual-time-budget=100000000 --dump-dom "file://$book/browse.html"
sed -n '/<pre id="said">/,/<\/pre>/p' "$tmp/out" | sed 's/<[^>]*>//g' |
    grep . >"$tmp/said"
grep -v '^film: \|^done: ' "$tmp/said" >"$tmp/faults"
is "$(head -n 30 "$tmp/faults")" '' \
    'a browser opens the pages: they fit, and no link is dead'
is "$(tail -n 1 "$tmp/said" | sed 's/, .*//')" \
    "done: $(grep -c '^"' "$book/pages.js") pages" '... all of them'
is "$(grep CONSOLE "$tmp/err")" '' '... and none complains'
finish
