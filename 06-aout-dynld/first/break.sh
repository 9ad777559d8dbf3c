#!/bin/sh
# break.sh - gives one bad module after another to the first loader and to the
# one in loader/, and prints what each does, and which file makes the
# difference.
#
# Usage:        sh first/break.sh     (in the chapter's folder, after make)

LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.." || exit 1
build=build/first
{
    echo machine header.c
    echo cut read.c
    echo size header.c
    echo entry header.c
    echo import imports.c
    echo type imports.c
    echo relocation lp64.c
    echo index lp64.c
    echo export exports.c
} | while read -r kind file; do
    bad=$build/$kind.mod
    # shellcheck disable=SC2086 # RUN is several words
    ${RUN-} $build/spoil "$kind" <$build/hello.mod >"$bad"
    # A separate shell waits for each run, and keeps silent about a crash.
    did='takes it'
    # shellcheck disable=SC2016,SC2086 # for that shell; several words
    sh -c 'ulimit -c 0; timeout -s KILL 20 "$@"; exit $?' first \
        ${RUN-} $build/first "$bad" >/dev/null 2>&1 || did=crashes
    # shellcheck disable=SC2086
    why=$(${RUN-} $build/checked "$bad" 2>&1) && why='takes it'
    why=$(echo "$why" |
        sed 's/^checked: //; s/^dynamic object: //; s/^[0-9]*: //; s/: .*//')
    grep -q "$why" "loader/$file" || file="not in $file"
    printf '%-11s%-9s%-18s%s\n' "$kind" "$did" "loader/$file" "$why"
done
