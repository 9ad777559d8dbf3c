# shellcheck shell=sh disable=SC2034,SC2154 # check.sh has sourced common.sh
# check-valgrind.sh - under valgrind the linker and its like are started six
# hundred times, and to start takes it longer than to check. So it starts
# test/server.c, once, which forks a process for each. From here on RUN is
# test/ask.c, which asks for one. Sourced by check.sh, before the checks.

[ -x build/test/server ] || return # no modules for this machine

name=${tmp##*/}-$$
served=$tmp/served # what valgrind says of them
# shellcheck disable=SC2086 # RUN is several words
$RUN --child-silent-after-fork=no build/test/server "$name" "$tmp/warm" \
    >/dev/null 2>>"$served" &
server=$!
ln -s "$PWD/build/test/ask" "$bin/valgrind-ask" # as under_valgrind wants it
RUN="valgrind-ask $name $RUN"

# shellcheck disable=SC2086
run $RUN leak
is "$status" 99 'a leak in one of many processes of one valgrind is found'
: >"$served"
