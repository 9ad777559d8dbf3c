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

# Contexts: one callback, many places, two plugins, two instances of one.
run build/host build/thermometer.so kitchen cellar build/barometer.so roof
is "$out" 'kitchen: 21.5
cellar: 12.0
roof: 1013.2
contexts: 3 made, 3 destroyed' 'one callback tells three places apart'
is "$status/$err" '0/' '... without complaint'

run build/host build/thermometer.so kitchen cellar attic build/barometer.so roof
is "$status/$err" \
    '1/host: attic: cannot start: thermometer has no channel 2, or no memory' \
    'an instance that cannot be made is an error'
is "$out" 'kitchen: 21.5
cellar: 12.0
roof: 1013.2
contexts: 4 made, 4 destroyed' '... its context is destroyed, the others work'

run build/host
is "$status/$out/$err" \
    '2//usage: host FILE.so PLACE... [FILE.so PLACE...]' 'no arguments: usage'
run build/host build/thermometer.so build/barometer.so roof
is "$status/$out/$err" \
    '2//usage: host FILE.so PLACE... [FILE.so PLACE...]' 'no place: usage too'
run build/host build/nothing.so kitchen
is "$status/$out" '1/contexts: 0 made, 0 destroyed' 'no such plugin'
starts "$err" 'host: build/nothing.so: ' '... and the reason'
mkfifo "$tmp/pipe.so"
run build/host "$tmp/pipe.so" kitchen
is "$status/$err" \
    "1/host: $tmp/pipe.so: cannot load: it is a FIFO, not a file" \
    'nobody waits for a FIFO'
run build/host build/fixed_now.so kitchen
is "$status/$err" "1/host: build/fixed_now.so: not a plugin of this kind: no \
\"sensor\" in it" 'a plugin of another kind is refused'
run build/host build/pitfalls/no_table.so kitchen
is "$status/$err" "1/host: build/pitfalls/no_table.so: not a plugin of this \
kind: no \"sensor\" in it" "... and one that needs a file with such a table"
run build/host build/pitfalls/old_abi.so kitchen
is "$status/$err" "1/host: build/pitfalls/old_abi.so: wrong ABI: it has 1, \
this host has 2" 'a plugin of chapter 1 is refused'
run sh -c "cd build && ${RUN-} ./host thermometer.so kitchen"
is "$status/$(echo "$out" | head -n 1)/$err" '0/kitchen: 21.5/' \
    'a name without a slash is the file in the current folder'
set -- # nine times the same
while [ $# -lt 18 ]; do
    set -- "$@" build/thermometer.so a
done
run build/host "$@"
is "$status/$(echo "$out" | tail -n 1)" '1/contexts: 8 made, 8 destroyed' \
    'more plugins than the host has room for: the others work'
is "$err" "host: build/thermometer.so: not loaded: 8 plugins are the limit" \
    '... and it says so'
set -- # seven times the same, with two places each
while [ $# -lt 21 ]; do
    set -- "$@" build/thermometer.so a b
done
run build/host "$@"
is "$status/$(echo "$out" | tail -n 1)" '1/contexts: 12 made, 12 destroyed' \
    'more places than the host has room for: the others work'
is "$err" 'host: a: cannot start: 12 places are the limit
host: b: cannot start: 12 places are the limit' '... and it says so'
run sh -c "${RUN-} build/host build/thermometer.so kitchen >/dev/full"
is "$status/$err" '1/host: standard output: cannot write' \
    'a full disk is reported'

# closings: what glibc says of the ends of our files, in $err.
closings() {
    echo "$err" | awk '$2 != "calling" || $3 != "fini:" { next }
        $4 ~ /^build\/.*so$/ { print $4 }
        $4 ~ /^(\[0\]|build\/|<main)/ && $4 !~ /so$/ {
            print "the host ends"; exit }'
}
what='plugins are closed, in reverse, before the host ends'
if on_musl; then
    absent "$what" 'musl never closes, and has no LD_DEBUG'
else
    run sh -c "LD_DEBUG=files ${RUN-} build/host \
        build/pitfalls/old_abi.so hall build/thermometer.so kitchen \
        build/barometer.so roof"
    is "$(closings)" 'build/pitfalls/old_abi.so
build/barometer.so
build/thermometer.so
the host ends' "$what"
    run sh -c "LD_DEBUG=files ${RUN-} build/anonymous build/fixed_now.so hall"
    is "$(closings)" 'build/fixed_now.so
the host ends' '... also with a fixed API'
fi

# The notifier: once for each listener, on every path.
paths='alive: 1 reports, destroyed 0 times
replaced: 1 reports, destroyed 1 times
the one in its place: 2 reports, destroyed 0 times
replaced by itself: 2 reports, destroyed 1 times
instance destroyed: 2 reports, destroyed 2 times
create failed: 0 reports, destroyed 1 times
without a notifier: 1 reports, destroyed 0 times'
for sensor in thermometer barometer; do
    run build/notifier_test build/$sensor.so
    is "$status/$err/$out" "0//$paths" \
        "$sensor: the notifier comes once for each listener handed over"
done

# A fixed API: nobody knows.
right='kitchen: 21.5
cellar: 12.0'
run build/anonymous build/fixed_now.so kitchen cellar
is "$status/$out" '0/somebody: 21.5
somebody: 12.0' 'without a context nobody knows who reports'

# The pool and the thunks are right whenever and wherever the plugin calls.
ways=with_pool
if nm build/thunk_test | grep -q ' [rR] thunk_template$'; then
    ways='with_pool with_thunk with_assembled'
else
    absent 'with_thunk' 'there is no template for this machine'
    run build/with_thunk build/fixed_now.so kitchen
    is "$status/$err" '1/with_thunk: thunks: cannot make them: no template for \
this machine' '... and it says so'
fi
for way in $ways; do
    for plugin in now later thread last; do
        run "build/$way" build/fixed_$plugin.so kitchen cellar
        is "$status/$out/$err" "0/$right/" "$way: fixed_$plugin is told apart"
    done
    run "build/$way" build/pitfalls/old_abi.so kitchen
    has "$status/$err" '1/' "$way: another ABI"
    has "$err" 'wrong ABI: it has 0, this host has 1' '... is refused'
    run "build/$way" build/pitfalls/no_table.so kitchen
    is "$status/$err" "1/$way: build/pitfalls/no_table.so: not a plugin of \
this kind: no \"fixed\" in it" "$way: the table of a dependency is not its own"
    run "build/$way" build/fixed_now.so a b c d e f g
    starts "$status" 1 "$way: an instance too many is an error"
    run "build/$way"
    is "$status/$err" "2/usage: $way PLUGIN.so PLACE... (at most 32)" \
        "$way: no arguments: usage"
    run "build/$way" build/thermometer.so kitchen
    starts "$status/$err" "1/$way: build/thermometer.so: not a plugin of" \
        "$way: a plugin of another kind is refused"
done

# The rule of the late call: a callback is given back after its instance's last
# call, even if there is no instance.
run build/order build/fixed_last.so kitchen cellar attic
is "$out" 'attach: kitchen
enter: kitchen
leave: kitchen
attach: cellar
enter: cellar
leave: cellar
attach: attic
enter: attic
leave: attic
detach: attic
enter: kitchen
leave: kitchen
enter: cellar
leave: cellar
enter: kitchen
report: 21.5
leave: kitchen
detach: kitchen
enter: cellar
report: 12.0
leave: cellar
detach: cellar' 'a callback is given back after the last call, on every path'
run build/pool_test
is "$status/$err/$out" '0//one more: none is left: yes
one given back: it is given again: yes
... and no other: yes
the others kept their context: yes
it has its new one: yes' 'pool: given back, and taken again'

run build/with_pool build/fixed_now.so a b c d e
is "$status/$out" '1/a: 21.5
b: 12.0
c: 18.0
d: 23.5' 'pool: four work'
is "$err" 'with_pool: e: cannot start: all 4 callbacks are in use' \
    '... and the fifth is a clear error'

# A callback changes owners during a late call: no call finds one owner's
# function and the other one's context.
calls=1000000
if [ -n "${RUN-}" ]; then
    calls=20000
fi
what='late calls: two words of one owner'
if [ "$ways" = with_pool ]; then
    absent "$what" 'there is no template for this machine'
else
    run build/late_test threads $calls
    is "$status/$err/$out" "0//pool: $calls calls, 0 torn
assembled thunks: $calls calls, 0 torn
thunks: $calls calls, 0 torn" "$what, called by another thread"
fi
what="$what, whenever the change comes"
if [ -n "${RUN-}" ] || ! nm build/late_test | grep -q ' t stopped$'; then
    absent "$what" 'only x86-64 can stop after each instruction'
elif grep -q -e '-fsanitize=thread' build/flags; then
    absent "$what" 'the thread sanitizer steps in itself'
else
    run build/late_test steps
    is "$status/$err/$out" "0//pool: a change at each instruction, 0 torn
assembled thunks: a change at each instruction, 0 torn
thunks: a change at each instruction, 0 torn" "$what"
fi
run build/late_test threads 0
is "$status/$out/$err" \
    '2//usage: late_test threads CALLS, or late_test steps' 'late_test: usage'

# The thunks' memory, seen by the kernel.
if [ "$ways" != with_pool ]; then
    run build/thunk_test
    is "$status/$err/$(echo "$out" | sed -n 3,5p)" \
        '0//2048 thunks called, 2048 found their own context
one more: none is left
one given back: it is given again' 'thunks: each finds its own context'
    what='thunks: writable first, executable later, never both'
    if under_valgrind; then
        absent "$what" "valgrind's own memory is both"
    else
        is "$(echo "$out" | sed 3,5d)" \
            'mapped:    code rw-p, data rw-p, writable and executable: 0
sealed:    code r-xp, data rw-p, writable and executable: 0
during a call, writable and executable: 0
unmapped:  code none, data none, writable and executable: 0' "$what"
    fi
    run build/thunk_test assembled
    is "$status/$err/$(echo "$out" | grep -v 'writable')" \
        '0//2048 thunks called, 2048 found their own context
one more: none is left
one given back: it is given again' \
        'assembled thunks: each finds its own context'
fi

# The first instruction of a copy says that it may be jumped to (endbr64, bti,
# lpad).
if [ "$ways" != with_pool ]; then
    is "$(readelf -x .rodata build/template_*.o 2>/dev/null |
        grep -cE '0x00000000 (f30f1efa|5f2403d5|17000000)')" 1 \
        'thunks: each begins with a place to jump to'
fi

if [ "$ways" != with_pool ]; then
    run build/landing_test
    starts "$status/$out" '0/past the first instruction: ' \
        'thunks: a CPU that checks lets nobody in anywhere else'
fi

# An unwinder finds the plugin, from the callback and from the thunk itself.
what='thunks: an unwinder gets through'
if [ "$ways" = with_pool ]; then
    absent "$what" 'there is no template for this machine'
elif [ ! -e build/unwind_test ]; then
    absent "$what" 'this compiler links no unwinder'
else
    # The unwinder allocates in a signal's handler: gcc 14's sanitizer minds.
    export TSAN_OPTIONS="report_signal_unsafe=0:${TSAN_OPTIONS-}"
    run build/unwind_test
    found='  from the callback to the plugin: yes
  from the thunk to the plugin: yes'
    if ! on_musl; then
        found="$found
  a thread that ends in the thunk leaves the plugin: yes"
    fi
    is "$status/$err/$out" "0//made:
$found
assembled:
$found" "$what"
fi

# What the linker writes into a program that has our assembly in it.
what='assembly: the program keeps what its compiler promised'
case $(readelf -hW build/marked | grep Machine:) in
*X86-64) promised='x86 feature: IBT, SHSTK' ;;
*AArch64) promised='AArch64 feature: BTI, PAC' ;;
*RISC-V) promised=nothing ;;
*) promised= ;;
esac
if [ -z "$promised" ]; then
    absent "$what" 'this machine has no such promises'
elif grep -q -e '-fsanitize=' build/flags; then
    absent "$what" 'the sanitizer'\''s own files promise nothing'
elif [ "$promised" = nothing ]; then
    is "$(readelf -nW build/marked | grep -c Properties:)" 0 \
        'assembly: no promise for riscv64, whose linkers warn of it'
else
    has "$(readelf -nW build/marked)" "$promised" "$what"
fi

# gdb_works: can it run a program here? Some containers forbid it.
gdb_works() {
    gdb -nx -batch -ex run true 2>/dev/null </dev/null | grep -q 'exited norm'
}

# A thunk jumps: whom the callback returns to is the plugin.
what='gdb: the frame above the callback is the plugin'
if [ "$ways" = with_pool ] || [ -n "${RUN-}" ]; then
    absent "$what" 'gdb would see what runs the program, or no thunks'
elif ! command -v gdb >/dev/null; then
    skip "$what" gdb
elif ! gdb_works; then
    absent "$what" 'gdb may not run a program here'
else
    run gdb -nx -batch -ex 'break report' \
        -ex 'run build/fixed_now.so kitchen' -ex up build/with_thunk
    has "$(echo "$out" | tail -n 2)" 'measure (' "$what"
fi

# Calls while something ends: they have a sender as long as the instance exists.
run build/host build/pitfalls/last_words.so kitchen cellar
is "$status/$out/$err" '0/cellar: 4.5
kitchen: 4.5
contexts: 2 made, 2 destroyed/' 'a report from destroy() still has its context'
for way in anonymous with_tls $ways; do
    run "build/$way" build/pitfalls/parting.so kitchen
    is "$status/$(echo "$out" | sed 1d)/$err" '0/somebody: -1.0/' \
        "$way: a report from an unload is nobody's"
done

# Nothing stays behind.
rounds=1000
if [ -n "${RUN-}" ]; then
    rounds=20
fi
run build/rounds $rounds build/thermometer.so build/fixed_now.so
starts "$status/$err$out" "0/$rounds rounds: " \
    "$rounds rounds: each report is told apart"
what='... and leave no mapping and no memory behind'
if ! is_plain; then
    absent "$what" 'what looks on keeps memory of its own'
else
    is "${out#*: }" '0 mappings more, 0 pages of data more' "$what"
fi
for number in 0 -1 10x ''; do
    run build/rounds "$number" build/thermometer.so build/fixed_now.so
    is "$status/$out/$err" '2//usage: rounds NUMBER SENSOR.so FIXED.so' \
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
starve build/nomem/host build/thermometer.so kitchen cellar
is "$tries" '1/host: kitchen: cannot start: out of memory
1/host: cellar: cannot start: out of memory
0/
' 'host: without memory it says so, and leaves nothing'
if [ "$ways" != with_pool ]; then
    starve build/nomem/with_thunk build/fixed_now.so kitchen
    no='1/with_thunk: thunks: cannot make them: Out of memory'
    late='1/with_thunk: kitchen: cannot start: Out of memory'
    is "$(echo "$tries" | sed 's/Cannot allocate/Out of/')" "$no
$no
$no
$late
$late
0/" 'with_thunk: the same for malloc(), mmap() and mprotect()'
fi

# Where no code may be made.
what='a system that forbids making code'
run build/pitfalls/mdwe build/with_thunk build/fixed_now.so kitchen
if [ "$ways" = with_pool ] || [ -n "${RUN-}" ]; then
    absent "$what" 'what runs the program makes code itself'
elif [ "$status" -eq 3 ]; then
    absent "$what" 'this kernel cannot do that'
else
    is "$status/$out/$err" \
        '1//with_thunk: thunks: cannot make them: Permission denied' \
        "$what: thunks cannot be made"
    run build/pitfalls/mdwe build/with_assembled build/fixed_now.so \
        kitchen cellar
    is "$status/$out/$err" "0/$right/" '... but assembled ones are there'
fi
run build/pitfalls/mdwe
is "$status/$out/$err" '2//usage: mdwe PROGRAM [ARGUMENT...]' 'mdwe: usage'

# The thread-local variable: right only within the call and the thread.
run build/with_tls build/fixed_now.so kitchen cellar
is "$status/$out" "0/$right" 'with_tls: right within the call'
run build/with_tls build/fixed_last.so kitchen cellar
is "$status/$out" "0/$right" '... also within the call that ends an instance'
run build/with_tls build/fixed_later.so kitchen cellar
is "$status/$out" '0/cellar: 21.5
somebody: 12.0' 'with_tls: wrong if the plugin reports later'
run build/with_tls build/fixed_thread.so kitchen cellar
is "$status/$out" '0/somebody: 21.5
somebody: 12.0' 'with_tls: unknown if the plugin reports from a thread'

# What asks for an executable stack: a nested function, and a file of assembly
# that does not say otherwise.
asks='before: the stack is rw-p
after:  the stack is'
for name in nested unmarked; do
    what="$name: an executable stack for the whole process, or refused"
    run build/pitfalls/nested_host build/pitfalls/$name.so
    if [ ! -e build/pitfalls/$name.so ]; then
        absent "$what" 'this compiler has no nested functions'
    elif ! readelf -lW build/pitfalls/$name.so | grep -q 'STACK.* RWE '; then
        absent "$what" 'this linker does not take silence for a yes'
    elif under_valgrind; then
        absent "$what" 'under valgrind the stack is not the one of the program'
    elif on_musl; then
        is "$out" "$asks rw-p" "$name: musl does not look at the mark"
    elif [ "$status" -eq 0 ]; then
        is "$out/$err" "$asks rwxp/" "$what: glibc before 2.41"
    else
        is "$out/${err#*.so: }" "$asks rw-p/cannot enable executable stack as \
shared object requires: Invalid argument" "$what: glibc 2.41 or later"
        run sh -c "GLIBC_TUNABLES=glibc.rtld.execstack=2 ${RUN-} \
            build/pitfalls/nested_host build/pitfalls/$name.so"
        is "$status/$out" '0/before: the stack is rwxp
after:  the stack is rwxp' '... but not if it is so from the start'
    fi
done
what='unmarked: the linker warns'
if grep -q . build/pitfalls/unmarked.link; then
    has "$(cat build/pitfalls/unmarked.link)" \
        'missing .note.GNU-stack section' "$what"
else
    absent "$what" 'this linker does not'
fi
what='unmarked_cured: the stack stays as it is'
run build/pitfalls/nested_host build/pitfalls/unmarked_cured.so
if under_valgrind; then
    absent "$what" 'under valgrind the stack is not the one of the program'
else
    is "$status/$out" "0/$asks rw-p" "$what"
fi
is "$(readelf -lW build/fixed_now.so | awk '/GNU_STACK/ { print $7 }')" RW \
    'the other plugins ask for no such thing'

story
page README.md 12
page PITFALLS.md 4
finish
