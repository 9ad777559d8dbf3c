#!/bin/sh
# coverage.t - the fuzzer's inputs reach 95 % of the loader's and the dumper's
# lines. (In the chapter itself: make coverage. It compiles all of it again, so
# it is no part of make check there.)

cd "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

what='the inputs of chapter 06 reach 95 % of the lines'
if command -v gcov >/dev/null; then
    copy_built "$(basename "$PWD"/[0-9][0-9]-*-dynld)"
    limit= # it compiles all of it, where the chapter was not built twice
    run make -s -C "$copy" coverage
    is "$status" 0 "$what"
    has "$out" 'all   ' '... and it says how many'
    # An object has the path of its counters in it.
    mv "$copy" "$tmp/moved"
    object=build/coverage/o/loader/find.o
    run make -C "$tmp/moved" $object
    has "$out" --coverage '... in a folder that has moved, too'
    run make -C "$tmp/moved" $object
    is "$(echo "$out" | grep -c -e --coverage)" 0 '... compiled once more'
else
    skip "$what" gcov
fi
finish
