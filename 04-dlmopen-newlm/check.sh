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

two='kitchen=build/thermometer.so cellar=build/thermometer.so'
told='kitchen: 21.5
cellar: 12.0'

# sanitized: was this built with a sanitizer?
sanitized() {
    grep -q -e '-fsanitize=' build/flags
}

# thread_sanitized: with the thread sanitizer?
thread_sanitized() {
    grep -q -e '-fsanitize=thread' build/flags
}

# plain: do the programs run by themselves, without valgrind or an emulator?
plain() {
    [ -z "${RUN-}" ]
}

# machine: the machine that they were built for, in readelf's words.
machine() {
    readelf -hW build/host | sed -n 's/ *Machine: *//p'
}

# --- what every C library can do ---------------------------------------------

ways=table
on_musl || ways='table linkmap'
for way in $ways; do
    # shellcheck disable=SC2086 # several words
    run build/host dlopen "$way" $two
    is "$status/$out/$err" '0/kitchen or cellar: 12.0
kitchen or cellar: 12.0/' "dlopen, $way: where chapter 3 stopped"
    # shellcheck disable=SC2086
    run build/host copy "$way" $two roof=build/barometer.so
    is "$status/$out/$err" "0/$told
roof: 1013.2/" "copy, $way: two instances are told apart"
done

usage='usage: host dlopen|dlmopen|copy linkmap|namespace|table NAME=FILE.so...'
for args in '' 'dlopen table' 'open table a=b.so' 'dlopen guess a=b.so'; do
    # shellcheck disable=SC2086
    run build/host $args
    is "$status/$out/$err" "2//$usage" "usage: host $args"
done
for way in dlopen copy; do
    run build/host $way table kitchen=./nothing.so
    starts "$status/$out/$err" '1//host: kitchen: ./nothing.so: ' \
        "$way: no such file"
    run build/host $way table x=build/pitfalls/preload.so
    is "$status/$err" "1/host: x: build/pitfalls/preload.so: not a sensor: it \
exports no \"sensor\"" "$way: not a sensor"
    run build/host $way table x=build/pitfalls/tableless.so
    is "$status/$err" "1/host: x: build/pitfalls/tableless.so: not a sensor: \
it exports no \"sensor\"" \
        "$way: a needed library's table is not its own"
    run build/host $way table x=check.sh
    starts "$status/$out/$err" '1//host: x: check.sh: ' "$way: not even ELF"
done
run build/host copy table build/thermometer.so
is "$status/$err" \
    '1/host: build/thermometer.so: not loaded: it is not NAME=FILE.so' \
    'a file without a name'
run build/host copy table a=build/barometer.so b=build/barometer.so
is "$status/$out/$err" "1/a: 1013.2/host: b: cannot set up: barometer has no \
channel 1
host: 1 loaded, and kept" 'a channel that is not there: closed; the rest works'
run build/host dlopen table a=build/barometer.so b=build/barometer.so
is "$status/$out/$err" "1/a or b: 1013.2/host: b: cannot set up: barometer has \
no channel 1
host: 1 loaded, and kept" '... unless it has a name already'
set --
for n in $(seq 33); do
    ln -s "$PWD/build/barometer.so" "$tmp/b$n.so"
    set -- "$@" "x$n=$tmp/b$n.so"
done
run build/host copy table "$@"
is "$status/$err" "1/host: x33=$tmp/b33.so: not loaded: too many names
host: 32 loaded, and kept" \
    'too many names; more than 32 copies would not be a problem'
run sh -c "${RUN-} build/host copy table a=build/barometer.so >/dev/full"
is "$status/$err" '1/host: standard output: cannot write' \
    'a full disk is reported'

# Half a name may be another's.
forty=$(printf '%040d' 0)
run build/host copy table "${forty}1=build/thermometer.so" \
    "${forty}2=build/thermometer.so"
is "$status/$out/$err" "0/${forty}1: 21.5
${forty}2: 12.0/" 'names of 41 bytes are not cut'
sixty=$(printf '%060d' 0)
run build/host copy table "x$sixty=build/thermometer.so"
is "$status/$out/$err" "1//host: x$sixty: build/thermometer.so: its name has \
more than 60 bytes" '... and longer ones are refused'
run build/host dlopen table "${sixty}=build/thermometer.so" \
    "$sixty=build/thermometer.so" x=build/thermometer.so
is "$status/$out/$err" "1/$sixty or $sixty: 12.0
$sixty or $sixty: 12.0/host: x: build/thermometer.so: too many names for one \
file
host: 2 loaded, and kept" '... so are names for which one file has no room'

# A name in /proc is at most 249 bytes long, a path 4,095.
long=$tmp
for n in 1 2 3; do
    long=$long/$(printf '%090d' "$n")
done
mkdir -p "$long"
cp build/barometer.so "$long"
run build/host copy table "a=$long/barometer.so"
is "$status/$out/$err" '0/a: 1013.2/' 'a copy of a file with a long path'

# Files that cannot be copied.
mkfifo "$tmp/pipe.so"
for way in dlopen dlmopen copy; do
    [ $way = dlmopen ] && on_musl && continue
    for file in 'device /dev/zero' "FIFO $tmp/pipe.so" 'folder ./pitfalls'; do
        run build/host $way table "a=${file#* }"
        is "$status/$err" "1/host: a: ${file#* }: cannot load: it is a \
${file%% *}, not a file" "$way: a ${file%% *} is refused"
    done
done
run sh -c "host=\$PWD/build/host; cd '$tmp' && ${RUN-} \"\$host\" copy table \
    a=pipe.so"
is "$status/$err" '1/host: a: pipe.so: Exec format error' \
    'copy: ... also without a slash'
run sh -c "ulimit -f 1; ${RUN-} build/host copy table a=build/barometer.so"
is "$status/$err" '1/host: a: build/barometer.so: File too large' \
    'copy: a file above the size limit'
what='copy: a write() that takes a part is no error'
if ! plain || sanitized; then
    absent "$what" "an emulator's or a sanitizer's own loader is in the way"
else
    run sh -c 'LD_PRELOAD=./build/half.so build/host copy table \
        a=build/barometer.so >/dev/null'
    is "$status/$err" 0/ "$what"
fi

# The path may be cut, but not the reason.
path=$(printf './%0250d/%0250d/%0250d.so' 0 0 0)
for way in dlopen copy; do
    run build/host "$way" table "a=$path"
    starts "$status/$err" "1/host: a: $path: " "$way: a path of 760 bytes"
    has "${err#"host: a: $path"}" 'No such file' '... and what is wrong with it'
    run build/host "$way" table "a=./$(printf '%09999d' 0).so"
    has "$status/$err" 'name too long' \
        "$way: what is wrong with a path of 10,000 bytes"
    run build/host "$way" table a=
    is "$status/$err" \
        '1/host: a: "": cannot load: an empty path names no file' \
        "$way: an empty path is not the host itself"
done

run build/isolates dlopen build/probe.so
is "$status/$out" "0/code: one
variables: one
libc: one
the host's names: seen" 'dlopen: one of everything'
run build/isolates copy build/probe.so
is "$status/$out" "0/code: two
variables: two
libc: one
the host's names: seen" 'copy: its own code and variables, one libc, one scope'
run build/pitfalls/descriptor keep build/thermometer.so
is "$status/$out" '0/two copies: two handles' 'a copy with its descriptor open'
what='a copy whose descriptor was closed hides the next one'
run build/pitfalls/descriptor close build/thermometer.so
if on_musl; then
    is "$status/$out" '0/two copies: two handles' \
        'musl compares files and not paths: it takes no copy for another'
else
    is "$status/$out" '0/two copies: one handle' "$what"
fi
what='the path of a copy that dlclose() did not unload is in use'
run build/pitfalls/descriptor unload build/pitfalls/nodelete.so
if on_musl; then
    absent "$what" 'musl unloads nothing'
else
    is "$status/$out" '0/after dlclose(): the path is still in use' "$what"
    run build/pitfalls/descriptor unload build/thermometer.so
    is "$status/$out" '0/after dlclose(): the path is free' \
        '... and that of another one is not'
fi

# A copy is a new instance each time, even if the last one is still there. 40
# descriptors are enough, because none of them is kept. (Where each stays, the
# loader compares each new one with all of them.)
rounds=100
under_valgrind && rounds=20
plain || rounds=20
nodelete='it was linked with -z nodelete'
needed='something still needs it: another handle, another file, or a '\
'thread_local destructor'
# comes_back PLUGIN REASON: REASON says why it stays; if empty, it does not.
comes_back() {
    what="a copy of $1 is a new one in each of $rounds rounds"
    if [ ! -e "build/pitfalls/$1.so" ]; then
        absent "$what" 'there is no C++ compiler that goes with this C compiler'
        return
    fi
    run sh -c "ulimit -n 40; ${RUN-} build/again $rounds build/pitfalls/$1.so \
        copy"
    is "$status/$err/$(echo "$out" | sed -n 1p)" "0//$rounds rounds" "$what"
    on_musl && return
    stays=${2:+"stayed: $((rounds + 10)): $2"}
    is "$(echo "$out" | sed -n 's/^stayed/&/p')" "$stays" \
        "... and again says ${2:-that none stays}"
}
comes_back nodelete "$nodelete"
if under_valgrind; then
    absent 'a copy of threadlocal is a new one each time' \
        'valgrind takes the thread-local memory of what stays for lost'
else
    comes_back threadlocal "$needed"
fi
comes_back template ''
comes_back template_sysv ''
comes_back cplusplus ''

# The loader needs no section headers, so a file may have none: e_shoff, and
# e_shnum with e_shstrndx, are 0. (Not each C++ compiler makes a unique symbol.)
if [ -e build/pitfalls/template.so ]; then
    cp build/pitfalls/template.so build/pitfalls/template_bare.so
    for at in '40 8' '60 4'; do
        dd if=/dev/zero of=build/pitfalls/template_bare.so conv=notrunc bs=1 \
            seek="${at% *}" count="${at#* }" 2>/dev/null
    done
    has "$(readelf -hW build/pitfalls/template_bare.so 2>/dev/null)" \
        'Number of section headers:         0' 'a file without section headers'
fi
comes_back template_bare ''
damaged=10000
[ "$rounds" = 100 ] || damaged=200
for file in template template_sysv; do
    what="$file: a damaged file is copied as it is, and gets no larger"
    if [ -e build/pitfalls/$file.so ]; then
        run build/unique_test "$damaged" build/pitfalls/$file.so
        is "$status/$err/$(echo "$out" | sed 1d)" \
            '0//damaged files: 0 wrong' "$what"
    else
        absent "$what" 'there is no C++ compiler that goes with this C compiler'
    fi
done
what='copies that are loaded end at the limit of descriptors'
if plain; then
    run sh -c 'ulimit -n 16; build/walls build/thermometer.so copy'
    has "$status/$(echo "$out" |
        sed 's/No file descriptors available/Too many open files/')" \
        'instances, then: build/thermometer.so: Too many open files' "$what"
else
    absent "$what" 'the emulator or valgrind has descriptors of its own'
fi

run build/pitfalls/needed dlopen build/pitfalls/forgetful.so
is "$status/$out/$err" '0/report: 21.5/' \
    'dlopen: the host hides what is missing'
run build/pitfalls/needed dlopen build/probe.so
is "$status/$out/$err" '1//needed: build/probe.so: not a sensor' \
    '... but not that it is no sensor'
run build/picture copy a=build/thermometer.so b=build/thermometer.so
is "$status/$err/$(echo "$out" | grep -c namespace)" '0//1' \
    'picture: copies are in one namespace'
is "$(echo "$out" | grep copy)" '  a copy              a
  a copy              b' '... and two files'
run sh -c "${RUN-} build/picture dlopen a=build/thermometer.so >/dev/full"
is "$status/$err" '1/picture: standard output: cannot write' \
    'picture: a full disk is reported'

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
        tries="$tries$status/$(echo "$err" | sed 's/Cannot allocate/Out of/')
"
    done
    unset NOMEM
}
starved="1/host: a: build/thermometer.so: out of memory
host: 1 loaded, and kept
1/host: b: build/barometer.so: out of memory
host: 1 loaded, and kept
0/
"
starve build/nomem/host dlopen table a=build/thermometer.so b=build/barometer.so
is "$tries" "$starved" 'without memory the host says so, and leaves nothing'

# A copy needs memory for the file, for its contents, for the entry.
starve build/nomem/host copy table a=build/thermometer.so
is "$(echo "$tries" | uniq)" '1/host: a: build/thermometer.so: Out of memory
1/host: a: build/thermometer.so: out of memory
0/' '... and no file, where it copies'

# parting WAY: a sensor reports once more while it is unloaded.
parting() {
    for asked in $ways; do
        run build/host "$1" "$asked" x=build/pitfalls/parting.so
        starts "$out/$err" \
            'x: 21.5/host: report of 0.0: unknown caller: code in ' \
            "$1, $asked: a report from an unload has no sender"
    done
}
parting dlopen
parting copy

# A program must not take an unknown word for another one.
for args in 'descriptor open x.so' 'joining open table x.so' \
    'joining copy guess x.so' 'service_host open x.so' \
    'global_host open x.so inner.so' 'global_host inside x.so'; do
    # shellcheck disable=SC2086
    run build/pitfalls/$args
    starts "$status/$out/$err" "2//usage: ${args%% *} " "usage: $args"
done
for args in '0 x.so' '10x x.so' 'x.so' '1 x.so memory' '-f 1 x.so dlopen' \
    '-x 1 x.so'; do
    # shellcheck disable=SC2086
    run build/again $args
    is "$status/$out/$err" \
        '2//usage: again [-f|-l] ROUNDS FILE.so [dlopen|dlmopen|copy]' \
        "usage: again $args"
done

# --- what needs dlmopen ------------------------------------------------------

if on_musl; then
    none='musl has no dlmopen()'
    # shellcheck disable=SC2086
    run build/host dlmopen table $two
    is "$status/$out/$err" '1//host: dlmopen: not in this C library' \
        'no dlmopen, and the host says so'
    for program in walls picture isolates again global_host view needed \
        service_host single sorter_host joining maps_test; do
        case $program in
        again) set -- build/again 1 x.so ;;
        picture | isolates) set -- build/$program dlmopen x=x.so ;;
        needed) set -- build/pitfalls/needed dlmopen x.so ;;
        walls | maps_test) set -- build/$program x.so ;;
        global_host) set -- build/pitfalls/$program outside x.so ;;
        service_host) set -- build/pitfalls/$program wrong x.so ;;
        joining) set -- build/pitfalls/$program dlmopen table x.so ;;
        *) set -- build/pitfalls/$program x.so ;;
        esac
        run "$@"
        is "$status/$out/${err##*: dlmopen}" '1//: not in this C library' \
            "... and so does $program"
    done
    for what in 'two instances are told apart' 'a report from an unload' \
        'both walls, and the tunable' \
        'dlclose() gives back' 'the order of closing' 'what stays, and why' \
        'a callback during an unload' 'a helper library' \
        'the picture of several namespaces' \
        'RTLD_GLOBAL' 'dl_iterate_phdr()' 'a missing DT_NEEDED' LD_PRELOAD \
        'a signal handler that is left' 'a thread that is left' \
        'a call through libc' 'gdb and LD_DEBUG'; do
        absent "$what" "$none"
    done
    story
    page README.md 7
    page PITFALLS.md 21
    page LIMITS.md 2
    page TLS.md 3
    finish
    exit
fi

for way in table linkmap namespace; do
    # shellcheck disable=SC2086
    run build/host dlmopen "$way" $two
    is "$status/$out/$err" "0/$told/" \
        "dlmopen, $way: two instances of one file are told apart"
    run build/host dlmopen "$way" a=build/thermometer_bare.so \
        b=build/thermometer_bare.so roof=build/barometer.so
    is "$status/$out/$err" '0/a: 21.5
b: 12.0
roof: 1013.2/' "dlmopen, $way: also without libc, and beside another sensor"
done
# shellcheck disable=SC2086
run build/host dlmopen table $two attic=build/thermometer.so
is "$status/$out/$err" "1/$told/host: attic: cannot set up: thermometer has no \
channel 2
host: 2 loaded, and kept" \
    'dlmopen: a third has no channel, and measures nothing'
run build/host dlopen namespace kitchen=build/thermometer.so
is "$status/$out/$err" \
    '1//host: report of 21.5: unknown caller: code in thermometer.so' \
    "dlopen, namespace: what is in the host's namespace is not attributed"
run build/host dlmopen table x=build/pitfalls/tableless.so
is "$status/$err" "1/host: x: build/pitfalls/tableless.so: not a sensor: it \
exports no \"sensor\"" "dlmopen: a needed library's table is not its own"
run build/walls build/pitfalls/tableless.so
is "$status/$err" '1/walls: build/pitfalls/tableless.so: not a sensor with '\
'two channels' '... nor for walls'
run build/host dlmopen table kitchen=./nothing.so
starts "$status/$out/$err" '1//host: kitchen: ./nothing.so: ' \
    'dlmopen: no such file'
run build/maps_test build/thermometer.so
is "$status/$out" '0/0 wrong' \
    'a handle is a link map; segments and namespaces are found in two ways'

# The picture.
run build/picture -s build/picture.svg dlmopen kitchen=build/thermometer.so \
    cellar=build/thermometer.so bare=build/thermometer_bare.so
is "$status/$err" '0/' 'the picture is printed and drawn'
is "$(echo "$out" | sed -n '/^namespace 1/,$p')" 'namespace 1, kitchen
  thermometer.so      same file in 2
  libc.so.6           same file in 0, 2
  ld.so               one for all
namespace 2, cellar
  thermometer.so      same file in 1
  libc.so.6           same file in 0, 1
  ld.so               one for all
namespace 3, bare
  thermometer_bare.so' '... each namespace with its link maps in order'
is "$(echo "$out" | sed -n 1,2p)" 'namespace 0, the host
  the program' "... the host's first"
has "$out" '
  libc.so.6           same file in 1, 2
' '... which has the same libc, as a file'
list=$out
run build/picture -k dlmopen kitchen=build/thermometer.so \
    cellar=build/thermometer.so bare=build/thermometer_bare.so
is "$status/$out" "0/$list" \
    "the same by the handles, without the loader's list"
run build/picture -a dlmopen a=build/thermometer.so b=build/thermometer.so
addresses=$(echo "$out" | grep '^  \(thermometer\|libc\.so\).* map ')
is "$(echo "$addresses" | awk '{ print $3 } { print $5 }' | sort -u |
    grep -c '[1-9a-f]')" 10 '-a: five objects, five codes and five data'
# The drawing of a run and its text have the same numbers.
run build/picture -a -s "$tmp/run.svg" dlmopen a=build/thermometer.so \
    b=build/thermometer.so c=build/thermometer_bare.so
numbers='[0-9a-f]\{8,\}\|[0-9][0-9]* for [0-9]*\|namespace [0-9]*'
is "$(grep '^<text' "$tmp/run.svg" | grep -o "$numbers" | sort -u)" \
    "$(echo "$out" | grep -o "$numbers" | sort -u)" \
    'drawn: the addresses, pages and namespaces of that very run'
has "$(cat "$tmp/run.svg")" "Who called? $(echo "$out" |
    sed -n 's/^called from \([0-9a-f]*\): code of thermo.*/\1 is code of/p')" \
    '... and where the call came from'
pages=$(echo "$out" | grep 'thermometer.so .* for ')
if [ -z "$pages" ]; then
    absent 'code is there once, data twice' 'no pagemap'
else
    is "$pages" '  thermometer.so      code 1 for 2  data 2 for 2' \
        'code is there once, data twice'
fi
what='picture: the same if ld.so runs it'
interpreter=$(readelf -lW build/picture |
    sed -n 's/.*interpreter: \(.*\)]/\1/p')
if ! plain || sanitized; then
    absent "$what" 'an emulator or a sanitizer has a say in how it is run'
else
    run build/picture dlmopen kitchen=build/thermometer.so
    list=$out
    run "$interpreter" build/picture dlmopen kitchen=build/thermometer.so
    is "$status/$out" "0/$list" "$what"
    has "$out" '  ld.so               one for all' '... and ld.so is ld.so'
fi
run build/picture -x dlmopen a=build/thermometer.so
starts "$status/$err" '2/usage: picture ' 'picture: usage'
run build/picture -s build/none/x.svg dlmopen a=build/thermometer.so
is "$status/$err" '1/picture: build/none/x.svg: cannot write' \
    'a drawing that cannot be written'
run build/picture -s /dev/full dlmopen a=build/thermometer.so
is "$status/$err" '1/picture: /dev/full: cannot write' '... or not to its end'

run build/picture dlmopen "${forty}1=build/thermometer_bare.so" \
    "${forty}2=build/thermometer_bare.so"
has "$out" "namespace 1, ${forty}1
" 'picture: names are not cut'
has "$out" "namespace 2, ${forty}2
" '... nor the second one'

# The drawing: well-formed, also with names that mean something in XML.
cp build/thermometer_bare.so "$tmp/a<b>&\"c.so"
run build/picture -s "$tmp/odd.svg" dlmopen "<&>=$tmp/a<b>&\"c.so"
is "$status/$err" '0/' 'a drawing with odd names'
has "$(cat "$tmp/odd.svg")" 'a&lt;b&gt;&amp;"c.so</text>' \
    '... written as XML has it'
# "]]>" ends something in XML. A name is any bytes: here a character (303 251),
# half a one, a surrogate, one that is written too long, and one that is cut.
odd=$(printf ']]>\303\251\303-\355\240\200-\300\257-\360\237\230')
cp build/thermometer_bare.so "$tmp/$odd.so"
run build/picture -s "$tmp/bytes.svg" dlmopen "x=$tmp/$odd.so"
is "$status/$err" '0/' 'a drawing with a name that is not UTF-8'
has "$(cat "$tmp/bytes.svg")" "$(printf ']]&gt;\303\251?-???-??-???.so')" \
    '... each byte that is no character is a question mark'
for svg in build/picture.svg "$tmp/odd.svg" "$tmp/bytes.svg"; do
    # Each line is one element, or one that begins or ends.
    is "$(sed -e '/^<\(rect\|path\) [^<>]*\/>$/d' \
        -e '/^<text [^<>]*>[^<]*<\/text>$/d' \
        -e '/^<title>[^<>&]*<\/title>$/d' -e 's/ .*>$/>/' "$svg")" '<svg>
</svg>' "${svg##*/}: each element that begins also ends"
    command -v xmllint >/dev/null || continue  # a second opinion
    run xmllint --noout "$svg"
    is "$status/$err" '0/' "${svg##*/}: well-formed, says xmllint"
done

# The walls.
run build/walls build/thermometer.so
with_libc=${out%% *}
given=$(echo "$out" | sed -e 1d -e '$d')
is "$status/$err/$given" "0//$with_libc of them still work
one given back: 1 again
all given back, the last one first: $with_libc again" \
    'there is a wall; all instances still work, and closing makes room'
has "$out" ' instances, then: build/thermometer.so: ' '... and has a reason'
echo "$out" >"$tmp/walls"
first_wall=${out#*then: }
run build/walls build/thermometer_bare.so
without=${out%% *}
is "$status/$err/$(echo "$out" | sed 1d)" "0//$without of them still work
one given back: 1 again
all given back, the last one first: $without again
all given back, the first one first: $without again" \
    'without libc there is a wall too, and any order is right'
has "$out" 'no more namespaces available' '... the number of namespaces'

upwards=$(sed -n 's/.*first one first: \([0-9]*\) again/\1/p' "$tmp/walls")

# What ends first depends on how much room glibc keeps for the thread-local
# variables of libraries that are loaded later.
grows() { # by the lines of $1: each a number, and each greater than the last
    echo "$1" | sort -nuc 2>/dev/null && echo yes
}
# tuned NAME=VALUE: how many instances there is room for then.
tuned() {
    run sh -c "GLIBC_TUNABLES=glibc.rtld.$1 ${RUN-} build/walls \
        build/thermometer.so"
    echo "${out%% *}"
}
few=$(tuned nns=1)
many=$(tuned nns=16)
run build/walls build/pitfalls/statictls.so
static=${out%% *}
case $first_wall in
*'cannot allocate memory in static TLS block'*)
    is "$(grows "$with_libc
$without")" yes 'with libc, thread-local memory is the first wall'
    is "$(grows "$few
$with_libc
$many")" yes 'glibc.rtld.nns moves that wall, down and up'
    is "$(grows "$(tuned optional_static_tls=256)
$with_libc
$(tuned optional_static_tls=1024)")" yes '... and so does optional_static_tls'
    is "$(grows "$static
$with_libc")" yes 'static TLS of a plugin brings that wall nearer'
    is "$(grows "$upwards
$with_libc")" yes 'closing first-first gives back less room'
    run build/again -f 100 build/thermometer.so
    is "$status/$out/${err##*: }" \
        '1//cannot allocate memory in static TLS block' \
        'pairs that are closed first-first end at the wall' ;;
*)
    has "$first_wall" 'no more namespaces available' 'with libc, the same wall'
    is "$(grows "$few
$with_libc")" yes 'glibc.rtld.nns=1 makes it fewer' ;;
esac
run build/again -l 100 build/thermometer.so
is "$status/$(echo "$out" | sed -n 1p)" '0/100 rounds' \
    'pairs that are closed last-first need no more room'
run build/again -f 100 build/thermometer_bare.so
is "$status/$(echo "$out" | sed -n 1p)" '0/100 rounds' \
    '... and without libc any order is right'

# Static TLS in the host's own namespace.
big=build/pitfalls/bigtls
run build/host dlopen table x=$big.so
is "$status/$out/$err" "1//host: x: $big.so: cannot allocate memory in static \
TLS block" 'dlopen(): more static TLS than there is room for'
run build/host dlopen table x=${big}_cured.so
is "$status/$out" '0/x: 21.5' '... another model needs no room'
run sh -c "GLIBC_TUNABLES=glibc.rtld.optional_static_tls=16384 ${RUN-} \
    build/host dlopen table x=$big.so"
is "$status/$out" '0/x: 21.5' '... a tunable makes room'
what='... and what is preloaded has room'
if ! plain || sanitized; then
    absent "$what" "an emulator's or a sanitizer's own loader is in the way"
else
    run sh -c "LD_PRELOAD=$big.so build/host dlopen table x=$big.so"
    is "$status/$out" '0/x: 21.5' "$what"
fi

what='copies with static TLS have a wall, too'
if under_valgrind; then
    absent "$what" "valgrind takes a table of the loader's for lost"
else
    run build/walls build/pitfalls/statictls.so copy
    copies=${out%% *}
    has "$status/$out" \
        "0/$copies instances, then: build/pitfalls/statictls.so: cannot \
allocate memory in static TLS block" "$what"
    is "$(grows "$static
$copies")" yes '... a farther one'
fi
run build/walls -n 16 build/thermometer.so
is "${out%% *}" "$with_libc" '... but not when it is set after the start'
run build/walls build/nothing.so
starts "$status/$out/$err" '1//walls: build/nothing.so: ' 'walls: no such file'
run build/walls build/barometer.so
is "$status/$out/$err" '1//walls: build/barometer.so: not a sensor with two '\
'channels' 'walls: an instance that cannot be used is no wall'
run sh -c "${RUN-} build/walls build/thermometer.so >/dev/full"
is "$status/$err" '1/walls: standard output: cannot write' \
    'walls: a full disk is reported'

# The host at the wall: two of each of ten files, which have two channels.
set --
for n in 1 2 3 4 5 6 7 8 9 10; do
    cp build/thermometer.so "$tmp/t$n.so"
    set -- "$@" "a$n=$tmp/t$n.so" "b$n=$tmp/t$n.so"
done
run build/host dlmopen table "$@"
is "$status/$(echo "$out" | grep -c ': ')" "1/$with_libc" \
    'the host at the wall keeps what it has'
is "$(echo "$out" | grep -c -e '^a[0-9]*: 21.5$' -e '^b[0-9]*: 12.0$')" \
    "$with_libc" '... each told apart'
has "$err" "host: b10: $tmp/t10.so: " '... names what it could not load'
has "$err" "host: $with_libc loaded, and kept" '... and says how many it has'

# Giving back.
rounds=1000
under_valgrind && rounds=20
plain || rounds=50
for plugin in thermometer.so thermometer_bare.so 'thermometer.so copy'; do
    # shellcheck disable=SC2086
    run build/again $rounds build/$plugin
    what="$plugin: $rounds rounds leave no mapping"
    if under_valgrind; then
        is "$status/$err/$(echo "$out" | sed -n 1p)" "0//$rounds rounds" \
            "$plugin: $rounds rounds are possible"
        absent "$what" 'valgrind maps files of its own'
    else
        # A sanitizer takes a few for itself, not one a round.
        most=0
        sanitized && most=9
        more=$(echo "$out" | sed -n 's/^mappings: \(.*\) more$/\1/p')
        holds "$what" [ "${more:-$rounds}" -le $most ]
    fi
    what="$plugin: ... no address space and no memory"
    if ! plain; then
        absent "$what" 'what is counted is the emulator that runs it'
    elif sanitized; then
        absent "$what" 'the sanitizer keeps what was freed'
    else
        is "$status/$(echo "$out" | sed 1,2d)" '0/addresses: 0 KiB more
memory: no more' "$what"
    fi
done
run build/again 3 build/probe.so
is "$status/$out/$err" '1//again: round 1: build/probe.so: not a sensor: '\
'it exports no "sensor"' 'again: a round that loads nothing is none'
run build/again 3 build/thermometer.so dlopen
is "$status/$(echo "$out" | sed -n 1p)" '0/3 rounds' 'again: also by dlopen()'
run build/again 20 build/pitfalls/hoarder.so
grown=$(echo "$out" | sed -n 's/addresses: \([0-9]*\) KiB more/\1/p')
is "$status/$([ "$grown" -ge 1280 ] && echo yes)" 0/yes \
    "what an instance's malloc() took is not given back"

# Plugins that stay. ends FILE REASON: as many rounds as there is room for.
ends() {
    what="${1##*/}: only as many instances as there is room for"
    if [ ! -e "$1" ]; then
        absent "$what" 'there is no C++ compiler that goes with this C compiler'
        return
    fi
    if under_valgrind; then
        absent "$what" 'valgrind takes the memory of what stays for lost'
        return
    fi
    run build/again 30 "$1"
    stayed=$(echo "$out" | sed -n 's/^stayed: \([0-9]*\): .*/\1/p')
    is "$status/$out" "1/stayed: $stayed: $2" "$what"
    starts "$err" "again: round $((stayed + 1)): $1: " \
        '... and the message names the one without room'
    has "$err" "; $stayed unloaded instances stay: $2" '... and the cause'
}
library='a library in its namespace has a unique symbol (STB_GNU_UNIQUE)'
ends build/pitfalls/nodelete.so "$nodelete"
ends build/pitfalls/cplusplus.so "$library"
ends build/pitfalls/threadlocal.so "$library"
what='template.so: a unique symbol, and the namespace stays'
if [ ! -e build/pitfalls/template.so ]; then
    absent "$what" 'there is no C++ compiler that goes with this C compiler'
elif ! readelf -W --dyn-syms build/pitfalls/template.so | grep -q UNIQUE; then
    absent "$what" 'this compiler makes no unique symbols'
else
    run build/again 30 build/pitfalls/template.so
    has "$status/$out" ': it has a unique symbol (STB_GNU_UNIQUE)' "$what"
    run build/again 30 build/pitfalls/template.so dlopen
    starts "$status/$out/$err" \
        '1/stayed: 2: it has a unique symbol (STB_GNU_UNIQUE)/again: round 2: '\
'build/pitfalls/template.so: not a new instance' '... also by dlopen()'
    for way in dlopen dlmopen; do
        cp build/pitfalls/template.so "$tmp/deleted.so"
        run build/stays_test deleted $way "$tmp/deleted.so"
        is "$status/$out/$err" '0/stays: it has a unique symbol '\
'(STB_GNU_UNIQUE)/' "$way: ... also if the file has been deleted"
    done
    run build/again 30 build/pitfalls/template_cured.so dlopen
    is "$status/$(echo "$out" | sed -n 1,2p)" '0/30 rounds
mappings: 0 more' '... and the cure: -fno-gnu-unique'
fi
if [ -e build/pitfalls/cplusplus.so ] && ! under_valgrind; then
    run build/walls build/pitfalls/cplusplus.so
    is "$status/$(echo "$out" | sed 1,2d)" "1/one given back: 0 again
all given back, the last one first: 0 again
all given back, the first one first: 0 again
what was closed stays loaded: $library" 'walls: C++ gives nothing back'
fi

# Another thread may load something just where dlclose() has made room.
for way in dlopen dlmopen copy; do
    what="$way: what has taken an instance's place is not taken for it"
    run build/stays_test replaced $way build/thermometer.so
    # Where the next one lies depends on malloc(). Both answers are true.
    case $out in
    *'stays: no') is "$status" 0 "$what" ;;
    *) is "$status/$(echo "$out" | sed 1d)" \
        '0/stays: something still needs it, or another thread has loaded '\
'something in its place' "$what" ;;
    esac
done
for way in dlmopen copy; do
    what="$way: four threads come and go, and none is said to stay"
    if plain; then
        # One arena: the loader's memory is the more likely to be used again.
        run sh -c "MALLOC_ARENA_MAX=1 build/stays_test threads $way \
            build/thermometer_bare.so"
        is "$status/$out/$err" '0/0 times said to stay, 0 times not loaded/' \
            "$what"
    else
        absent "$what" 'what runs it is slow'
    fi
done

# --- the pitfalls ------------------------------------------------------------

# A host reports a plugin that stays, however it was loaded.
for way in dlopen dlmopen copy; do
    run build/host $way table x=build/pitfalls/nodelete.so
    is "$status/$out/$err" "0/x: 1.0/host: x: stays loaded: $nodelete" \
        "$way: the host says what stays, and why"
done
run build/picture copy x=build/pitfalls/nodelete.so
is "$status/$err" "0/picture: x: stays loaded: $nodelete" '... so does picture'
cp build/pitfalls/nodelete.so "$tmp/refused.so"
run build/host copy table x="$tmp/refused.so" y="$tmp/refused.so"
is "$status/$out/$err" "1/x: 1.0/host: y: cannot set up: nodelete has no \
channel 1
host: y: stays loaded: $nodelete
host: 1 loaded, and kept
host: x: stays loaded: $nodelete" '... even of one that it refuses'

ways='table linkmap namespace'
parting dlmopen
starve build/nomem/host dlmopen table a=build/thermometer.so \
    b=build/barometer.so
is "$tries" "$starved" 'dlmopen: without memory it says so, and leaves nothing'

run build/isolates dlmopen build/probe.so
is "$status/$out" "0/code: two
variables: two
libc: two
the host's names: not seen" 'dlmopen: its own code, variables, libc and scope'

run build/pitfalls/global_host outside build/thermometer.so
is "$status/$out/$err" '0/dlmopen: invalid mode: Invalid argument/' \
    'RTLD_GLOBAL is refused by dlmopen()'
run build/pitfalls/global_host inside build/thermometer.so \
    build/pitfalls/inner.so
what='RTLD_GLOBAL inside a namespace is a crash or an error'
case $out in
'dlopen inside: done'*) absent "$what" 'this glibc does it' ;;
'dlopen inside: '*) is "$status/$err" '0/' "$what" ;;
*) starts "$status/$out" '0/host: the child died of signal ' "$what" ;;
esac
run build/pitfalls/global_host inside-local build/thermometer.so \
    build/pitfalls/inner.so
is "$status/$out/$err" '0/dlopen inside: done
host: the child ended with status 0/' 'RTLD_LOCAL inside a namespace is fine'

run build/pitfalls/view build/pitfalls/seen.so
is "$status/$out" '0/the host sees: the host yes, the plugin no
the plugin sees: the host no, the plugin yes
by its handle: found' 'dl_iterate_phdr() shows each its own namespace'
run build/pitfalls/view build/thermometer.so
is "$status/$out/$err" '1//view: build/thermometer.so: no "look" in it' \
    'view: another plugin is refused'

run build/pitfalls/needed dlmopen build/pitfalls/forgetful.so
is "$status/$out/$err" \
    '1//needed: build/pitfalls/forgetful.so: undefined symbol: sin' \
    'dlmopen: what the plugin forgot to say it needs is missing'
run build/pitfalls/needed dlmopen build/pitfalls/forgetful_cured.so
is "$status/$out/$err" '0/report: 21.5/' '... and is there if it says so'
has "$(cat build/pitfalls/forgetful.link)" 'undefined' \
    '... and -z defs would have told'
has "$(cat build/pitfalls/forgetful.link)" 'sin' '... with the name'

preload() {
    run sh -c "LD_PRELOAD=./build/pitfalls/preload.so ${RUN-} \
        build/host $1 table x=build/pitfalls/dice.so"
}
if { ! plain && ! under_valgrind; } || sanitized; then
    absent 'LD_PRELOAD reaches only the first namespace' \
        "an emulator's or a sanitizer's own loader is in the way"
else
    preload dlopen
    is "$status/$out" '0/x: 4.0' 'LD_PRELOAD reaches what dlopen() loads'
    preload dlmopen
    is "$status/$([ "$out" = 'x: 4.0' ] || echo "$out" | grep -c '^x: ')" 0/1 \
        '... and not what dlmopen() loads'
fi

died='0/host: the child died of signal 11, Segmentation fault'
lived="0/child: 1 signal came to the host's handler
host: the child ended with status 0"
for service in handler thread; do
    run build/pitfalls/service_host wrong build/pitfalls/$service.so
    is "$status/$out" "$died" "$service: left behind, it is a crash"
    run build/pitfalls/service_host right build/pitfalls/$service.so
    is "$status/$out/$err" "$lived/" "$service: taken back, it is none"
done
run build/pitfalls/service_host stop build/pitfalls/thread.so
is "$status/$out" "$lived" 'thread: it is enough that the plugin joins it'
run build/pitfalls/service_host stop build/pitfalls/handler.so
case $(machine) in
*X86-64) is "$status/$out" "$died" \
    'handler: x86-64: it is not enough that the plugin restores it' ;;
*AArch64 | *RISC-V) is "$status/$out" "$lived" \
    'handler: arm64, riscv64: it is enough that the plugin restores it' ;;
*) absent 'handler: restored by the plugin' 'not known for this machine' ;;
esac

run build/pitfalls/single build/pitfalls/thread.so
start="with the instance's thread: threads for the kernel: several,"
what="the host's libc does not hear of an instance's thread"
case $out in
"$start"*'libc: several'*'libc: several') absent "$what" 'this one does' ;;
*) is "$status/$out" "0/$start for the host's libc: one
after load(): threads for the kernel: several, for the host's libc: \
several" "$what" ;;
esac

# A callback that looks up its caller while a destructor waits for its thread.
first="child: a report of the plugin's"
answered="0/$first
child: a report without a sender
child: unloaded
host: the child ended with status 0"
ways='dlopen copy dlmopen'
asking='copy linkmap:dlmopen linkmap:dlmopen namespace'
if thread_sanitized; then
    ways=${ways% dlmopen}
    asking=${asking%%:*}
    absent 'dlmopen: looking up a caller during an unload' \
        'the thread sanitizer does not know threads that another libc starts'
fi
for way in $ways; do
    run build/pitfalls/joining "$way" table build/pitfalls/joins.so
    is "$status/$out" "$answered" "$way: the table answers during an unload"
done
echo "$asking" | tr : '\n' >"$tmp/asking"
while read -r way how; do
    run build/pitfalls/joining "$way" "$how" build/pitfalls/joins.so
    is "$status/$out" "0/$first
host: the child died of signal 14, Alarm clock" \
        "$way $how: a callback that asks the loader waits for ever"
done <"$tmp/asking"
for way in $ways; do
    run build/host "$way" table x=build/pitfalls/joins.so
    code=joins.so
    [ "$way" = copy ] && code='a copy'
    is "$status/$out/$err" "1/x: 21.5/host: report of 0.0: unknown caller: \
code in $code" "$way: the host lives on when a sensor's thread is joined"
done

# A callback by the plugin's own helper library.
helped=build/pitfalls/assisted.so
if under_valgrind; then
    absent 'a helper library' \
        "valgrind objects to how the loader reads \$ORIGIN"
else
    nobody='1//host: report of 3.5: unknown caller: code in libhelper.so'
    for way in table linkmap namespace; do
        run build/host dlopen $way x=$helped
        is "$status/$out/$err" "$nobody" \
            "dlopen, $way: a call by a helper library has no sender"
        [ $way = namespace ] && nobody='0/x: 3.5/'
        run build/host dlmopen $way x=$helped
        is "$status/$out/$err" "$nobody" \
            "dlmopen, $way: ... except by its namespace"
    done
    run build/host copy table x=$helped
    is "$status/$out/$err" "1//host: x: $helped: libhelper.so: cannot open \
shared object file: No such file or directory" \
        'copy: a library beside the original is not found'
fi

run build/pitfalls/sorter_host build/pitfalls/sorter.so
sorted='sorts: 1 2 3, called by code in libc.so.6 of'
is "$status/$out" "0/kitchen $sorted kitchen
cellar $sorted cellar" \
    'a call through libc is attributed by its namespace'
run build/pitfalls/sorter_host build/thermometer.so
is "$status/$out/$err" '1//sorter_host: build/thermometer.so: no "sort" in it' \
    'sorter_host: another plugin is refused'

# --- how to look -------------------------------------------------------------

run sh -c "LD_DEBUG=files ${RUN-} build/host dlmopen table $two 2>&1"
has "$out" 'build/thermometer.so [1];  generating link map' \
    'LD_DEBUG=files: the first namespace is tagged'
has "$out" 'build/thermometer.so [2];  generating link map' '... and the second'

# gdb needs a program of this machine, and the right to trace it.
what='gdb: one breakpoint, a location for each instance'
look() {
    timeout -k 5 30 gdb -nx -batch "$@" </dev/null 2>&1
}
if ! command -v gdb >/dev/null; then
    skip "$what" gdb
elif ! plain || sanitized; then
    absent "$what" 'not a plain program of this machine'
elif ! look -ex run --args build/host | grep -q 'exited with code 02'; then
    absent "$what" 'tracing is not allowed here'
else
    # shellcheck disable=SC2086
    places=$(look -ex 'break report' -ex run -ex 'break measure' \
        --args build/host dlmopen table $two |
        sed -n 's/^Breakpoint 2 at .*(\([0-9]*\) locations)$/\1/p')
    # measure() is there in each instance. An older gdb, or an older glibc,
    # knows of the first namespace alone, in which there is none.
    case $places in
    '') absent "$what" 'this gdb or this glibc knows of one namespace' ;;
    *) is "$places" 2 "$what" ;;
    esac
fi

# A pipe is no terminal; script(1) makes one.
what='make run prints the same into a pipe and on a terminal'
if ! is_plain; then
    absent "$what" 'other checks run its programs'
elif ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    skip "$what" 'script, or a pseudo-terminal for it,'
else
    # Memory differs from run to run.
    needs='^[a-z]*: .* more$'
    script -qec 'sh story.sh' /dev/null </dev/null 2>&1 | tr -d '\r' |
        grep -v "$needs" >"$tmp/terminal"
    sh story.sh 2>&1 | grep -v "$needs" >"$tmp/pipe"
    has "$(cat "$tmp/pipe")" 'That is chapter 5.' 'the story has an end'
    is "$(cat "$tmp/terminal")" "$(cat "$tmp/pipe")" "$what"
fi

story
page README.md 7
page PITFALLS.md 21
page LIMITS.md 2
page TLS.md 3
finish
