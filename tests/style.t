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
for file in $sources; do
    name=${file##*/}
    head -n 1 "$file" | grep -qF -e "// $name - " -e "/* $name - " ||
        echo "$file: $(head -n 1 "$file")"
done >"$tmp/bad"
nothing "$tmp/bad" 'every source begins with what it is'

for file in $scripts; do
    name=${file##*/}
    [ "$file" = .ci/run ] && name=run
    head -n 2 "$file" | grep -qF "# $name - " ||
        echo "$file: $(sed -n 2p "$file")"
done >"$tmp/bad"
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

# Links in the pages lead to files that are there.
for file in README.md [0-9][0-9]-*/*.md \
    [0-9][0-9]-*/exercises/*/README.md; do
    [ -e "$file" ] || continue
    folder=$(dirname "$file")
    grep -oE '\]\([^)#: ]+' "$file" | sed 's/^](//' | while read -r target; do
        [ -e "$folder/$target" ] || echo "$file: $target"
    done
    # Names of files in backquotes, of the kinds that a chapter has.
    # shellcheck disable=SC2016 # backquotes are what is looked for
    grep -oE '`[a-z0-9_/-]+\.(c|h|S|sh|mk)`' "$file" | tr -d '`' |
        while read -r target; do
            # What is built is there only where something was.
            case $target in build/*) [ -d "$folder/build" ] || continue ;; esac
            [ -e "$folder/$target" ] || echo "$file: $target"
        done
done >"$tmp/bad"
nothing "$tmp/bad" 'every file that a page names is there'
finish
