#!/bin/sh
# style.t - the form of the sources, and what a reader may rely on: a first line
# that says what a file is, short functions, links that lead somewhere.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/sources.sh

# nothing FILE WHAT: the list of offenders is empty.
nothing() {
    is "$(cat "$1")" '' "$2"
}

# The first line of each file: its name, and what it is.
# shellcheck disable=SC2086
awk 'FNR == 1 { name = FILENAME; sub(/.*\//, "", name)
    if (!index($0, "// " name " - ") && !index($0, "/* " name " - "))
        print FILENAME ": " $0 }' $sources >"$tmp/bad"
nothing "$tmp/bad" 'every source begins with what it is'

# A script has another line before it, or none.
# shellcheck disable=SC2086
awk 'FNR == 1 { name = FILENAME; sub(/.*\//, "", name); said = 0 }
    FNR <= 2 && index($0, "# " name " - ") { said = 1 }
    FNR == 2 && !said { print FILENAME ": " $0 }' $scripts >"$tmp/bad"
nothing "$tmp/bad" 'every script begins with what it is'

# A function begins with "{" and ends with "}" in the first column.
# shellcheck disable=SC2086
awk '/^\{/ { start = FNR } /^\}/ && start { if (FNR - start > 50)
        print FILENAME ":" start ": " FNR - start " lines"; start = 0 }' \
    $sources >"$tmp/bad"
nothing "$tmp/bad" 'no function is longer than 50 lines'

# shellcheck disable=SC2046,SC2086
awk 'length($0) > 80 { print FILENAME ":" FNR }' $sources $scripts \
    $(ls Makefile [0-9][0-9]-*/Makefile [0-9][0-9]-*/common.mk \
        [0-9][0-9]-*/exercises/exercise.mk) \
    $(ls [0-9][0-9]-*/exercises/*/Makefile 2>/dev/null) >"$tmp/bad"
nothing "$tmp/bad" 'no line of a source is longer than 80 columns'

# Every function that a header offers has a comment above it.
# shellcheck disable=SC2046
awk 'FNR == 1 { prev = "" }
    /^[a-z].*\(/ && !/^(static|typedef|extern "C"|struct [a-z_]* *\{)/ &&
        prev !~ /^(\/\/|.*\*\/|[a-z].*,$)/ { print FILENAME ":" FNR ": " $0 }
    { prev = $0 }' $(printf '%s\n' "$sources" | tr ' ' '\n' | grep '\.h$') \
    >"$tmp/bad"
nothing "$tmp/bad" 'every public function has a comment'

# Links in the pages lead to files that are there; so do names of files in
# backquotes, of the kinds that a chapter has.
pages=$(ls README.md [0-9][0-9]-*/*.md \
    [0-9][0-9]-*/exercises/*/README.md 2>/dev/null)
# shellcheck disable=SC2016,SC2086 # backquotes are what is looked for
grep -HoE -e '\]\([^)#: ]+' -e '`[a-z0-9_/-]+\.(c|h|S|sh|mk)`' $pages |
    sed 's/:](/ /; s/:`\(.*\)`/ \1/' | sort -u |
    while read -r file target; do
        case $file in */*) folder=${file%/*} ;; *) folder=. ;; esac
        # What is built is there only where something was.
        case $target in build/*) [ -d "$folder/build" ] || continue ;; esac
        [ -e "$folder/$target" ] || echo "$file: $target"
    done >"$tmp/bad"
nothing "$tmp/bad" 'every file that a page names is there'
finish
