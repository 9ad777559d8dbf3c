#!/bin/sh
# built.t - each chapter is built: make has nothing left to do, and nothing to
# say. One that does not build may have programs of an earlier build, and these
# pass its checks.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh

# Strictly, a warning is an error, as it was when the root's make built it all.
for chapter in [0-9][0-9]-*; do
    run make -s -C "$chapter" all ${STRICT:+WERROR=-Werror}
    is "$status/$out$err" 0/ "$chapter is built"
done
finish
