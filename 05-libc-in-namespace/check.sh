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

# emulated: is RUN another machine's emulator? Its memory counts as ours.
emulated() {
    case ${RUN-} in qemu*) return 0 ;; esac
    return 1
}

# sanitized: is the host built with a sanitizer? That has an allocator of its
# own, and keeps notes on everything.
sanitizers=$(nm build/host | grep -oE '__(asan|tsan)_' | sort -u)
sanitized() {
    [ -n "$sanitizers" ]
}

# threaded: is it the thread sanitizer? It knows only the threads that the
# host's libc starts, and crashes in others.
threaded() {
    case $sanitizers in *tsan*) return 0 ;; esac
    return 1
}

own='host: 20.0 (report 1)
host: 20.0 (report 2)'

# host WAY NAME=FILE...: runs it; the lines after the host's own two.
host() {
    run build/host "$@"
    rest=$(echo "$out" | sed 1,2d)
}

# both WAY: the two thermometers.
both() {
    host "$1" kitchen=build/thermometer.so cellar=build/thermometer.so
}

# --- What works with any C library.

both dlopen
if on_musl; then
    own=$(echo "$own" | sed 's/host:/somebody:/')
    is "$status/$out/$err" "0/$own
somebody: 12.0 (report 3)
somebody: 12.0 (report 4)
host: 4 reports counted/" 'dlopen: the host is called by name'
else
    is "$status/$out/$err" "0/$own
kitchen or cellar: 12.0 (report 3)
kitchen or cellar: 12.0 (report 4)
host: 4 reports counted/" 'dlopen: the host is called by name'
fi

host dlopen kitchen=build/table.so
is "$status/$err/$(echo "$rest" | sed -n 2p | sed 's/^[a-z]*/.../')" \
    '0//...: the unit is C' 'dlopen: a table works in any namespace'

# The forwarding library, in the host's own namespace.
if nm -D build/forward_station.so | grep -q ' T station_report$'; then
    run build/fill build/forward_station.so
    is "$status/$(echo "$out" | tail -n 1)/$err" \
        '0/host: 2 reports counted/' 'fill: a forwarded name is the function'
    run build/fill build/forward_missing.so
    is "$status/$out/$err" "1//fill: station_rename: cannot be forwarded: the \
host has no such name" 'fill: a missing name is an error before any call'
    run build/fill build/forward_variable.so
    is "$status/$out/$err" '1//fill: station_unit: cannot be forwarded: it is '\
'data, not a function' 'fill: so is data that is listed as a function'
    run build/fill build/forward_function.so
    is "$status/$out/$err" '1//fill: station_log: cannot be forwarded: it is '\
'a function, not data' '... and a function that is listed as data'
    # Where jumps are checked (IBT, BTI), each has a place to land on. (For
    # riscv64 there is no note of it yet; objdump may call lpad an auipc.)
    case $(readelf -hW build/forward_station.so) in
    *X86-64*) name=x86_64 feature='x86 feature: IBT, SHSTK' land=endbr64 ;;
    *AArch64*) name=aarch64 feature='AArch64 feature: BTI, PAC' land=bti ;;
    *) name=riscv64 feature='' land='\(lpad\|auipc[[:space:]]*zero,\)' ;;
    esac
    for library in station data heap; do
        library=build/forward_$library.so
        is "$(readelf -nW $library 2>/dev/null |
            sed -n 's/.*Properties: //p')" "$feature" \
            "$library says what it keeps to: ${feature:-no note}"
    done
    objdump=objdump
    if emulated; then
        objdump=$name-linux-gnu-objdump
    fi
    if ! command -v $objdump >/dev/null; then
        skip '... and so it does' $objdump
    else
        is "$($objdump -d build/forward_data.so |
            grep -c -e "[[:space:]]$land")" 7 '... and each jump has its place'
    fi
    forwards=yes
else
    absent 'forwarding' 'there is no jump for this machine'
    run build/fill build/forward_station.so
    is "$status/$err" '1/fill: forward_table: empty: there is no jump for '\
'this machine' '... and it says so'
    forwards=no
fi

# kind HOW NAME ANSWER: HOW is function or data; ANSWER says whether NAME can be
# forwarded.
kind() {
    # shellcheck disable=SC2086 # one word, or none
    run build/pitfalls/$program ${1#function} "kind_$2"
    case $3 in
    yes) is "$status/$out/$err" "0/kind_$2: can be forwarded/" \
        "$program: $2 as $1" ;;
    *) is "$status/$out/$err" "1//kinds: kind_$2: cannot be forwarded: $3" \
        "$program: $2 as $1: refused" ;;
    esac
}
for program in kinds kinds_mixed; do
    kind function function yes
    kind data variable yes
    kind function untyped yes
    kind data function 'it is a function, not data'
    kind function variable 'it is data, not a function'
    kind data per_thread 'each thread has its own, at another address'
    kind function per_thread 'each thread has its own, at another address'
    if ! on_musl || [ $program = kinds ]; then
        kind data constant yes
        kind function constant 'it is data, not a function'
    else
        absent "$program: constants" 'this C library does not tell the type'
    fi
    if ! on_musl; then
        kind function indirect yes
        kind data indirect 'it is a function, not data'
    fi
done
run build/pitfalls/kinds
is "$status/$err" '2/usage: kinds [data] NAME' 'kinds: usage'

run build/fill build/station.so
is "$status/$err" '1/fill: forward_table: not in this library' \
    'fill: another library is refused'
run build/fill
is "$status/$err" '2/usage: fill FORWARD.so' 'fill: no arguments: usage'

# The generator.
generate() {
    printf '%b' "$1" >"$tmp/a.names"
    run sh forward.sh "$tmp/a.names"
    err=$(echo "$err" | sed "s#$tmp/##")
}
generate '# two\nmalloc\n\n  free # and a remark\n'
is "$status/$err/$(echo "$out" | grep -c '^ *forward [a-z]*$')" '0//2' \
    'forward.sh: a macro for each name'
generate 'malloc\n data  environ\n'
is "$status/$err/$(echo "$out" | tail -n 3 | tr -s ' \n' ' ')" \
    '0// forward malloc forward_data environ forward_end ' \
    'forward.sh: and another one for data'
generate '# none\n'
is "$status/$out/$err" '1//forward.sh: a.names: no names in it' \
    'forward.sh: an empty list is an error'
generate 'good\nbad-name\n9lives\n'
is "$status/$out/$err" \
    '1//forward.sh: a.names: not a name in C: bad-name 9lives' \
    'forward.sh: what is not a name is an error'
generate 'free\nmalloc\nfree\n'
is "$status/$out/$err" '1//forward.sh: a.names: twice: free' \
    'forward.sh: a name twice is an error'
run sh forward.sh
is "$status/$err" '2/usage: forward.sh FILE.names' 'forward.sh: usage'
run sh forward.sh "$tmp/nothing.names"
is "$status/$out" '1/' 'forward.sh: no such file'

# What should fail.
usage='usage: host dlopen|dlmopen|table|copy|forward|data '\
'NAME=FILE.so|-NAME...'
for args in '' dlopen 'guess kitchen=build/thermometer.so'; do
    # shellcheck disable=SC2086 # several words
    run build/host $args
    is "$status/$out/$err" "2//$usage" "usage: host $args"
done
run build/host dlopen build/thermometer.so
is "$status/$err" \
    '1/host: build/thermometer.so: not loaded: it is not NAME=FILE.so' \
    'a file without a name'
run build/host dlopen a=build/station.so
is "$status/$err" '1/host: build/station.so: not a sensor for this host' \
    'not a sensor'
run build/host dlopen a=build/pitfalls/borrowed.so
is "$status/$err" \
    '1/host: build/pitfalls/borrowed.so: not a sensor for this host' \
    'a table that is of a file it needs is not its own'
run build/host dlopen a=build/every_kind.so b=build/every_kind.so
is "$status/$err" '1/host: build/every_kind.so: it has no such channel' \
    'a channel that is not there'
run build/host dlopen a=build/thermometer.so -b
is "$status/$err" '1/host: b: no sensor has that name' \
    'unloading what is not there'
run build/host dlopen a=./nothing.so
has "$status/$out$err" ./nothing.so 'no such file'
mkfifo "$tmp/pipe.so"
fifo="$tmp/pipe.so: cannot load: it is a FIFO, not a file"
for way in dlopen dlmopen copy; do
    [ $way = dlmopen ] && on_musl && continue
    run build/host $way "a=$tmp/pipe.so"
    is "$status/$err" "1/host: $fifo" "$way: nobody waits for a FIFO"
done
# shellcheck disable=SC2046 # many words
run build/host dlopen $(seq -f 'x%g=build/pitfalls/printer.so' 9)
has "$err" 'x9=build/pitfalls/printer.so: not loaded' 'too many names'
run sh -c "${RUN-} build/host dlopen a=build/thermometer.so >/dev/full"
is "$status/$err" '1/host: standard output: cannot write' \
    'a full disk is reported'
long=$tmp # a path that is longer than 255 characters
for n in 1 2 3; do
    long=$long/$(printf '%090d' "$n")
done
mkdir -p "$long"
cp build/thermometer.so "$long"
run build/host dlopen "a=$long/thermometer.so"
is "$status/$err" "1/host: $long/thermometer.so: its path is too long" \
    'a path that is too long is not cut'
forty=$(printf '%040d' 0)
run build/host dlopen "${forty}1=build/thermometer.so" "-${forty}1"
is "$status/$err" 0/ \
    'a name of 41 bytes is not cut'
run build/host dlopen "$forty$forty=build/thermometer.so"
is "$status/$err" "1/host: build/thermometer.so: its name is too long" \
    '... and a longer one is refused'
run build/rounds dlopen 100 build/thermometer.so
is "$status/$err" '0/' 'dlopen: 100 rounds'
for number in 0 -1 xyz 10x ''; do
    run build/rounds dlopen "$number" build/thermometer.so
    is "$status/$out/$err" '2//usage: rounds HOW NUMBER SENSOR.so' \
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
starved='1/host: build/thermometer.so: out of memory
1/host: build/every_kind.so: out of memory
0/
'
starve build/nomem/host dlopen a=build/thermometer.so b=build/every_kind.so
is "$tries" "$starved" 'without memory the host says so, and leaves nothing'

# parting WAY: the reports while it is loaded, asked and unloaded.
parting() {
    run build/host "$1" kitchen=build/pitfalls/parting.so
    parted=$(echo "$out" | grep -e ': 1\.0' -e ': 21\.5' -e ': 0\.0')
}
parting dlopen
if on_musl; then
    is "$status/$err/$(echo "$parted" | cut -d ' ' -f 1,2)" '0//somebody: 1.0
somebody: 21.5
somebody: 0.0' 'a report from an unload is no crash'
else
    is "$status/$parted/$err" '0/nobody: 1.0 (report 1)
kitchen: 21.5 (report 4)
kitchen: 0.0 (report 5)/' 'dlopen: a report from a load is nobody'\''s, one '\
'from an unload is known'
    run build/host dlopen a=build/pitfalls/parting.so \
        b=build/pitfalls/parting.so
    is "$status/$err/$(echo "$out" | tail -n 1)" '1/host: '\
'build/pitfalls/parting.so: it has no such channel/a: 0.0 (report 5)' \
        '... and its name is not that of one that was refused'
fi

# The table of twice/, where there is only one libc: one of everything.
run build/twice/compare dlopen build/twice/guest.so
shared=$(echo "$out" | sed -n 's/^  \([a-z]*\)  *one .*/\1/p' | tr '\n' ' ')
what='dlopen: host and guest share all twelve'
if on_musl || sanitized || under_valgrind; then
    # Their heap does not return a freed block at once.
    absent 'dlopen: one heap' 'this heap keeps freed blocks back'
    shared="heap ${shared#heap }"
fi
is "$status/$err/$shared" '0//heap stdio environ errno locale atexit rand '\
'descriptors cwd signals maps threads ' "$what"

# --- Without dlmopen: the host says so, and the rest is named.

if on_musl; then
    for way in dlmopen copy forward; do
        run build/host $way kitchen=build/thermometer.so
        is "$status/$err" '1/host: dlmopen: not in this C library' \
            "$way: the host says what is missing"
    done
    run build/twice/compare dlmopen build/twice/guest.so
    is "$status/$err" '1/compare: dlmopen: not in this C library' \
        '... and so do the other programs'
    run build/studio build/voice.so
    is "$status/$err" '1/studio: dlmopen: not in this C library' \
        '... and studio'
    run build/bench
    is "$status/$err" '1/bench: dlmopen: not in this C library' '... and bench'
    for what in 'what a namespace holds' 'two of everything' 'the lost line' \
        'the cross free' 'table, copy and forward' 'the host refused' \
        'the host as a shared object' '1,000 rounds' 'C++ exceptions'; do
        absent "$what" 'this C library has no dlmopen()'
    done
    story
    page HOST-FUNCTIONS.md 17
    page PITFALLS.md 11
    page README.md 12
    page TWICE.md 1
    finish
    exit
fi

# --- What a new namespace holds.

list() {
    run build/contents/list "$@"
}
list dlopen build/contents/forgot.so
is "$status/$out/$err" '0/host:    forgot.so is seen/' \
    'dlopen: a forgotten DT_NEEDED does not matter, the host has libc'
list dlmopen build/contents/alone.so
is "$status/$out/$err" '0/outside: alone.so
inside:  alone.so
host:    alone.so is not seen/' 'a plugin without dependencies is alone'
list dlmopen build/contents/needs_libc.so
is "$status/$out/$err" '0/outside: needs_libc.so libc.so.6 ld.so
inside:  needs_libc.so libc.so.6 ld.so
host:    needs_libc.so is not seen/' 'DT_NEEDED brings a libc'
list dlmopen build/contents/forgot.so
is "$status/$out/$err" \
    '1//list: build/contents/forgot.so: undefined symbol: getenv' \
    'without DT_NEEDED there is none'
list dlmopen libc.so.6 build/contents/forgot.so
is "$status/$out/$err" '0/outside: libc.so.6 ld.so forgot.so
inside:  libc.so.6 ld.so forgot.so
host:    forgot.so is not seen/' 'libc by hand, first: it is found'
list dlmopen build/contents/alone.so libc.so.6 build/contents/forgot.so
is "$status/$out/$err" \
    '1//list: build/contents/forgot.so: undefined symbol: getenv' \
    'libc by hand, second: it is there, and not found'
list dlmopen build/contents/alone.so libc.so.6 build/contents/needs_libc.so
is "$status/$(echo "$out" | sed -n 1p)" \
    '0/outside: alone.so libc.so.6 ld.so needs_libc.so' \
    '... but by who names it: one libc for both'
is "$(readelf -dW build/contents/forgot.so | grep -c NEEDED)" 0 \
    'forgot.so names nothing'
has "$(readelf -dW build/contents/needs_libc.so)" \
    'Shared library: [libc.so.6]' 'needs_libc.so, the same source, names libc'
list dlmopen
is "$status/$(echo "$err" | head -n 1)" '2/usage: list dlopen FILE.so' \
    'list: usage'

# --- Two of everything.

run build/twice/compare dlmopen build/twice/guest.so

is "$status/$err/$(echo "$out" | sed -nE 's/^  ([a-z]+ +(one|two)) .*/\1/p')" \
    '0//heap         two
stdio        two
environ      two
errno        two
locale       two
atexit       two
rand         two
descriptors  one
cwd          one
signals      one
maps         one
threads      one' 'dlmopen: seven things are of each libc, five of the process'

# What a libc does for the threads that it starts, and when it forks. Two rows
# are better in newer releases: libc=2.36 is the one in which programs run here.
# One of them came with an update of 2.41: there the number does not decide.
run build/twice/compare libc
libc=$out
letters=crash
texts=wrong
case $libc in
2.?|2.[123]?|2.40) ;;
2.41)
    run build/twice/compare dlmopen build/twice/guest.so
    echo "$out" | grep -q '^  ctype  *crash' || letters=fine
    texts=fine
    ;;
*)
    letters=fine
    texts=fine
    ;;
esac

# starters WAY: the third table, its three columns alone. An emulator has memory
# of its own, which is counted as well.
starters() {
    run build/twice/compare "$1" build/twice/guest.so
    columns=$(echo "$out" |
        sed -n 's/^  \([a-z_]*  *[a-z?]*  *[a-z?]*  *[a-z?]*\)   .*/\1/p' |
        tail -n 8 | tr -s ' ' | grep -v -e "$uncounted")
}
uncounted=nothing
if emulated; then
    uncounted='^malloc '
fi
what='what a libc does for its threads, it does for no others'
if threaded; then
    absent "$what" "the thread sanitizer crashes in the guest's threads"
elif sanitized || under_valgrind; then
    absent "$what" 'valgrind and sanitizers have other heaps and exits'
else
    starters dlmopen
    is "$status/$err/$columns" "0//$(grep -v -e "$uncounted" <<EOF
ctype $letters fine fine
keys mixed mixed mixed
destructor wrong wrong fine
strerror $texts $texts fine
thread_local lost lost fine
malloc kept kept fine
atfork lost lost fine
fork stuck stuck fine
EOF
)" "$what"
    starters dlopen
    is "$status/$err/$(echo "$columns" | grep -vc ' fine fine fine$')" 0//0 \
        '... and with one libc all is well'
fi

# strange WHO: runs strange_thread for the thread that WHO names.
strange() {
    run build/pitfalls/strange_thread "$1" build/twice/guest.so
    err=$(echo "$err" | grep -v '^qemu: uncaught target signal')
}
well='0/child: a is a letter
host: the child ended with status 0/'
died=$well
[ $letters = fine ] ||
    died='0/host: the child died of signal 11, Segmentation fault/'
strange host
is "$status/$out/$err" "$died" "a thread of the host's in isalpha(): $letters"
strange entered
is "$status/$out/$err" "$well" '... but not if it enters first'
what="a thread of the guest's in the host's isalpha(): $letters"
if threaded; then
    absent "$what" "the thread sanitizer crashes in the guest's threads"
else
    strange back
    is "$status/$out/$err" "$died" "$what"
    strange home
    is "$status/$out/$err" "$well" '... but not if it enters the host'
fi
strange again
is "$status/$out/$err" '0/child: 30 guests, 30 letters
host: the child ended with status 0/' 'a guest that comes after one that went '\
'is entered again'
strange nowhere
is "$status/$out/$err" '2//usage: strange_thread '\
'host|entered|back|home|again GUEST.so' 'strange_thread: usage'

what='one heap again, with malloc() and free() forwarded'
run build/twice/compare build/forward_heap.so build/twice/guest.so
if [ $forwards = no ] || sanitized || under_valgrind; then
    absent "$what" 'this heap keeps freed blocks back'
else
    is "$status/$err/$(echo "$out" | grep -c '^  [a-z]*  *one ')" '0//6' \
        "$what"
    has "$out" 'heap         one' '... and the sixth is the heap'
fi
run build/twice/compare dlmopen build/thermometer.so
starts "$status/$err" '1/compare: build/thermometer.so: undefined symbol' \
    'compare: what cannot be loaded'
run build/twice/compare dlmopen build/pitfalls/borrowed.so
is "$status/$out/$err" '1//compare: it is not a guest' 'compare: not a guest'
run build/twice/compare
is "$status/$err" '2/usage: compare dlopen|dlmopen|FORWARD.so GUEST.so
       compare libc' 'compare: usage'

# The lost line, and what helps. "run" puts the output into a file.
lost() {
    run build/pitfalls/lost_line "$1" build/pitfalls/printer.so
}
lost nothing
is "$status/$out/$err" '0/host: measure
host: done/' 'the line that a plugin prints is lost in a pipe'
cures='flush line host'
[ $forwards = yes ] || cures='flush line'
for cure in $cures; do
    lost "$cure"
    is "$status/$out/$err" '0/host: measure
printer: 21.5 degrees
host: done/' "the cure \"$cure\": it is there, and in its place"
done
run build/pitfalls/lost_line nothing
starts "$status/$out/$err" '2//usage: lost_line ' 'lost_line: usage'
for cure in '' o 'flush line'; do
    lost "$cure"
    is "$status/$out/$err" \
        '2//usage: lost_line nothing|flush|line|host SENSOR.so' \
        "lost_line: usage: \"$cure\""
done
for other in station table pitfalls/borrowed; do
    run build/pitfalls/lost_line nothing build/$other.so
    is "$status/$out/$err" "1//lost_line: build/$other.so: not a sensor that \
needs no table" "lost_line: $other.so is refused"
done

# The cross free.
cross() {
    run build/pitfalls/cross_free "$1" "$2" build/twice/guest.so
}
cross bogus 24
is "$status/$out/$err" \
    '2//usage: cross_free wrong|right|forward BYTES GUEST.so' \
    'cross_free: usage'
cross right 2000
is "$status/$out/$err" '0/child: no complaint
host: the child ended with status 0/' 'whoever allocates frees: all is well'
if under_valgrind; then
    absent 'cross free' 'valgrind notices it, and not libc'
elif sanitized; then
    cross wrong 2000
    has "$out$err" 'free' "cross free: the sanitizer's free() notices"
    is "$(echo "$out" | grep -c 'no complaint')" 0 '... and ends the child'
else
    cross wrong 24
    is "$status/$out/$err" '0/child: no complaint; the host'\''s next '\
'malloc() gives that memory
host: the child ended with status 0/' 'cross free: a small block, in silence'
    # What glibc thinks it saw depends on what lies before the block.
    noticed() {
        case $status/${out#host: the child died of signal }/$err in
        '0/6, Aborted/double free or corruption'*) ;;
        '0/6, Aborted/free(): invalid'*) ;;
        '0/6, Aborted/munmap_chunk(): invalid'*) ;;
        '0/6, Aborted/corrupted '*) ;;
        '0/11, Segmentation fault/' | '0/11, Segmentation fault/qemu: '*) ;;
        *) return 1 ;;
        esac
    }
    cross wrong 2000
    holds "cross free: a larger one is noticed: $out $err" noticed
    cross wrong 200000
    case $out in
    'child: no complaint; the host'*) # glibc 2.43: a mapping of its own
        is "$status/${out##*
}/$err" '0/host: the child ended with status 0/' \
            '... the largest ones are given back, in silence' ;;
    *) holds "... the largest ones, too: $out $err" noticed ;;
    esac
    if [ $forwards = yes ]; then
        cross forward 2000
        is "$status/$out/$err" '0/child: no complaint; the host'\''s next '\
'malloc() gives that memory
host: the child ended with status 0/' 'one heap: anyone may free'
    fi
fi

# C++.
what='C++ exceptions do not cross the border'
if [ ! -x build/pitfalls/catch ]; then
    absent "$what" 'there is no C++ compiler that goes with this C compiler'
else
    throw() {
        run build/pitfalls/catch "$1" "$2" build/pitfalls/throw.so
    }
    throw dlopen fail
    is "$status/$out" '0/child: caught: no such channel
host: the child ended with status 0' 'C++: dlopen: an exception is caught'
    throw dlmopen fail
    is "$status/$out/$err" '0/host: the child died of signal 6, Aborted/' \
        'C++: dlmopen: it is not, and nothing is said'
    throw dlmopen fail_in_c
    is "$status/$out" '0/child: it returned -1
host: the child ended with status 0' 'C++: caught inside, told by a number'

    # In one namespace: whose typeinfo is it, and for how long?
    rtti() {
        run build/pitfalls/"$1" "$2" build/pitfalls/rtti_plugin.so
    }
    rtti rtti_alone shared
    is "$status/$out/${err##*.so: }" '1//undefined symbol: _ZTI5Error' \
        "C++: a plugin does not find the host's typeinfo"
    rtti rtti shared
    is "$status/$out" '0/child: caught: an error
host: the child ended with status 0' '... -rdynamic: it does, and is caught'
    rtti rtti local
    what='... another type of that name is not'
    if grep -q '\*N12_GLOBAL__N_15LocalE' build/pitfalls/rtti_plugin.so; then
        is "$status/$out" '0/child: caught something else
host: the child ended with status 0' "$what"
    else
        absent "$what" 'this compiler does not mark types of one file'
    fi
    rtti rtti late
    is "$status/$out" \
        '0/host: the child died of signal 11, Segmentation fault' \
        '... nor may the plugin be closed before the exception ends'
fi

# --- The host's functions.

both dlmopen
is "$status/$rest/$err" '1/host: 2 reports counted/host: '\
'build/thermometer.so: undefined symbol: station_report
host: build/thermometer.so: undefined symbol: station_report' \
    'dlmopen: the host is not in there'

host table kitchen=build/table.so cellar=build/table.so
is "$status/$out/$err" "0/$own
kitchen: 21.5 (report 3)
kitchen: the unit is C
cellar: 12.0 (report 4)
cellar: the unit is C
host: 4 reports counted/" 'table: functions and data, one state'

both copy
is "$status/$out/$err" "0/$own
somebody: 21.5 (report 1)
somebody: 12.0 (report 1)
host: 2 reports counted/" 'copy: the host counts 2, each copy 1'

for kind in pie fixed; do
    run build/pitfalls/executable_$kind build/pitfalls/executable_$kind
    case $kind in
    pie) type='position-independent executable' ;;
    fixed) type=executable ;;
    esac
    is "$status/$out/$err" "1//executable: build/pitfalls/executable_$kind: \
cannot dynamically load $type" "the host itself is refused: $kind"
done
run build/pitfalls/executable_pie build/station.so
is "$status/$out/$err" '0/loaded/' '... and a shared object is not'

run build/runnable.so build/thermometer.so
is "$status/$out/$err" "0/$own
somebody: 21.5 (report 1)
host: 2 reports counted; the sensor saw 1/" \
    'a host that is a shared object loads itself again'
is "$(readelf -hW build/runnable.so | awk '/Type:/ { print $2 }')" DYN \
    '... its type is that of a shared object'
is "$(readelf -dW build/runnable.so | grep -c 'PIE')" 0 '... and not a PIE'
run build/runnable.so
is "$status/$err" '2/usage: runnable.so SENSOR.so' '... and it has a usage'
for other in station table pitfalls/borrowed; do
    run build/runnable.so build/$other.so
    is "$status/$out/$err" "1//runnable.so: build/$other.so: not a sensor that \
calls by name" "... and refuses $other.so"
done

if [ $forwards = yes ]; then
    both forward
    is "$status/$out/$err" "0/$own
kitchen: 21.5 (report 3)
cellar: 12.0 (report 4)
host: 4 reports counted/" 'forward: the real host, one state, two instances'

    t=build/thermometer.so
    host forward a=$t b=$t -a c=$t
    is "$status/$rest/$err" '0/b: 12.0 (report 3)
c: 21.5 (report 4)
host: 4 reports counted/' 'a channel that is free again is given out again'
    host forward a=$t b=$t -a c=$t -c -b d=$t
    is "$status/$rest/$err" '0/d: 21.5 (report 3)
host: 3 reports counted/' '... and it is the lowest'

    run build/host forward kitchen=build/thermometer_linked.so \
        cellar=build/thermometer_linked.so
    is "$status/$out/$err" "0/$own
kitchen: 21.5 (report 3)
cellar: 12.0 (report 4)
host: 4 reports counted/" 'forward: also where DT_NEEDED names station.so'
    list dlmopen build/forward_station.so build/thermometer_linked.so
    is "$status/$(echo "$out" | grep -c ' station.so')" 0/0 \
        '... because the forwarding library answers to it: no copy is loaded'
    host data kitchen=build/thermometer_linked.so
    is "$status/$rest/$err" '0/kitchen: 21.5 (report 3)
host: 3 reports counted/' '... and so does the one with data in it'

    host forward roof=build/every_kind.so
    is "$status/$rest/$err" '0/roof: -3.5 (report 3)
roof: 8 integers and 8 doubles: 186.0
roof: variadic: 1 two 3.0 4 5.00 6 7 8.0 9 10
roof: it returned 46
roof: small struct: -3.5 to 20.0
roof: large struct: 3 reports, -3.5 to 20.0, sum 36.5, last -3.5
roof: data, through a function: C
host: 3 reports counted/' 'forward: every kind of call arrives whole'
    forwarded=$rest
    host dlopen roof=build/every_kind.so
    is "$rest" "$forwarded" '... as it does without any forwarding'

    host forward kitchen=build/pitfalls/unit_by_name.so
    is "$status/$rest/$err" "1/host: 2 reports counted/host: \
build/pitfalls/unit_by_name.so: undefined symbol: station_unit" \
        'forward: data is not there by name'
    host data kitchen=build/pitfalls/unit_by_name.so \
        cellar=build/pitfalls/unit_by_name.so
    is "$status/$rest/$err" '0/kitchen: 21.5 (report 3)
kitchen: the unit is C
cellar: 21.5 (report 4)
cellar: the unit is K
host: 4 reports counted/' 'data: unless it is forwarded: one variable for all'
    host dlopen kitchen=build/pitfalls/unit_by_name.so
    is "$status/$rest" '0/kitchen: 21.5 (report 3)
kitchen: the unit is C
host: 3 reports counted' '... as it is in one namespace'
    host forward kitchen=build/pitfalls/unit_by_call.so
    is "$status/$rest" '0/kitchen: 21.5 (report 3)
kitchen: the unit is C
host: 3 reports counted' '... but through a function'
fi

parting copy
is "$status/$parted/$err" '0/somebody: 1.0 (report 1)
somebody: 21.5 (report 2)
somebody: 0.0 (report 3)/' 'copy: reports from load and unload go to the copy'
if [ $forwards = yes ]; then
    parting forward
    is "$status/$parted/$err" '0/nobody: 1.0 (report 1)
kitchen: 21.5 (report 4)
kitchen: 0.0 (report 5)/' 'forward: they go to the host, as with dlopen'
    run build/host forward a=build/pitfalls/parting.so \
        b=build/pitfalls/parting.so
    is "$status/$(echo "$out" | sed -n 2,3p)" '1/nobody: 1.0 (report 2)
nobody: 0.0 (report 3)' "... and one that is refused is nobody, not the host"
    starve build/nomem/host forward a=build/thermometer.so b=build/every_kind.so
    is "$tries" "$starved" 'forward: without memory: said, and nothing is left'
fi

# --- Many instances, several threads.

if [ $forwards = yes ]; then
    run build/studio build/voice.so
    is "$status/$err/$(echo "$out" | tail -n 1)" '0//160000 reports; wrong: 0 '\
'senders, 0 numbers, 0 texts' 'studio: 160,000 reports, each of them right'
    # How many depends on libc's room for variables of threads.
    inside=$(echo "$out" | sed -n '1s/^\([0-9]*\) voices in .*/\1/p')
    is "$(echo "$out" | head -n 1)" \
        "$inside voices in namespaces, $((40 - inside)) in copies" \
        'studio: there are 40 voices'
    is "$([ "$inside" -ge 5 ] && [ "$inside" -le 15 ] && echo both)" both \
        'studio: some in namespaces, some in copies'
    run build/studio build/thermometer.so
    is "$status/$out/$err" \
        '1//studio: in a namespace: build/thermometer.so: undefined symbol: '\
'station_report
studio: as a copy: build/thermometer.so: it has no such channel' \
        'studio: a plugin that does not fit: both reasons'
    run build/studio build/table.so
    is "$status/$out/$err" '1//studio: build/table.so: it has no such channel' \
        '... once, if it is one reason'
    run build/studio
    is "$status/$err" '2/usage: studio VOICE.so' 'studio: usage'
    what='studio: copies with a unique symbol have variables of their own'
    if under_valgrind; then
        absent "$what" 'valgrind runs one thread at a time'
    elif [ -x build/pitfalls/unique.so ]; then
        run build/studio build/pitfalls/unique.so
        is "$status/$err/$(echo "$out" | tail -n 1)" '0//160000 reports; '\
'wrong: 0 senders, 0 numbers, 0 texts' "$what"
        # e_shoff, and e_shnum with e_shstrndx: the loader needs none of them.
        cp build/pitfalls/unique.so "$tmp/bare.so"
        for at in '40 8' '60 4'; do
            dd if=/dev/zero of="$tmp/bare.so" conv=notrunc bs=1 \
                seek="${at% *}" count="${at#* }" 2>/dev/null
        done
        run build/studio "$tmp/bare.so"
        is "$status/$err/$(echo "$out" | tail -n 1)" '0//160000 reports; '\
'wrong: 0 senders, 0 numbers, 0 texts' '... also without section headers'
    else
        absent "$what" 'there is no C++ compiler that goes with this C compiler'
    fi
    what='copies come and go in four threads, children ask: all is right'
    if under_valgrind; then
        absent "$what" 'valgrind runs one thread at a time'
    else
        run build/threads build/voice.so
        is "$status/$out/$err" '0/800 reports; wrong: 0 senders
200 children; waited: 0/' "$what"
    fi
    if under_valgrind || emulated; then
        absent 'studio: no descriptors left' 'what runs it needs some itself'
    else
        run sh -c 'ulimit -n 30; build/studio build/voice.so'
        is "$status/$out/$(echo "$err" | sed 1d)" \
            '1//studio: as a copy: build/voice.so: Too many open files' \
            'studio: no descriptors left: said, and all are closed'
        starts "$err" 'studio: in a namespace: build/voice.so: ' \
            '... and why the namespaces came to an end'
    fi
fi
run build/pitfalls/kept_copy 100 build/pitfalls/printer.so
is "$status/$out/$err" '0/100 copies: 0 were kept, 0 came back/' \
    'copies: each is unloaded'
run build/pitfalls/kept_copy 100 build/pitfalls/stays.so
is "$status/$out/$err" '0/100 copies: 100 were kept, 0 came back/' \
    '... and one that the loader keeps does not come back as the next'
run build/pitfalls/kept_copy 1 ./nothing.so
is "$status/$out/$err" \
    '1//kept_copy: ./nothing.so: No such file or directory' '... no such file'
run build/pitfalls/kept_copy 1 /dev/zero
is "$status/$out/$err" '1//kept_copy: /dev/zero: Exec format error' \
    '... not a file'
run build/pitfalls/kept_copy 1 Makefile
starts "$status/$out/$err" '1//kept_copy: Makefile: ' '... not a plugin'
is "$(echo "$err" | grep -c /proc)" 0 '... told without its name in /proc'
if ! under_valgrind && ! emulated; then
    run sh -c 'ulimit -n 20; build/pitfalls/kept_copy 100 build/table.so'
    is "$status/$out/$err" '0/100 copies: 0 were kept, 0 came back/' \
        '... and no descriptor stays open'
fi

# --- Nothing stays behind.

rounds=1000
emulated && rounds=100
for way in dlopen table copy forward; do
    [ $way.$forwards = forward.no ] && continue
    sensor=build/thermometer.so
    [ $way = table ] && sensor=build/table.so
    what="$way: 1,000 rounds leave nothing behind"
    if under_valgrind || sanitized; then
        run build/rounds $way 3 $sensor
        starts "$status/$out/$err" '0/3 rounds: ' "$way: three rounds"
        absent "$what" 'what looks on keeps memory of its own'
        continue
    fi
    run build/rounds $way $rounds $sensor
    if emulated; then
        starts "$status/$out" "0/$rounds rounds: 0 mappings more" \
            "$way: $rounds rounds leave no mapping behind"
        absent "$what" "the emulator's own memory is counted as well"
    else
        is "$status/$out" \
            '0/1000 rounds: 0 mappings more, 0 pages of data more' "$what"
    fi
done
what='the heap of a libc that is unloaded stays'
if under_valgrind || sanitized; then
    absent "$what" 'what looks on has a malloc() of its own'
else
    run build/rounds dlmopen 100 build/pitfalls/printer.so
    pages=$(echo "$out" | sed -n 's/.* \([0-9]*\) pages of data more/\1/p')
    # 89 rounds are counted, 256 pages of addresses in each.
    is "$([ "${pages:-0}" -ge 20000 ] && echo grew)" grew "$what"
fi

# --- The same lines through a pipe and in a terminal.

what='the story is the same in a terminal'
if ! is_plain; then
    absent "$what" 'other checks run its programs'
elif ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    skip "$what" 'script, or a pseudo-terminal for it,'
else
    sh story.sh >"$tmp/pipe" 2>&1
    script -qec 'sh story.sh' /dev/null </dev/null 2>&1 | tr -d '\r' \
        >"$tmp/terminal"
    is "$(diff "$tmp/pipe" "$tmp/terminal")" '' "$what"
fi

# The picture: what is drawn is what is printed, line by line.
drawn() {
    sed -n 's/^<text [^>]*>\(.*\)<\/text>$/\1/p' "$1" | # 1: an arrow
        sed -e 1d -e '/^[0-9]$/d' -e 's/&lt;/</g' -e 's/&gt;/>/g'
}
if on_musl; then
    absent 'the picture is drawn' 'no namespaces'
else
    run build/picture -s "$tmp/picture.svg" build/voice.so
    is "$status/$err" 0/ 'the picture is printed and drawn'
    is "$(drawn "$tmp/picture.svg" | sort)" \
        "$(printf '%s\n' "$out" | sed 's/^ *//' | sort)" '... the same in both'
    jump=$(printf '%s\n' "$out" | sed -n 's/^  studio_play() at //p')
    has "$out" ": $jump
" "... the pointer is that of the host's function"
    is "$(printf '%s\n' "$out" | sed -n 's/^  libc: malloc() at 0x//p' |
        sort -u | grep -c .)" 2 '... and there are two libcs'
    run build/picture -s /dev/full build/voice.so
    is "$status/$err" '1/picture: /dev/full: cannot write' '... a full disk'
fi
run build/picture
is "$status/$err" '2/usage: picture [-s FILE.svg] VOICE.so' 'picture: usage'

story
if [ $forwards = no ]; then
    absent 'README.md keeps its promises' 'there is no jump for this machine'
    finish
    exit
fi
page HOST-FUNCTIONS.md 17
page README.md 12
if threaded; then
    page() {
        absent "$1 makes $2 promises" 'it is not so under the thread sanitizer'
    }
fi
page PITFALLS.md 11
if sanitized; then
    page() {
        absent "$1 makes $2 promises" "the sanitizer's heap is another"
    }
fi
page TWICE.md 1
finish
