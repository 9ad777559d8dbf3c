#!/bin/sh
# check.sh - does this chapter do what its README says? Prints TAP.
# Run it with `make check`, which builds first.

set -u
cd "$(dirname "$0")" || exit 1
. ./common.sh

if [ ! -x build/host ]; then
    echo 'Bail out! build/host is missing: run make'
    exit 1
fi

ways='table linkmap'
if on_musl; then
    ways=table
    run build/host linkmap kitchen=build/thermometer.so
    is "$status/$out/$err" \
        '1//host: linkmap: cannot: this C library has no dladdr1()' \
        'musl: no dladdr1(), and the host says so'
fi

late='host: report of 0.0: unknown caller: code in parting.so'
for way in $ways; do
    # What should work.
    run build/host "$way" kitchen=build/thermometer.so roof=build/barometer.so
    is "$status/$out/$err" '0/kitchen: 21.5
roof: 1013.2/' "$way: two plugins are told apart by who calls"
    run build/host "$way" a=build/guest.so b=build/barometer.so
    is "$status/$out/$err" '0/a: 1013.2
b: 1013.2/' "$way: a copy of a file is another plugin"

    # Where it stops: one file is one plugin.
    run build/host "$way" kitchen=build/thermometer.so \
        cellar=build/thermometer.so
    is "$status/$out/$err" '0/kitchen or cellar: 12.0
kitchen or cellar: 12.0/' "$way: the same file twice cannot be told apart"

    # Tail calls.
    run build/host "$way" kitchen=build/pitfalls/tail_O0.so
    is "$status/$out/$err" '0/kitchen: 21.5/' "$way: -O0: a call is a call"
    run build/host "$way" kitchen=build/pitfalls/tail_O2.so
    is "$status/$out/$err" \
        '1//host: report of 21.5: unknown caller: code in host' \
        "$way: -O2: a tail call is a jump, and reported as unknown"
    run build/host "$way" kitchen=build/pitfalls/tail_cured.so
    is "$status/$out/$err" '0/kitchen: 21.5/' \
        "$way: -O2 -fno-optimize-sibling-calls: a call again"

    # A library of the plugin's own: the host never guesses whose it is.
    run build/host "$way" a=build/pitfalls/assisted.so
    is "$status/$out/$err" \
        '1//host: report of 3.5: unknown caller: code in libhelper.so' \
        "$way: a plugin's helper library is not the plugin"

    # An unknown caller does not get in the way of the known ones.
    run build/host "$way" x=build/pitfalls/tail_O2.so roof=build/barometer.so
    is "$status/$out" '1/roof: 1013.2' "$way: the others are attributed"

    # Out of the table before dlclose(), which the host does call.
    run build/host "$way" x=build/pitfalls/parting.so
    is "$out/$err" "x: 21.5/$late" "$way: a report from an unload has no sender"
done

# What should fail.
usage='usage: host linkmap|table NAME=FILE.so...'
for args in '' 'table' 'guess kitchen=build/thermometer.so'; do
    # shellcheck disable=SC2086 # several words
    run build/host $args
    is "$status/$out/$err" "2//$usage" "usage: host $args"
done
run build/host table build/thermometer.so
is "$status/$out/$err" \
    '1//host: build/thermometer.so: not loaded: it is not NAME=FILE.so' \
    'a file without a name'
for arg in =build/thermometer.so kitchen=; do
    run build/host table $arg
    is "$status/$out/$err" \
        "1//host: $arg: not loaded: it is not NAME=FILE.so" "not both: $arg"
done
run build/host table kitchen=./nothing.so
starts "$status/$out/$err" '1//host: ./nothing.so: ' 'no such file'
mkfifo "$tmp/pipe.so"
run build/host table "kitchen=$tmp/pipe.so"
is "$status/$out/$err" \
    "1//host: $tmp/pipe.so: cannot load: it is a FIFO, not a file" \
    'nobody waits for a FIFO'
long=$(printf '%0300d' 0 | sed 's#0#./#g')nothing.so
run build/host table kitchen="$long"
starts "$status/$out/$err" "1//host: $long: " 'a path of 600 bytes'
has "${err#*"$long"}" 'o such file' '... and the reason behind it'
run build/host table kitchen="${long%/*}/build/bench_plugin.so"
has "$err" '.so: not a sensor: it exports no' '... and our own reason'
run build/host table kitchen=build/bench_plugin.so
is "$status/$out/$err" "1//host: build/bench_plugin.so: not a sensor: it \
exports no \"sensor\"" 'not a sensor'
run build/host table kitchen=build/bad/no_table.so
is "$status/$out/$err" "1//host: build/bad/no_table.so: not a sensor: it \
exports no \"sensor\"" 'not a sensor, though a file that it needs is one'
run build/host table a=build/barometer.so b=build/barometer.so
is "$status/$out/$err" "1/a: 1013.2/host: b: cannot set up: barometer has no \
channel 1" 'a channel that is not there: refused, and not measured'
a=a_name_of_more_than_thirty_one_bytes_
run build/host table ${a}1=build/barometer.so ${a}2=build/guest.so
is "$status/$out/$err" "0/${a}1: 1013.2
${a}2: 1013.2/" 'a long name is not cut'
set --
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do
    cp build/barometer.so "$tmp/$i.so"
    set -- "$@" "x$i=$tmp/$i.so"
done
run build/host table "$@"
is "$status/$(echo "$out" | wc -l | tr -d ' ')/$err" \
    "1/16/host: x17=$tmp/17.so: not loaded: too many names" 'too many names'
run sh -c "${RUN-} build/host table a=build/barometer.so >/dev/full"
is "$status/$err" '1/host: standard output: cannot write' \
    'a full disk is reported'

# thread_sanitized: the sanitizer has locks of its own. A child of the bare
# system call may wait for one that the other thread held.
thread_sanitized() {
    grep -q -e '-fsanitize=thread' build/flags
}

# The table on its own, and with threads.
run build/ranges_test
is "$status/$err/$out" '0//38 tests, 0 wrong' 'the table at its edges'
changes=50000 many=50 signals=500
if ! is_plain; then changes=5000 many=20 signals=200; fi
if under_valgrind; then changes=500 many=5 signals=20; fi # one thread at a time
run build/ranges_race $changes
is "$status/$err/$out" '0//two readers and a writer: 0 wrong' \
    'readers are right while entries move'
# A child of a bare fork leaks the other thread's memory, and cannot help it.
lost=
under_valgrind && lost=--leak-check=no
# shellcheck disable=SC2086 # RUN is several words on purpose
run ${RUN-} $lost build/ranges_forks $many
what="$many children that were forked in a change: none waits, all are right"
if thread_sanitized; then
    has "$out" "fork(): $many right, 0 wrong, 0 waited" "$what"
else
    is "$status/$err/$out" "0//fork(): $many right, 0 wrong, 0 waited
without its handlers: $many right, 0 wrong, 0 waited" "$what"
fi
run build/ranges_signals $signals
is "$status/$err/$out" '0//looked up in a change: 0 wrong
looked up in a search: 0 wrong
changed in a search: 0 wrong' 'signal handlers are right, and spoil nothing'
for program in ranges_forks ranges_signals; do
    run build/$program 0
    is "$status/$out/$err" "2//usage: $program NUMBER" "usage: $program"
done
run build/ranges_race 0
is "$status/$out/$err" '2//usage: ranges_race [CHANGES]' 'usage: ranges_race'
run build/plugin_test
is "$status/$err/$out" '0//27 tests, 0 wrong' 'what is loaded, and left over'
run build/threads build/thermometer.so build/barometer.so build/guest.so
is "$status/$err/$out" '0//two threads: 40000 reports right, 0 wrong
a third, in plugins that came and went: 0 wrong' \
    'two threads are attributed, while plugins come and go'
run build/threads build/pitfalls/tail_O2.so build/barometer.so \
    build/pitfalls/tail_O2.so
is "$status/$err/$out" '1//two threads: 20000 reports right, 20000 wrong
a third, in plugins that came and went: 200 wrong' \
    'threads counts what is not attributed, once'

# Nothing stays behind.
rounds=1000
if [ -n "${RUN-}" ]; then
    rounds=20
fi
run build/rounds $rounds build/thermometer.so build/barometer.so
starts "$status/$err$out" "0/$rounds rounds: " \
    "$rounds rounds: the table is right in each, and does not grow"
what='... and they leave no mapping and no memory behind'
if ! is_plain; then
    absent "$what" 'what looks on keeps memory of its own'
else
    is "${out#*: }" '0 mappings more, 0 pages of data more' "$what"
fi
run build/rounds 20 build/thermometer.so build/pitfalls/stays.so
starts "$status/$err$out" '0/20 rounds: ' \
    'a plugin that the loader keeps is known while it is open, and not after'
for number in 0 -1 10x ''; do
    run build/rounds "$number" build/thermometer.so build/barometer.so
    is "$status/$out/$err" '2//usage: rounds NUMBER FIRST.so SECOND.so' \
        "rounds: \"$number\" is no number of rounds"
done

# starve COMMAND...: its first call for memory fails, then its second, and so
# on, until all succeed. $tries is each exit status and what was said (nomem.c
# says so if something is left).
starve() {
    tries=
    status=1
    NOMEM=0
    while [ "$status" -eq 1 ] && [ $NOMEM -lt 20 ]; do
        NOMEM=$((NOMEM + 1))
        export NOMEM
        run "$@"
        tries="$tries$status/$err
"
    done
    unset NOMEM
}
starve build/nomem/host table a=build/thermometer.so b=build/barometer.so
is "$tries" '1/host: build/thermometer.so: out of memory
1/host: build/barometer.so: out of memory
0/
' 'host: without memory it says so, and leaves nothing'

# The other pitfalls.
run build/pitfalls/noreturn_host build/pitfalls/noreturn.so
is "$status/$out" '0/at the return address: innocent
one byte before it:    give_up' 'noreturn: the address before the return counts'
run build/pitfalls/helper build/thermometer.so
is "$status/$out" '0/in a helper: unknown
in a helper that is inlined: kitchen
in the callback itself: kitchen' 'helper: ask in the callback itself'
run build/pitfalls/wrapper_O0 build/thermometer.so
is "$status/$out" '0/behind the wrapper: wrapper_O0
in the wrapper: kitchen' 'wrapper, -O0: it is the caller'
run build/pitfalls/wrapper_O2 build/thermometer.so
is "$status/$out" '0/behind the wrapper: kitchen
in the wrapper: kitchen' 'wrapper, -O2: right by accident, it jumps'
tail=build/pitfalls/tail_O2.so
run build/pitfalls/names build/thermometer.so
is "$status/$out" '0/file: thermometer.so
function: no name' 'a static function has a file and no name'

run build/pitfalls/sorter_host build/pitfalls/sorter.so
# libc.so.6, or where libc is the loader itself, ld-musl-...
libc=libc.so.6
on_musl && libc=$(basename "$(readelf -lW build/host |
    sed -n 's/.*interpreter: \(.*\)]/\1/p')")
is "$status/$out" "0/sorted: 1 2 3, called by code in $libc" \
    'qsort: libc is blamed'

# A callback of the host's that the host calls, without and with -flto.
for how in off on cured; do
    what="inlined_$how: the caller of a callback that the host calls"
    wanted="report of 1.0: code in inlined_$how"
    [ $how = on ] && wanted='report of 1.0: code in thermometer.so'
    if [ ! -x build/pitfalls/inlined_$how ]; then
        absent "$what" 'this compiler and linker have no -flto'
        continue
    fi
    run build/pitfalls/inlined_$how build/thermometer.so
    is "$status/$out" "0/$wanted" "$what"
done

# The loader asks for return addresses, too.
for how in "O0:the last one's" "O2:the tool's"; do
    run build/pitfalls/next build/pitfalls/tool_"${how%%:*}".so
    is "$status/$out" "0/asked for here: the tool's
by the helper: ${how#*:}" "RTLD_NEXT in a helper, -${how%%:*}"
done

# The address of a function that is in another file.
run build/pitfalls/address_pie
is "$status/$out" "0/qsort() is in $libc" 'dladdr() of a function of libc'
run build/pitfalls/address_fixed
is "$status/$out" '0/qsort() is in address_fixed' \
    '... in a program linked with -no-pie'

run build/pitfalls/sorter_host build/pitfalls/sorter_cured.so
is "$status/$out" '0/sorted: 1 2 3, called by code in sorter_cured.so' \
    'qsort: a function of its own in between puts the plugin back'

run build/pitfalls/joining table build/pitfalls/joins.so
last="
report of 0.0: no plugin's"
on_musl && last= # it unloads nothing
is "$status/$out/$err" "0/report of 21.5: kitchen$last
unloaded/" 'joining: the table answers while a destructor waits for the thread'
run build/host table x=build/pitfalls/joins.so
is "$out/$err" 'x: 21.5/host: report of 0.0: unknown caller: code in joins.so' \
    '... and the message that it has no sender takes no lock either'
for args in '' 'table' 'guess build/pitfalls/joins.so'; do
    # shellcheck disable=SC2086 # several words
    run build/pitfalls/joining $args
    is "$status/$out/$err" '2//usage: joining linkmap|table SENSOR.so' \
        "usage: joining $args"
done

run build/pitfalls/reuse build/barometer.so build/guest.so
is "$status/$(echo "$out" | grep table)" '0/  by the table: build/barometer.so
  by the table: build/guest.so' 'reuse: the table forgets what was unloaded'
what='reuse: what is remembered blames the first for the second'
case $out in
*'another address'*) absent "$what" 'the second was mapped elsewhere' ;;
*) is "$(echo "$out" | grep remembered)" \
    '  by what was remembered: build/barometer.so
  by what was remembered: build/barometer.so' "$what" ;;
esac

run build/pitfalls/reuse build/pitfalls/tail_O2.so build/guest.so
is "$status/$(echo "$out" | grep table)" '0/  by the table: unknown
  by the table: build/guest.so' 'reuse: an unknown caller has no name'
run sh -c "cd build/pitfalls && PATH=.:\$PATH ${RUN-} names ../../$tail"
starts "$status/$out" '0/file: names
function: ' \
    'the program itself may have a path without a slash'

# The picture: what is drawn is what is printed, line by line.
drawn() {
    sed -n 's/^<text [^>]*>\(.*\)<\/text>$/\1/p' "$1" | # 1: an arrow
        sed -e 1d -e '/^[0-9]$/d' -e 's/&lt;/</g' -e 's/&gt;/>/g'
}
# holds_return_address: $out leads from the stack to the right range.
holds_return_address() {
    word=$(printf '%s\n' "$out" | sed -n '2s/.*: \([0-9a-f]*\) kitchen$/\1/p')
    row=$(printf '%s\n' "$out" |
        sed -n 's/^  \([0-9a-f]*\), \([0-9a-f]*\): kitchen$/\1 \2/p')
    start=${row% *} size=${row#* }
    holds '... and the return address is in the range that it leads to' \
        [ $((0x${word:-0} - 0x${start:-0})) -lt $((0x${size:-0})) ]
}
what='the picture is printed and drawn'
if under_valgrind; then
    absent "$what" 'valgrind: the program reads all words of its stack'
else
    run build/picture -s "$tmp/picture.svg" kitchen=build/thermometer.so \
        roof=build/barometer.so
    is "$status/$err" 0/ "$what"
    is "$(drawn "$tmp/picture.svg" | sort)" \
        "$(printf '%s\n' "$out" | sed 's/^ *//' | sort)" '... the same in both'
    holds_return_address
    run build/picture -s /dev/full x=build/thermometer.so
    is "$status/$err" '1/picture: /dev/full: cannot write' '... a full disk'
fi
run build/picture
is "$status/$err" '2/usage: picture [-s FILE.svg] NAME=FILE.so...' \
    'picture: usage'

story
page README.md 4
page PITFALLS.md 17
if thread_sanitized; then
    absent 'CHANGES.md makes 5 promises' 'a sanitizer with locks of its own'
    finish
    exit
fi
page CHANGES.md 5
finish
