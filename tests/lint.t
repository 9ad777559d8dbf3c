#!/bin/sh
# lint.t - what shellcheck and clang-format say of the sources, and actionlint
# of the workflows. They take longer than all of style.t, and their releases
# differ: a reader's own check of the text does without them.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/sources.sh

# quiet WHAT COMMAND...: it has nothing to say, and it succeeds.
quiet() {
    what=$1
    shift
    if "$@" >"$tmp/said" 2>&1 && [ ! -s "$tmp/said" ]; then
        result yes "$what"
    else
        result no "$what"
        head -n 30 "$tmp/said" | sed 's/^/# /' >&2
    fi
}

# Each chapter has a copy of some scripts (copies.t compares them): one is read.
# shellcheck disable=SC2086 # lists of files without blanks
scripts=$(cksum $scripts | sort -u -k 1,2 | cut -d ' ' -f 3)

# shellcheck disable=SC2086
if command -v shellcheck >/dev/null; then
    quiet 'shellcheck has nothing to say' shellcheck $scripts
else
    skip 'shellcheck has nothing to say' shellcheck
fi

# shellcheck disable=SC2046,SC2086
if command -v clang-format >/dev/null; then
    quiet 'clang-format has nothing to say' clang-format --dry-run -Werror \
        $(printf '%s\n' $sources | grep -v '\.S$')
else
    skip 'clang-format has nothing to say' clang-format
fi
# The workflows: by a tool that knows them, or at least by a reader of YAML.
read_yaml='import sys, yaml
for file in sys.argv[1:]:
    yaml.safe_load(open(file))'
if command -v actionlint >/dev/null; then
    quiet 'actionlint has nothing to say' actionlint .github/workflows/*.yml
elif python3 -c 'import yaml' 2>/dev/null; then
    quiet 'the workflows are YAML' python3 -c "$read_yaml" \
        .github/workflows/*.yml
else
    skip 'the workflows are YAML' 'actionlint, or PyYAML,'
fi
finish
