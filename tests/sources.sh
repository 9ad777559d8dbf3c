# shellcheck shell=sh
# sources.sh - $scripts and $sources: what the rules of form hold for. Sourced
# by style.t and lint.t at the top of the repository. No name has a blank in it.

# shellcheck disable=SC2034 # used by who sources this
scripts=$(find [0-9][0-9]-* tests .ci/run -name build -prune -o \( \
    -name '*.sh' -o -name '*.t' -o -name run \) -type f -print | sort)

# A file that the reader of an exercise edits is the reader's. Instead of it,
# the one that was handed out is looked at.
# shellcheck disable=SC2034
sources=$(find [0-9][0-9]-* tests -name build -prune -o \( -name '*.c' -o \
    -name '*.h' -o -name '*.S' \) -print | sort | while read -r file; do
    [ -e "${file%/*}/.given/${file##*/}" ] || echo "$file"
done)
