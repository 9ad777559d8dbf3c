#!/bin/sh
# run.sh - run check scripts and add up what they say.
#
# Usage:        sh tests/run.sh SCRIPT...
#               JUNIT=file: the results into that file, too, as JUnit's XML
# Exit status:  0 all passed, 1 some did not, 2 usage.
#
# prove does it where perl is installed. Without it they run one after another.
# At the end: which script failed, and what was skipped for want of which tool.

if [ $# -eq 0 ]; then
    echo 'usage: sh tests/run.sh SCRIPT...' >&2
    exit 2
fi
junit=${JUNIT-}
case $junit in '' | /*) ;; *) junit=$PWD/$junit ;; esac
unset JUNIT # not for a script that grades
CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
SKIPPED=$(mktemp) && log=$(mktemp) || exit 1
trap 'rm -f "$SKIPPED" "$log"' EXIT
trap 'exit 1' HUP INT TERM
export SKIPPED # common.sh writes a line into it for every skip

one_by_one() {
    passed=0
    not=
    bad=0
    for script in "$@"; do
        echo "== $script"
        sh "$script" >"$log" || not="$not $script"
        cat "$log"
        passed=$((passed + $(grep '^ok ' "$log" | grep -vc '# SKIP')))
        bad=$((bad + $(grep -c '^not ok ' "$log")))
        # A script that died early printed no plan.
        grep -q '^1\.\.' "$log" || bad=$((bad + 1))
    done
    [ -z "$not" ] || echo "FAILED:$not"
    echo "$passed passed, $bad failed, $(grep -c . "$SKIPPED") skipped"
    [ -z "$not" ] && [ "$bad" -eq 0 ]
}

# with_prove ARGUMENT...: one script more at a time than there are processors,
# so that none is idle while the longest script is the last.
with_prove() {
    prove -j "$(($(getconf _NPROCESSORS_ONLN) + 1))" -e sh "$@"
}

# The formatter writes XML where the progress would be shown.
as_junit() {
    if ! perl -MTAP::Formatter::JUnit -e 1 2>/dev/null; then
        echo 'run.sh: JUNIT: no Perl module TAP::Formatter::JUnit:' \
            'make deps ALL=1 installs it' >&2
        return 1
    fi
    (: >"$junit") 2>/dev/null || {
        echo "run.sh: $junit: cannot write" >&2
        return 1
    }
    with_prove --formatter TAP::Formatter::JUnit "$@" >"$junit"
    proved=$?
    bad=$(grep -c '<failure' "$junit")
    echo "$(($(grep -c '<testcase ' "$junit") - bad)) passed, $bad failed"
    return $proved
}

if [ -n "$junit" ]; then
    as_junit "$@"
elif [ -z "${NO_PROVE-}" ] && command -v prove >/dev/null; then
    with_prove --timer "$@"
else
    one_by_one "$@"
fi
status=$?

if [ -s "$SKIPPED" ]; then
    echo "$(grep -c . "$SKIPPED") skipped:"
    sort "$SKIPPED" | sed 's/^/  /'
    grep -q 'is missing$' "$SKIPPED" &&
        echo 'make deps ALL=1 installs the tools that are missing.'
fi
exit "$status"
