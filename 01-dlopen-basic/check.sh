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

# What should work.
run build/host build/sensors
is "$out" 'loaded: barometer from build/sensors/barometer.so
loaded: thermometer from build/sensors/thermometer.so
report: 1013.2
report: 21.5' 'two sensors from a folder call back, in a stable order'
is "$status/$err" '0/' '... without complaint'

# The order is that of the names, not of the folder, and a bare name is found.
mkdir "$tmp/many"
for n in 10 2 b a; do
    cp build/sensors/thermometer.so "$tmp/many/$n.so"
done
touch "$tmp/many/readme.txt" "$tmp/many/.so"
run build/host "$tmp/many"
is "$(echo "$out" | sed -n 's/.*\///p' | tr '\n' ' ')" \
    '10.so 2.so a.so b.so ' 'sorted by name; what is not *.so is passed over'

run sh -c "cd build/sensors && ${RUN-} ../host thermometer.so"
is "$out/$err" 'loaded: thermometer from thermometer.so
report: 21.5/' 'a name without a slash is the file in the current folder'

# What should fail: each case has its own message, and none uses stdout.
run build/host
is "$status/$out/$err" '2//usage: host FILE-OR-FOLDER...' 'no arguments: usage'

run build/host no-such-file.so
starts "$status/$out/$err" '1//host: no-such-file.so: ' 'no such file'
has "$err" 'No such file or directory' '... and the reason'
long=$(printf '%0300d' 0 | sed 's#0#./#g')no-such-file.so
run build/host "$long"
starts "$err" "host: $long: " 'a path of 600 bytes'
has "$err" 'No such file or directory' '... and the reason'
run build/host ''
is "$status/$out/$err" \
    '1//host: "": cannot load: an empty path names no file' 'an empty path'

run build/host check.sh
starts "$status/$out/$err" '1//host: check.sh: ' 'not even ELF'

: >"$tmp/empty.so"
run build/host "$tmp/empty.so"
starts "$status/$out/$err" "1//host: $tmp/empty.so: " 'an empty file'

mkdir "$tmp/none"
run build/host "$tmp/none"
is "$status/$out/$err" "1//host: $tmp/none: cannot load: no *.so in it" \
    'a folder without plugins'

run build/host build/bad/no_table.so
is "$status/$out/$err" \
    '1//host: build/bad/no_table.so: not a sensor: it exports no "sensor"' \
    'a shared object without a table'

# dlsym() would find the table of the library that this one needs.
run build/host build/pitfalls/borrowed.so
is "$status/$out/$err" "1//host: build/pitfalls/borrowed.so: not a sensor: it \
exports no \"sensor\"" 'a table in a file that it needs is not its own'
run build/host build/pitfalls/lender.so
is "$status/$out/$err" '0/loaded: lender from build/pitfalls/lender.so
report: 22.0/' '... and that file is a sensor all the same'
run build/pitfalls/whose build/pitfalls/borrowed.so
is "$status/$out" '0/dlsym(): lender
own_symbol(): no table' 'whose: dlsym() searches what a file needs'
run build/pitfalls/whose build/pitfalls/lender.so
is "$status/$out" '0/dlsym(): lender
own_symbol(): lender' 'whose: both find a table of its own'
mkdir "$tmp/pitfalls"
cp build/pitfalls/borrowed.so build/pitfalls/lender.so "$tmp/pitfalls"
run sh -c "host=\$PWD/build/host && cd \"\$1\" &&
    ${RUN-} \"\$host\" borrowed.so" sh "$tmp/pitfalls"
has "$err" 'borrowed.so: not a sensor' \
    '... and its RUNPATH finds that file, from any folder'

run build/host build/bad/wrong_abi.so
is "$status/$out/$err" "1//host: build/bad/wrong_abi.so: wrong sensor ABI: it \
has 2, this host has 1" 'another ABI is refused before it is called'

run build/host build/bad/old_abi.so
is "$status/$out/$err" "1//host: build/bad/old_abi.so: wrong sensor ABI: it \
has 0, this host has 1" 'an older one too'

# machine FILE: the number in its ELF header.
machine() {
    od -An -tu2 -j18 -N2 "$1" | tr -d ' '
}
run build/host build/bad/wrong_machine.so
is "$status/$out/$err" "1//host: build/bad/wrong_machine.so: wrong machine: it \
is for ELF machine $(machine build/bad/wrong_machine.so), this program for \
$(machine build/host)" 'a sensor for another machine'

run build/host build/bad/wrong_class.so
starts "$status/$out/$err" \
    '1//host: build/bad/wrong_class.so: wrong kind of ELF file' \
    'a sensor of another word size'

run build/host build/bad/wrong_order.so
starts "$status/$out/$err" \
    '1//host: build/bad/wrong_order.so: wrong kind of ELF file' \
    'a sensor of another byte order'

# A file cut anywhere: in its header, its program headers, its segments. The
# section headers at its end are not loaded: without them it still works.
sensor=build/sensors/thermometer.so
run build/host build/bad/truncated.so
is "$status/$out/$err" "1//host: build/bad/truncated.so: truncated: a part to \
be loaded lies behind the end of the file" 'a truncated file is refused'
end=$(readelf -lW $sensor | awk '/ LOAD/ { print $2, $5 }' | tail -n 1)
end=$((${end% *} + ${end#* }))
for size in 50 100 $((end - 1)); do
    head -c $size $sensor >"$tmp/cut.so"
    run build/host "$tmp/cut.so"
    starts "$status/$out/$err" "1//host: $tmp/cut.so: truncated: " \
        "... with $size bytes too"
done
head -c $end $sensor >"$tmp/cut.so"
run build/host "$tmp/cut.so"
starts "$status/$out" '0/loaded: thermometer' \
    '... but not one that has all that is loaded'

# elf_check() predicts dlopen(), for all that tools make of a sensor.
# forms SENSOR: in $tmp/elf, one file each.
forms() {
    rm -rf "$tmp/elf"
    mkdir "$tmp/elf"
    cp "$1" "$tmp/elf/plain.so"
    if [ -n "$binutils" ]; then
        strip -o "$tmp/elf/stripped.so" "$1"
        objcopy -g "$1" "$tmp/elf/objcopied.so"
        objcopy --only-keep-debug "$1" "$tmp/elf/debug.so"
    fi
    end=$(readelf -lW "$1" | awk '/ LOAD/ { print $2, $5 }' | tail -n 1)
    end=$((${end% *} + ${end#* }))
    head -c $end "$1" >"$tmp/elf/sections_cut.so"
    page=$(getconf PAGESIZE)
    head -c $(((end - 1) / page * page)) "$1" >"$tmp/elf/page_cut.so"
    for kind in moved wide nobits none inside beyond widebeyond; do
        ${RUN-} build/elf_odd $kind "$1" "$tmp/elf/odd_$kind.so"
    done
}
binutils=yes
if ! strip -o "$tmp/stripped" $sensor 2>"$tmp/said"; then
    binutils=
    absent 'elf_check() is right: after strip and objcopy' \
        "$(head -n 1 "$tmp/said")"
fi
truncated='truncated: a part to be loaded lies behind the end of the file'
debug=refused # also what has program headers of another size
wide=refused
if on_musl; then
    debug=crash
    wide=loads
fi
agreed="0
debug.so: $debug, debug.so: no code in it: it may hold debug information alone
objcopied.so: loads, taken
odd_beyond.so: crash, odd_beyond.so: $truncated
odd_inside.so: loads, taken
odd_moved.so: loads, taken
odd_nobits.so: loads, taken
odd_none.so: loads, taken
odd_wide.so: $wide, taken
odd_widebeyond.so: $debug, odd_widebeyond.so: $truncated
page_cut.so: crash, page_cut.so: $truncated
plain.so: loads, taken
sections_cut.so: loads, taken
stripped.so: loads, taken"
[ -n "$binutils" ] || agreed=$(echo "$agreed" |
    grep -v -e '^debug' -e '^objcopied' -e '^stripped')
for linker in bfd gold lld; do
    what="elf_check() is right: $linker"
    if [ ! -f "build/linked/$linker-now.so" ]; then
        if [ $linker = lld ] && ! command -v ld.lld >/dev/null; then
            skip "$what" lld
        else
            absent "$what" "this compiler finds no $linker"
        fi
        continue
    fi
    for linked in "build/linked/$linker"-*.so; do
        what="elf_check() is right: ${linked##*/}"
        forms "$linked"
        run build/elf_check_test "$tmp/elf"/*.so
        is "$status
$(echo "$out" | sed "s#$tmp/elf/##g")" "$agreed" "$what"
    done
done

# With so many program headers, glibc may or may not crash.
# shellcheck disable=SC2086 # RUN is several words
${RUN-} build/elf_odd many build/elf_pages.so "$tmp/many.so"
run build/host "$tmp/many.so"
is "$status/$out/$err" \
    "1//host: $tmp/many.so: too many program headers: PN_XNUM" \
    'PN_XNUM is refused'

# A plugin's name for something that is no file, alone and in a folder. Nothing
# here may wait for a writer: run has a limit.
mkdir "$tmp/odd" "$tmp/odd/folder.so"
mkfifo "$tmp/odd/fifo.so"
ln -s /dev/zero "$tmp/odd/device.so"
ln -s nowhere "$tmp/odd/dangling.so"
cp build/sensors/thermometer.so "$tmp/odd/good.so"
for name in fifo:FIFO device:device; do
    run build/host "$tmp/odd/${name%:*}.so"
    is "$status/$out/$err" "1//host: $tmp/odd/${name%:*}.so: cannot load: it \
is a ${name#*:}, not a file" "a ${name#*:} is refused, and not opened"
done
run build/host "$tmp/odd/folder.so"
is "$status/$out/$err" \
    "1//host: $tmp/odd/folder.so: cannot load: no *.so in it" \
    'a folder is a folder, whatever its name'
run build/host "$tmp/odd"
is "$status/$out" "1/loaded: thermometer from $tmp/odd/good.so
report: 21.5" '... in a folder: the good one works'
is "$(echo "$err" | grep -v dangling | sed 's#.*/##')" \
    'device.so: cannot load: it is a device, not a file
fifo.so: cannot load: it is a FIFO, not a file
folder.so: cannot load: it is a folder, not a file' '... each other one is told'
has "$err" 'dangling.so: ' '... also a link to nowhere'

run build/host build/bad/undefined.so
starts "$status/$out/$err" '1//host: build/bad/undefined.so: ' \
    'RTLD_NOW: a missing function is found at dlopen()'
has "$err" 'calibrate' '... and named'

if ! on_musl; then # musl's text begins differently
    run sh -c "cd build/bad && ${RUN-} ../host undefined.so"
    starts "$err" 'host: undefined.so: undefined symbol' \
        'a file is named as the user did'
    run build/host no-such-file.so
    is "$err" "host: no-such-file.so: cannot open shared object file: No such \
file or directory" '... also one that is not there'
fi

mkdir "$tmp/mixed"
cp build/bad/no_table.so "$tmp/mixed/a.so"
cp build/sensors/thermometer.so "$tmp/mixed/b.so"
run build/host "$tmp/mixed"
is "$status/$(echo "$out" | tail -n 1)" '1/report: 21.5' \
    'a bad one in a folder: the good one works, and the status tells'

run build/host build/bad/wrong_abi.so build/sensors/thermometer.so no-such.so
is "$status/$out" '1/loaded: thermometer from build/sensors/thermometer.so
report: 21.5' 'bad plugins do not keep a good one from working'

for n in 1 2 3 4 5 6 7 8 9; do
    for letter in a b; do
        cp build/sensors/thermometer.so "$tmp/many/$letter$n.so"
    done
done
run build/host "$tmp/many"
is "$status/$(echo "$out" | grep -c report)" '1/16' 'too many: 16 are used'
has "$err" 'b4.so: not loaded: 16 sensors are the limit' \
    '... and the rest are named'

run sh -c "${RUN-} build/host build/sensors >/dev/full"
is "$status/$err" '1/host: standard output: cannot write' \
    'a full disk is reported'

# Pitfall: RTLD_LAZY reports in mid-call.
run build/pitfalls/lazy now build/bad/undefined.so
is "$status/$out" '1/' 'now: dlopen() refuses a sensor that misses a function'
run build/pitfalls/lazy lazy build/bad/undefined.so
is "$out" 'dlopen() has taken it' 'lazy: dlopen() takes it; no report'
if on_musl; then
    absent 'lazy: ... and the call ends the process, with the name' \
        'musl jumps to an address that was never filled in: it crashes'
else
    is "$status" 127 'lazy: ... and the call ends the process'
    has "$err" 'undefined symbol: calibrate' 'lazy: ... with the name'
fi

run build/pitfalls/lazy lazy build/bad/undefined_now.so
is "$status/$out" '1/' 'lazy: dlopen() refuses what was linked with -z now'
has "$err" 'calibrate' 'lazy: ... with the name'
if on_musl; then
    absent 'lazy: a missing variable is found by dlopen()' \
        'musl finds it out when it is read: it crashes'
else
    run build/pitfalls/lazy lazy build/bad/variable.so
    is "$status/$out" '1/' 'lazy: a missing variable is found by dlopen()'
    has "$err" 'undefined symbol: offset' 'lazy: ... with the name'
fi

run build/pitfalls/lazy lazily build/bad/undefined.so
is "$status/$out/$err" '2//usage: lazy now|lazy SENSOR.so' \
    'lazy: another word is a usage error'

# Constructors and destructors.
run build/pitfalls/lifetime build/pitfalls/noisy.so
begin='host: dlopen
noisy_dep: constructor
noisy_dep: called, ready
noisy: constructor
host: dlopen, the same file again
host: dlclose
host: dlclose, the last'
end='noisy: destructor
noisy_dep: destructor'
if on_musl; then
    is "$out" "$begin
host: end
$end" 'musl: dlclose() does nothing, the destructors run at exit'
else
    is "$out" "$begin
$end
host: end" 'dependencies first, and last; the last dlclose() counts'
fi
run build/host build/pitfalls/noisy.so
starts "$out" 'noisy_dep: constructor' \
    'constructors run before the host can refuse: no table, and yet it spoke'

run build/pitfalls/lifetime no-such-file.so
is "$status/$out" '1/host: dlopen' 'lifetime: a file that is not there'

# What dlopen() and dlclose() did, in glibc's own words: a line for each start
# ("init") and end ("fini") of a plugin, up to the end of the host, which is
# the program without a name.
what='refused: closed at once; in use: closed in reverse, before the host ends'
if on_musl; then
    absent "$what" 'musl never closes, and has no LD_DEBUG'
else
    run sh -c "LD_DEBUG=files ${RUN-} build/host build/bad/wrong_abi.so \
        build/bad/no_table.so build/sensors/*.so"
    is "$(echo "$err" | awk '$2 != "calling" { next }
        $4 ~ /^build\/.*so$/ { print $3, $4 }
        $3 == "fini:" && $4 ~ /^(\[0\]|build\/host|<main)/ {
            print "the host ends"; exit }')" \
        'init: build/bad/wrong_abi.so
fini: build/bad/wrong_abi.so
init: build/bad/no_table.so
fini: build/bad/no_table.so
init: build/sensors/barometer.so
init: build/sensors/thermometer.so
fini: build/sensors/thermometer.so
fini: build/sensors/barometer.so
the host ends' "$what"
fi

# One file or two.
run build/pitfalls/same_file build/same/*.so
is "$out" 'build/same/file.so: handle 1, counter 1
build/same/file_copy.so: handle 2, counter 1
build/same/file_hardlink.so: handle 1, counter 2
build/same/file_symlink.so: handle 1, counter 3' \
    'path, hard link and symlink are one plugin, a byte copy is another'

run build/pitfalls/same_file build/bad/no_table.so
is "$status/$out/$err" \
    '1//same_file: build/bad/no_table.so: it exports no "counter"' \
    'same_file: a file without a counter'

# A new file (another inode) under the name of one that is loaded.
# replaced OLD.so: and barometer.so is renamed to its name.
replaced() {
    cp "$1" "$tmp/old.so"
    cp build/sensors/barometer.so "$tmp/new.so"
    run build/pitfalls/replaced "$tmp/old.so" "$tmp/new.so"
    out=$(echo "$out" | sed "s#$tmp/##")
}
refusal='plugin_open(): old.so: not loaded: an older version is still in memory'
replaced build/sensors/thermometer.so
if on_musl; then
    is "$status/$out" '0/loaded: thermometer
replaced and loaded again: barometer
plugin_open(): barometer
closed and loaded again: barometer
plugin_open(): barometer' 'musl: a replaced file is another plugin'
else
    is "$status/$out" "0/loaded: thermometer
replaced and loaded again: thermometer
$refusal
closed and loaded again: barometer
plugin_open(): barometer" \
        'the name is compared first: a replaced file is still the old plugin'
fi

# Code that the loader has changed is not an older version.
has "$(readelf -dW build/pitfalls/textrel.so)" TEXTREL \
    'a file with a text relocation'
run build/host build/pitfalls/textrel.so build/pitfalls/textrel.so
is "$status/$(echo "$out" | sed 1,2d)/$err" '0/report: 3.0
report: 3.0/' '... opened twice is no older version'
if readelf -nW build/pitfalls/textrel.so | grep -q 'Build ID' && ! on_musl; then
    replaced build/pitfalls/textrel.so
    has "$out" "$refusal" '... unless another build ID says so'
else
    absent '... unless another build ID says so' 'it has none, or this is musl'
fi

# keeps NAME: does this plugin stay after dlclose(), here? A sanitizer may have
# loaded libstdc++ before, which then needs nothing of the plugin.
keeps() {
    on_musl && return 1
    case $1 in
    unique) nm -D build/pitfalls/unique.so 2>/dev/null | grep -q ' u ' ;;
    bound)
        readelf -d build/pitfalls/bound.so 2>/dev/null |
            grep -q 'libstdc++\.so' &&
            ! readelf -d build/host | grep -q 'lib.*san'
        ;;
    esac
}

# What dlclose() does not unload. stays HOW NAME WANTED WHY.
stays() {
    run build/pitfalls/stays "$1" "build/$2.so"
    wanted=$3
    on_musl && wanted='still loaded'
    is "$status/$out" "0/build/$2.so: $wanted" "$4"
}
stays here sensors/thermometer gone 'after dlclose() a plugin is gone'
stays here pitfalls/nodelete 'still loaded' '... but not with -z nodelete'
what='C++: unique symbols, thread_local'
if [ ! -f build/pitfalls/unique.so ]; then
    absent "$what" 'there is no C++ compiler that goes with this C compiler'
else
    if keeps unique; then
        stays here pitfalls/unique 'still loaded' '... nor with a unique symbol'
    else
        absent '... nor with a unique symbol' 'this compiler makes none'
    fi
    stays here pitfalls/unique_off gone '... -fno-gnu-unique: gone'
    stays here pitfalls/unique_only gone '... showing the table alone: gone'
    if keeps bound; then
        stays here pitfalls/bound 'still loaded' '... nor if libstdc++ uses it'
    else
        absent '... nor if libstdc++ uses it' 'here it does not'
    fi
    stays here pitfalls/bound_only gone '... showing the table alone: gone'
    stays here pitfalls/per_thread 'still loaded' \
        '... nor while a thread_local object has to be destroyed'
    stays thread pitfalls/per_thread gone '... gone, if that thread has ended'
fi

# The old version is opened again: plugin_open() says so.
for name in nodelete unique bound; do
    what="$name: plugin_open() does not take the old version for the new one"
    if ! keeps $name; then
        absent "$what" 'here it is unloaded, or there is none'
        continue
    fi
    replaced build/pitfalls/$name.so
    is "$status/$out" "0/loaded: $name
replaced and loaded again: $name
$refusal
closed and loaded again: $name
$refusal" "$what"
done

# The same file twice is no fault, nor is one that another file needs.
run build/host build/sensors/thermometer.so ./build/sensors/thermometer.so \
    build/pitfalls/nodelete.so build/pitfalls/nodelete.so
is "$status/$(echo "$out" | grep -c report)/$err" '0/4/' \
    'an unchanged file may be opened twice'

# After dlclose().
run build/pitfalls/after_close right build/sensors/thermometer.so
is "$out" 'child: report: 21.5
host: the child ended with status 0' 'a call before dlclose() is fine'
run build/pitfalls/after_close wrong build/sensors/thermometer.so
if on_musl; then
    is "$status/$out" \
        '0/child: measure() is still in build/sensors/thermometer.so
child: report: 21.5
host: the child ended with status 0' 'musl: the code stays after dlclose()'
else
    is "$status/$out" '0/child: measure() is in no file any more
host: the child died of signal 11, Segmentation fault' \
        'a call after dlclose() is a crash, and the host lives to tell'
fi

for wrong in no_table wrong_abi; do
    run build/pitfalls/after_close wrong build/bad/$wrong.so
    has "$status/$out" '0/host: the child ended with status 1' \
        "after_close: $wrong.so is no crash, but an error"
done
run build/pitfalls/after_close before build/sensors/thermometer.so
is "$status/$out/$err" '2//usage: after_close wrong|right SENSOR.so' \
    'after_close: another word is a usage error'

# Names that are shown.
run build/pitfalls/clash build/pitfalls/*_shown.so
is "$out" 'celsius: 20.0
fahrenheit: 20.0' 'a shown scale() takes the place of the next one: wrong'
run build/pitfalls/clash build/pitfalls/*_hidden.so
is "$out" 'celsius: 20.0
fahrenheit: 68.0' 'hidden: each calls its own scale()'

run build/pitfalls/clash build/bad/no_table.so build/bad/no_table.so
is "$status/$out/$err" \
    '1//clash: build/bad/no_table.so: not a sensor of this ABI' \
    'clash: a file without a table'

run build/host build/pitfalls/*_shown.so
is "$(echo "$out" | grep report)" 'report: 20.0
report: 68.0' 'RTLD_LOCAL: in the host also the shown ones call their own'

# Which definition does a name get?
C=build/pitfalls/celsius_shown.so
for how in "local $C build/pitfalls/fahrenheit_shown.so" \
    "$C build/pitfalls/fahrenheit_map.so" \
    "$C build/pitfalls/fahrenheit_symbolic.so"; do
    # shellcheck disable=SC2086 # several words
    run build/pitfalls/clash $how
    is "$status/$out" '0/celsius: 20.0
fahrenheit: 68.0' "clash ${how##*/}: each calls its own scale()"
done

# sanitized: with one of the compiler's sanitizers?
sanitized() {
    grep -q -e '-fsanitize=' build/flags
}
what='RTLD_DEEPBIND: each calls its own scale()'
run build/pitfalls/clash deep build/pitfalls/celsius_shown.so \
    build/pitfalls/fahrenheit_shown.so
if on_musl; then
    absent "$what" 'musl has no RTLD_DEEPBIND'
elif grep -q -e '-fsanitize=address' build/flags; then
    has "$err" 'RTLD_DEEPBIND flag which is incompatible with sanitizer' \
        'RTLD_DEEPBIND: the address sanitizer refuses'
elif sanitized; then
    absent "$what" 'a sanitizer has functions of the same names'
else
    is "$status/$out" '0/celsius: 20.0
fahrenheit: 68.0' "$what"
fi
what='RTLD_DEEPBIND: free() of another allocator'
if on_musl || under_valgrind; then
    absent "$what" 'musl has no RTLD_DEEPBIND, valgrind has one allocator'
else
    run build/pitfalls/deepbind deep build/pitfalls/deepbound.so
    # glibc 2.43 looks at the size first, and says so.
    is "$status/$out/$(echo "$err" | sed -n '1s/ pointer$\| size$//p')" \
        '0/host: the child died of signal 6, Aborted/free(): invalid' "$what"
    run build/pitfalls/deepbind plain build/pitfalls/deepbound.so
    is "$status/$out/$err" '0/child: report: 21.5
host: the child ended with status 0/' '... and without the flag'
fi

run build/pitfalls/clash local build/pitfalls/calibrates.so \
    build/bad/undefined.so
has "$status/$out/$err" calibrate 'RTLD_LOCAL: another plugin finds no name'
is "$status/$out" '1/calibrates: 20.5' '... and is not loaded'
run build/pitfalls/clash build/pitfalls/calibrates.so build/bad/undefined.so
is "$status/$out/$err" '0/calibrates: 20.5
undefined: 22.0/' '... and with RTLD_GLOBAL it is'

run build/host build/pitfalls/versioned.so
if on_musl; then
    is "$status/$err" 0/ 'musl does not compare versions'
else
    is "$status/$out/${err##*: }" '1//version `UNITS_2'"' not found (required "\
'by build/pitfalls/versioned.so)' 'a library without the version is refused'
fi
run build/host build/pitfalls/versioned_cured.so
is "$status/$err" 0/ '... and one that has it is not'

for how in 'next:0/wrapped: scale(20.0)
report: 68.0' 'default:1/scale() has found itself' \
    'local:1/no definition behind this one'; do
    run build/pitfalls/next "${how%%:*}" build/pitfalls/fahrenheit_shown.so
    is "$status/$out" "${how#*:}" "a wrapper asks: ${how%%:*}"
done

what='an IFUNC is resolved before the constructor'
if on_musl || [ ! -e build/pitfalls/ifunc.so ]; then
    absent "$what" 'this C library or compiler has none'
else
    run build/pitfalls/lazy now build/pitfalls/ifunc.so
    is "$out" 'dlopen() has taken it
report: 0.0' "$what"
    run build/pitfalls/lazy lazy build/pitfalls/ifunc.so
    is "$out" 'dlopen() has taken it
report: 21.5' '... or after it, with RTLD_LAZY'
fi

# Which file is loaded?
what='"No such file": it is the loader that is not there'
if [ -n "${RUN-}" ]; then
    absent "$what" 'this system cannot run the program by itself'
else
    run env build/pitfalls/no_loader
    is "$status/$(echo "$err" | grep -o 'No such.*')" \
        '127/No such file or directory' "$what"
fi
run build/pitfalls/no_library
has "$err" libinner.so 'a program without its library names it'
is "$status/$out" 127/ '... and does not start'

run build/host build/pitfalls/outer.so
if on_musl; then
    is "$status/$err" 0/ 'musl: RUNPATH holds for what is needed there, too'
else
    is "$status/$out/$err" '1//host: build/pitfalls/outer.so: libinner.so: '\
'cannot open shared object file: No such file or directory' \
        'RUNPATH: not for what a needed library needs'
fi
for how in rpath cured; do
    run build/host build/pitfalls/outer_$how.so
    is "$status/$out/$err" "0/loaded: outer from build/pitfalls/outer_$how.so
report: 21.5/" "... and outer_$how.so finds it"
done

what='LD_AUDIT is told of a plugin'
if on_musl || under_valgrind; then
    absent "$what" 'musl has none, and valgrind loads by itself'
else
    run sh -c "LD_AUDIT=build/pitfalls/audit.so ${RUN-} \
        build/pitfalls/deepbind plain build/pitfalls/deepbound.so"
    is "$(echo "$err" | grep -e 'opened build' -e 'free in build')" \
        'audit: opened build/pitfalls/deepbound.so
audit: free in build/pitfalls/deepbound.so is that of the program' "$what"
fi

# What dlopen() says of a file that is none.
if ! on_musl; then
    : >"$tmp/none.so"
    for how in './check.sh:invalid ELF header' \
        'build/bad/wrong_class.so:wrong ELF class: ELFCLASS32' \
        "$tmp/none.so:file too short"; do
        run build/pitfalls/lazy now "${how%%:*}"
        is "$status/$err" "1/lazy: ${how%%:*}: ${how#*:}" "dlopen(): ${how#*:}"
    done
fi

what='a static program loads a plugin'
if [ ! -x build/pitfalls/static_host ]; then
    absent "$what" 'there is no static C library'
elif on_musl; then
    run build/pitfalls/static_host build/pitfalls/leaves.so
    has "$status/$err" 'Dynamic loading not supported' 'static: musl refuses'
elif under_valgrind; then
    absent "$what" 'valgrind: its functions are not found there'
else
    run build/pitfalls/static_host build/pitfalls/leaves.so
    is "$status/$out" '0/libc.so: not loaded
libc.so: loaded' "$what, and a second libc with it"
    has "$(cat build/pitfalls/static.link)" \
        "Using 'dlopen' in statically linked applications" \
        '... and the linker has warned'
fi

# Until when does its code run?
crash='host: the child died of signal 11, Segmentation fault'
ended='host: the child ended with status 0'
alarm='host: the child died of signal 14, Alarm clock'
left_behind() {
    run build/pitfalls/left_behind "$1" build/pitfalls/leaves.so
    wanted=$2
    on_musl && wanted=$3
    is "$status/$(echo "$out" | sed 1d | tr '\n' '/')" "0/$wanted/" "$4"
}
end='child: the end'
call="child: the plugin's function"
left_behind own "$call/$end/$ended" "$end/$call/$ended" \
    "a plugin's own atexit(): at dlclose()"
left_behind host "$end/$crash" "$end/$call/$ended" \
    "the host's atexit(): too late"
left_behind key "$end/$crash" "$end/$call/$ended" \
    'a pthread key: too late'
left_behind key-back "$end/$ended" "$end/$ended" '... deleted: fine'

locks() {
    run build/pitfalls/locks "$1" build/pitfalls/hooked.so \
        build/pitfalls/leaves.so
    is "$status/$out" "0/$2" "dlopen(), locks and threads: $1"
}
locks free "child: loaded
$ended"
locks load "child: loaded
child: loaded
$ended"
if on_musl; then
    locks held "child: loaded
$ended"
    locks join "child: loaded
$ended"
    locks fork "child: its child cannot load it
child: loaded
$ended"
else
    if [ -n "${RUN-}" ]; then # else the page does that: each hangs a while
        locks held "$alarm"
        locks join "$alarm"
    fi
    locks fork "child: in its child, ready is 0
child: loaded
$ended"
fi

# A leak report after dlclose(). (It takes a while: in make valgrind only.)
what='a leak in a plugin that is gone has no name'
leaks() {
    run valgrind -q --leak-check=full "$@" build/pitfalls/stays here \
        build/pitfalls/leaky.so
    echo "$err" | sed -n 's/^==[0-9]*== *by 0x[0-9A-F]*: \(.*\)/\1/p' |
        head -n 1
}
if under_valgrind; then
    is "$(leaks)" '???' "$what"
    has "$(leaks --keep-debuginfo=yes)" 'leaky.c' '... unless it is kept'
else
    absent "$what" 'make valgrind looks'
fi

# A constructor that changes how the host computes.
denormals() {
    run build/pitfalls/denormals "$1" build/pitfalls/fast_math.so
    out=$(echo "$out" | sed 's/ 0$/ zero/; s/ [1-9].*/ small/')
}
what='-ffast-math: after dlopen() the host takes small numbers for zero'
if under_valgrind; then
    absent "$what" 'valgrind: it computes in a way of its own'
elif ! nm build/pitfalls/fast_math.so | grep -q set_fast_math; then
    denormals dlopen
    is "$status/$out" '0/before: small
loaded: small
closed: small' '-ffast-math: this compiler adds no constructor: nothing changes'
else
    denormals dlopen
    is "$status/$out" '0/before: small
loaded: zero
closed: zero' "$what"
fi
denormals plugin_open
is "$status/$out" '0/before: small
loaded: small
closed: small' 'plugin_open() keeps what the plugin changed from the host'

# The link finds the missing function, where the Makefile lets it.
mkdir -p "$tmp/link/bad"
cp common.mk sensor.h "$tmp/link"
cp bad/undefined.c "$tmp/link/bad"
printf '%s\n' 'PLUGINS = bad/undefined' 'include common.mk' \
    >"$tmp/link/Makefile"
run make -s -C "$tmp/link" build/bad/undefined.so
has "$([ "$status" -ne 0 ] && echo "$err")" 'calibrate' \
    '-z defs: a missing function is a link error'

# What the linker left in the file. A name that starts with an underscore is
# not ours: C libraries and sanitizers add some.
for sensor in thermometer barometer; do
    names=$(nm -D --defined-only build/sensors/$sensor.so | grep -v ' _' |
        awk '{ print $NF }')
    is "$names" 'sensor' "$sensor.so exports one name and no other"
done

# The picture: what is drawn is what is printed, line by line.
drawn() {
    sed -n 's/^<text [^>]*>\(.*\)<\/text>$/\1/p' "$1" | # 1: an arrow
        sed -e 1d -e '/^[0-9]$/d' -e 's/&lt;/</g' -e 's/&gt;/>/g'
}
run build/picture -s "$tmp/picture.svg" build/sensors/thermometer.so
is "$status/$err" 0/ 'the picture is printed and drawn'
is "$(drawn "$tmp/picture.svg" | sort)" \
    "$(printf '%s\n' "$out" | sed 's/^ *//' | sort)" '... the same in both'
base=$(printf '%s\n' "$out" | sed -n 's/^  mapped at //p')
table=$(printf '%s\n' "$out" | sed -n 's/^  table at \(.*\):.*/\1/p')
value=$(nm -D build/sensors/thermometer.so | sed -n 's/ D sensor$//p')
is "$((table - base))" "$((0x$value))" '... the table is where the file has it'
has "$out" "dlsym(\"sensor\"): $table" '... which is what dlsym() returned'
run build/picture -s /dev/full build/sensors/thermometer.so
is "$status/$err" '1/picture: /dev/full: cannot write' '... a full disk'
run build/picture
is "$status/$err" '2/usage: picture [-s FILE.svg] SENSOR.so' 'picture: usage'

story
page README.md 2
page PITFALLS.md 3
page SYMBOLS.md 23
page SEARCH.md 17
page LIFETIME.md 12
finish
