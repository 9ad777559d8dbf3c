#!/bin/sh
# once.sh - valgrind, but only once for each program and each status that it
# ends with, and for pitfalls with ALL=1 only: these are mistakes. Otherwise the
# program is started as it is.
#
# Usage:        valgrind OPTION... PROGRAM ARGUMENT...
#               VALGRIND_ITSELF=FILE: valgrind; VALGRIND_SEEN=FILE: what was
# Exit status:  the program's, or valgrind's

# known PROGRAM...: was one seen that has ended in this way? That is found out
# by starting it; but not if it changes files, or if the check reads valgrind's
# report (leaky.so).
known() {
    case "$* " in
    */replaced\ * | */stays_test\ * | *leaky.so\ ) return 1 ;;
    build/pitfalls/*) [ -n "${ALL-}" ] || return 0 ;;
    esac
    "$@" >/dev/null 2>&1 </dev/null
    seen="$1 $?"
    grep -qxF -e "$seen" "$VALGRIND_SEEN" && return
    echo "$seen" >>"$VALGRIND_SEEN"
    return 1
}

options=
for word; do
    case $word in
    -*) options="$options $word" ;;
    *) break ;;
    esac
done
count=$(echo "$options" | wc -w)
shift "$count"
# shellcheck disable=SC2086 # several words
(known "$@") || exec "$VALGRIND_ITSELF" $options "$@"
exec "$@"
