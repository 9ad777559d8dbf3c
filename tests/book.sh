#!/bin/sh
# book.sh - the texts as a book of web pages: `make book`.
#
# Usage:        sh tests/book.sh, or PDF=1 sh tests/book.sh
# Exit status:  0 the book is in build/book, or in OUT; 1 could not.
#
# pandoc makes the pages: tests/book/book.lua. A chapter that is built has its
# transcripts run (not with RUN_PAGES= ), and its pictures drawn. The other
# pages say that nothing was run. PDF=1 prints all texts into book.pdf, by
# Chromium.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
LC_ALL=C
export LC_ALL

out=${OUT:-build/book}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

die() {
    echo "book: $*" >&2
    exit 1
}

command -v pandoc >/dev/null ||
    die 'pandoc is missing: make deps ALL=1 installs it'

# What is in the book: everything but what is built, what would give an
# exercise away, and the copies of what is handed out. No name has a blank.
find ./*.md CITATION.cff LICENSE Makefile .github .ci [0-9][0-9]-* tests \
    \( -name build -o -name .given -o -path tests/solutions \
    -o -path tests/wrong \) -prune -o ! -name HINTS.md -type f -print \
    2>/dev/null | sed 's#^\./##' | sort >"$tmp/files"

rm -rf "$out"
sed 's#[^/]*$##' "$tmp/files" | sort -u | while read -r folder; do
    mkdir -p "$out/$folder"
done
cp tests/book/book.css tests/book/search.js "$out" || exit 1

# The transcripts of one chapter, as its check.sh runs them.
run_pages() (
    cd "$1" && sed -n '/^page /p' check.sh >"$tmp/pages" &&
        sh -c '. ./common.sh; . "$1"; finish' check.sh "$tmp/pages"
)

# The chapter's picture, drawn by its own program from a run of now: pictures
# has the command. What that prints is the same as text.
draw() {
    command=$(sed -n "s/^$1 //p" tests/book/pictures)
    [ -n "$command" ] && [ -x "$1/build/picture" ] || return 0
    (cd "$1" && SVG=$tmp/picture.svg sh -c "$command") >"$tmp/picture.txt" ||
        die "$1: $command: it draws nothing"
    {
        echo '<figure class="drawn"><div tabindex="0">'
        cat "$tmp/picture.svg"
        echo '</div><details><summary>The same as text</summary>'
        echo '<pre tabindex="0">'
        sed 's/&/\&amp;/g; s/</\&lt;/g' "$tmp/picture.txt"
        echo '</pre></details>'
        echo "<figcaption>Drawn by a process of this chapter: $on, $date" \
            '</figcaption></figure>'
    } >"$out/$1/picture.html"
}

# The film of a load, with links to the lines of the sources.
film() {
    [ -x "$1/build/film" ] || return 0
    (cd "$1" && build/film -o "$tmp/film.html" \
        build/drivers/thermometer.mod >/dev/null) || die 'there is no film'
    cp "$1/loader/film/film.css" "$1/loader/film/film.js" "$out/$1"
    sed -e '1,/^<main>/d' -e '/^<\/main>/,$d' -e \
        's#<code>\([a-z]*/[a-z0-9]*\.c\):\([0-9]*\)#<a href="\1.html\#L-\2">&#
        s#\(<a .*:[0-9]*</code>\)\( <code>\)#\1</a>\2#' \
        "$tmp/film.html" >"$out/$1/film.html"
    echo '<p><a href="film.html">The film of a load</a> shows it frame by' \
        'frame, as it went in a run of now.</p>' >"$out/$1/picture.html"
}

libc=$(getconf GNU_LIBC_VERSION 2>/dev/null || echo 'another libc')
on="$(${CC:-cc} --version | head -n 1), $libc, $(uname -m)"
date=$(date -u ${SOURCE_DATE_EPOCH:+-d "@$SOURCE_DATE_EPOCH"} '+%Y-%m-%d')
ran=
for chapter in [0-9][0-9]-*; do
    [ -d "$chapter/build" ] || continue
    [ -z "${RUN_PAGES-yes}" ] || {
        run_pages "$chapter" >"$tmp/log" 2>&1 || {
            cat "$tmp/log" >&2
            die "$chapter: a page promises what does not happen"
        }
        ran="$ran $chapter"
    }
    draw "$chapter"
    film "$chapter"
done

BOOK_FILES=$tmp/files BOOK_OUT=$out BOOK_ON=$on BOOK_DATE=$date \
    BOOK_RUN=$ran BOOK_PDF=${PDF-} \
    pandoc -f gfm -t html -L tests/book/book.lua -o /dev/null /dev/null ||
    exit 1
rm -f "$out"/*/picture.html

# --no-sandbox: for root, and in containers.
if [ -n "${PDF-}" ]; then
    chromium=$(command -v chromium || command -v chromium-browser ||
        command -v google-chrome) ||
        die 'Chromium is missing: make deps ALL=1 installs it'
    "$chromium" --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
        --print-to-pdf="$out/book.pdf" "file://$(cd "$out" && pwd)/print.html" \
        >"$tmp/log" 2>&1 || die "$(tail -n 1 "$tmp/log")"
    rm "$out/print.html"
fi

echo "book: $out/index.html: $(find "$out" -name '*.html' | wc -l) pages"
