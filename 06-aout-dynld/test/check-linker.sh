# shellcheck shell=sh disable=SC2086,SC2154 # check.sh has sourced common.sh
# check-linker.sh - the linker's part of check.sh, which sources it.

# list KIND: the names of the module's imports or exports.
list() {
    printf '%s\n' "$out" | sed -n "s/^$1 \([^ ]*\).*/\1/p" | tr '\n' ' '
}

bytes() {
    od -An -v -tx1 "$1" | tr -s ' \n' '  '
}

# Wherever the linker runs, it patches for each machine.
tests build/test/ld-arm64
tests build/test/ld-riscv64

if [ -z "$arch" ]; then
    absent 'modules of the linker, loaded' 'it makes none for this machine'
    return
fi

# One module whose bytes are known: data only, behind a page of text that is
# zeros.
zeros=$(awk 'BEGIN { while (n++ < 4056) printf " 00" }')
links 'a module without code' -u build/modules/answer.o
is "$(bytes "$tmp/dyn")" " $magic 00 00 0f d8 00 00 00 70 00 00 00 00 \
00 00 00 00 00 00 0f d8 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0f d8$zeros \
00 00 00 00 00 00 00 00 38 10 00 00 00 00 00 00 20 10 00 00 00 00 00 00 \
00 00 00 00 00 00 00 00 40 10 00 00 00 00 00 00 27 10 00 00 00 00 00 00 \
00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 \
61 6e 73 77 65 72 00 6c 65 6e 74 5f 73 65 63 6f 6e 64 00 00 00 00 00 00 \
2a 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 \
00 00 00 20 00 00 00 01 00 00 00 00 6c 65 6e 74 5f 72 6f 77 00 \
00 00 00 05 40 0f e0 00 08 00 10 00 08 01 40 " '... is known to the last byte'
run build/test/call "$tmp/dyn"
is "$status/$out" '0/answer 42' '... and can be loaded'

run build/aoutld -v -u -o "$tmp/dyn" build/modules/answer.o
is "$status/$out" '0/text 4056
data 112
bss 0
import 00000000 lent_row
export 00000000 answer
export 00000000 lent_second
relocation +0xfe0 mode 0
relocation +0xfe8 mode 0
relocation +0xff8 mode 0
relocation +0x1000 mode 0
relocation +0x1040 mode 1 import 0' '-v lists what is in it'

# All that C compiles to: by two compilers, at each level, with flags that
# change what the object looks like; loaded by programs of three kinds.
everything='statics 611 723
pointers 42
names two, constant bytes
half 10000000001.5
dispatch -1 3 7 42 814 4 6 36 -1
weekday Sunday Saturday never
operate 10 4
same address 1
tail 1001
floating 4.5
copy 7
sum 8
lent_third 3
widths 2427'

# host NAME CC FLAGS...: a program of another kind, with a table of aoutld's. It
# is compiled in two pieces, the loader in one of them: to have it made as
# the Makefile does, seven times, took a third of all the time. And that piece,
# position-independent, serves all programs of one compiler. (-O0: compiling it
# takes longer than all that it does here.)
for source in loader/*.c; do
    case $source in */386.c) ;; *) echo "#include \"$source\"" ;; esac
done >"$tmp/loader.c"
lent=test/lent.txt
[ ! -f "test/lent-$arch.txt" ] || lent=test/lent-$arch.txt
host() {
    kind=$tmp/$1
    shift
    mkdir "$kind"
    loader=$tmp/loader-${1##*/}.o
    set -- "$@" -std=c17 -D_GNU_SOURCE -I. -Iinclude
    case $* in clang*) set -- "$@" -Wno-unused-command-line-argument ;; esac
    { [ -e "$loader" ] || "$@" -O0 -fPIE -c -o "$loader" "$tmp/loader.c"; } &&
        "$@" -c -o "$kind/call.o" test/call.c &&
        ${RUN-} build/aoutld -x $lent -o "$kind/table.c" "$kind/call.o" &&
        "$@" -o "$kind/call" "$loader" "$kind/call.o" "$kind/table.c" &&
        hosts="$hosts $kind/call"
    is $? 0 "a program with a table of aoutld -x: $*"
}

# Without the sanitizers' flags: they and -static exclude each other. So these
# programs are the same however ours was built, and so are the modules: one of
# several builds loads them with its own library only. (Under valgrind a module
# is loaded in the same way by all, and eight times slower.)
hosts=build/test/call
kinds=$compilers
if under_valgrind || variant; then kinds=; fi
for cc in $kinds; do
    if ! command -v "$cc" >/dev/null; then
        skip "a program built with $cc" "${cc%%-*}"
    elif ! can_link "$cc"; then
        absent "a program built with $cc" 'it finds no C library'
    else
        host "$cc-static" "$cc" -O1 -static
        host "$cc-pie" "$cc" -O2 -fPIE -pie
        host "$cc-no-pie" "$cc" -O0 -fno-pie -no-pie
    fi
done
if [ -z "$kinds" ]; then
    absent 'programs of other kinds' 'they do not depend on how this was built'
elif [ "$compilers" != 'gcc clang' ]; then
    absent 'a program with musl' "musl-gcc compiles for another machine"
elif command -v musl-gcc >/dev/null; then
    host musl musl-gcc -O2
else
    skip 'a program with musl' musl-gcc
fi

# in_hosts WHAT WANTED: the module, loaded by each of them. (valgrind needs
# libc's strlen() and others to be in a library, where it can replace them.)
in_hosts() {
    for program in $hosts; do
        case $program in *-static/*) with=$emulator ;; *) with=${RUN-} ;; esac
        run $with "$program" "$tmp/dyn"
        [ "$status/$out/$err" = "0/$2/" ] && continue
        differ "$program: $status/$out/$err" "0/$2/"
        result no "$1"
        return
    done
    result yes "$1"
}

# compiled FLAGS...: both sources with these, in one object, linked and called.
compiled() {
    rm -f "$tmp/dyn"
    run "$@" -include test/modules/widths.c -c -o "$tmp/everything.o" \
        test/modules/everything.c
    run build/aoutld -u -o "$tmp/dyn" "$tmp/everything.o"
    in_hosts "everything, $*" "$everything"
}

# Modules and programs meet in words of 8 bytes only: so each level is tried in
# all programs, and what else there is, which changes the code, in ours.
levels='-O0 -O1 -O2 -O3 -Os'
variant && levels='-O0 -O2'
for cc in $compilers; do
    command -v "$cc" >/dev/null || continue
    for level in $levels; do
        compiled "$cc" "$level" -fPIC
    done
done
hosts=build/test/call
for cc in $compilers; do
    command -v "$cc" >/dev/null || continue
    compiled "$cc" -O2 -fPIC -g -ffunction-sections -fdata-sections
    compiled "$cc" -O2 -fPIC -fno-plt -fno-asynchronous-unwind-tables
    compiled "$cc" -O1 -fPIC -fno-jump-tables -fno-merge-constants
    compiled "$cc" -O2 -fPIC -fstack-protector-all $protection
    for model in $models; do
        compiled "$cc" -O2 -fPIC "$model"
    done
done

# Several objects: what belongs to both.
links 'two objects' -u build/modules/first.o build/modules/second.o
is "$(list export)" 'choose first second shared ' \
    '... export what is not hidden, sorted'
run build/test/call "$tmp/dyn"
is "$status/$out" '0/first 328' \
    'two objects: one variable, and the strong function before the weak one'
cp "$tmp/dyn" "$tmp/first"
links 'in the other order' -u build/modules/second.o build/modules/first.o
run build/test/call "$tmp/dyn"
is "$status/$out" '0/first 328' '... they do the same'

links 'two commons' -u build/modules/common_a.o build/modules/common_b.o
run build/test/call "$tmp/dyn"
is "$status/$out" '0/first 65' '... are one variable, of the larger size'

links 'a section that each brings a copy of' -u build/modules/once_a.o \
    build/modules/once_b.o
run build/test/call "$tmp/dyn"
is "$status/$out" '0/first_user 111
second_user 111' '... is there once, and the first weak function is meant'

links 'without -fPIC, if there are no addresses in it' -u \
    build/modules/no_pic.o
run build/test/call "$tmp/dyn"
is "$status/$out" '0/greeting hello
plain 2' '... it works, and constant addresses are in data'

links 'an export at the end of the image' -u build/modules/at_end.o
is "$(list export)" 'at_end at_start ' '... is in the image'

# The same input gives the same bytes.
links 'linked again' -u build/modules/first.o build/modules/second.o
cmp "$tmp/dyn" "$tmp/first" >/dev/null
is $? 0 '... the bytes are the same'

# Archives.
# archive NAME OBJECT...: $tmp/NAME
archive() {
    name=$1
    shift
    rm -f "$tmp/$name"
    ar rcs "$tmp/$name" "$@"
}
m=build/modules
archive second.a $m/no_pic.o $m/second.o $m/at_end.o
links 'an archive behind what needs it' -u $m/first.o "$tmp/second.a"
is "$(list export)" 'choose first second shared ' '... one member is taken'
run build/test/call "$tmp/dyn"
is "$status/$out" '0/first 328' '... and works'
links 'an archive before what needs it' -u "$tmp/second.a" $m/first.o
is "$(list import)" 'second ' '... is not looked at again'
links '... unless it is named again' -u "$tmp/second.a" $m/first.o \
    "$tmp/second.a"
is "$(list import)" '' '... behind that'
echo first >"$tmp/exports"
archive both.a $m/second.o $m/no_pic.o $m/first.o
links 'an archive alone, and -x FILE' -u -x "$tmp/exports" "$tmp/both.a"
run build/test/call "$tmp/dyn"
is "$status/$out" '0/first 328' '... that wants a name, which wants another'
printf 'lent_add' >"$tmp/imports"
printf 'int lent_add(int a, int b);\nint lent_add(int a, int b)
{ return a * b; }\n' >"$tmp/lent.c"
run cc-$arch -O1 -fPIC -c -o "$tmp/lent.o" "$tmp/lent.c"
archive lent.a "$tmp/lent.o"
links 'a weak name' -u $m/weak.o "$tmp/lent.a"
run build/test/call "$tmp/dyn"
is "$status/$out" '0/maybe -1' '... takes no member'
echo 'int common_row[20] = {7}; int taken = 1;' >"$tmp/lent.c"
run cc-$arch -O1 -fPIC -c -o "$tmp/lent.o" "$tmp/lent.c"
echo 'int common_row[20]; int other;' >"$tmp/common.c"
run cc-$arch -O1 -fPIC -fcommon -c -o "$tmp/common.o" "$tmp/common.c"
echo 'int common_row[20]; int extra = 2;' >"$tmp/common.c"
run cc-$arch -O1 -fPIC -fcommon -c -o "$tmp/again.o" "$tmp/common.c"
archive common.a "$tmp/again.o" "$tmp/lent.o"
links 'a common symbol' -u "$tmp/common.o" "$tmp/common.a"
is "$(list export)" 'common_row other taken ' \
    '... takes the member that defines it, and no other common one'

# Thin archives have no members, but paths of their own folder's.
mkdir -p "$tmp/thin/objects"
cp $m/second.o "$tmp/thin/objects/a_name_of_more_than_16.o"
(cd "$tmp/thin" && ar rcsT second.a objects/a_name_of_more_than_16.o)
links 'a thin archive' -u $m/first.o "$tmp/thin/second.a"
run build/test/call "$tmp/dyn"
is "$status/$out" '0/first 328' '... in another folder'
run build/aoutld -u -o "$tmp/thin/objects/a_name_of_more_than_16.o" \
    $m/first.o "$tmp/thin/second.a"
starts "$status/$err" "1/aoutld: $tmp/thin/second.a(objects/a_name_of" \
    '... whose member is not the output'
rm "$tmp/thin/objects/a_name_of_more_than_16.o"
refused "$tmp/thin/second.a(objects/a_name_of_more_than_16.o): $tmp/thin/obj" \
    '... whose member is gone' -u $m/first.o "$tmp/thin/second.a"
has "$err" ': No such file or directory' '... says why'

# What the index of an archive of more than 4 GiB looks like.
run build/test/editobj "$tmp/both.a" "$tmp/wide.a" wide
has "$status/$(od -An -c -N 16 "$tmp/wide.a")" '/   S   Y   M   6   4' \
    'an archive with a wide index'
links '... is one' -u -x "$tmp/exports" "$tmp/wide.a"

# What a module can bring along.
links 'what compilers make up, of build/libmod.a' -u $m/alone.o build/libmod.a
is "$(list import)/$(list export)" '/plain ' \
    '... the host is asked for nothing, and offered no more'
run build/test/call "$tmp/dyn"
is "$status/$out" '0/plain 11' '... and it works'
libgcc=$(cc-$arch -print-libgcc-file-name)
if [ -f "$libgcc" ]; then
    links "a module with the compiler's own archive" -u $m/wide_division.o \
        "$libgcc"
    is "$(list import)" '' '... the host is asked for nothing'
    run build/test/call "$tmp/dyn"
    is "$status/$out" '0/plain 7' '... and it works'
else
    absent "a module with the compiler's own archive" 'it has none'
fi
case $arch in amd64) musl=x86_64 ;; arm64) musl=aarch64 ;; *) musl=$arch ;; esac
for musl in /usr/lib/$musl-linux-musl/libc.a; do
    if [ -f "$musl" ]; then
        links "a module with functions of musl's" -u $m/sorts.o "$musl"
        run build/test/call "$tmp/dyn"
        is "$status/$out" '0/plain 97531' '... works'
    elif [ -n "$emulator" ]; then
        absent "a module with functions of musl's" "musl's is for this machine"
    else
        skip "a module with functions of musl's" musl-tools
    fi
done

# Archives that are none.
cp "$tmp/both.a" "$tmp/bare.a"
ar d "$tmp/bare.a" first.o no_pic.o second.o
links 'an empty archive' -u $m/weak.o "$tmp/bare.a"
refused 'no objects' '... alone is nothing' -u "$tmp/bare.a"
rm "$tmp/bare.a"
ar rcS "$tmp/bare.a" $m/first.o
refused "$tmp/bare.a: an archive without an index: ranlib" \
    'an archive without an index' -u $m/first.o "$tmp/bare.a"
archive whole.a $m/second.o
head -c $(($(wc -c <"$tmp/whole.a") - 100)) "$tmp/whole.a" >"$tmp/cut.a"
refused "$tmp/cut.a(second.o): truncated" 'an archive that is cut off' \
    -u $m/first.o "$tmp/cut.a"
head -c 100 "$tmp/whole.a" >"$tmp/cut.a"
refused "$tmp/cut.a: " '... also in its index' -u $m/first.o "$tmp/cut.a"
archive twice.a build/bad/twice_a.o
printf 'int reading;\nint other(void);\nint other(void) { return 1; }' \
    >"$tmp/lent.c"
run cc-$arch -fPIC -fno-common -c -o "$tmp/twice.o" "$tmp/lent.c"
archive twice.a "$tmp/twice.o"
echo other >"$tmp/exports"
refused "$tmp/twice.a(twice.o): .bss: reading: already defined in build/bad" \
    'a member that defines a name once more' -u -x "$tmp/exports" \
    build/bad/twice_a.o "$tmp/twice.a"

# -u FILE and -x FILE.
everything_o=build/modules/everything.o
printf 'lent_add lent_half\n\n\tlent_number memcpy memset lent_row' \
    >"$tmp/imports"
printf 'lent_third' >"$tmp/exports"
: >"$tmp/nothing"

links '-u FILE allows these' -u "$tmp/nothing" $everything_o
links '-x FILE exports these' -u -x "$tmp/exports" $everything_o
is "$(list export)" 'lent_third ' '... and no others; the last line counts'
links '-x before -u' -x "$tmp/exports" $everything_o -u
is "$(list export)" 'lent_third ' '... is the same'
links '-x without FILE' -x -u $everything_o
is "$(list export)" 'everything lent_third ' '... restricts nothing'
links 'an empty FILE' -u -x "$tmp/nothing" $everything_o
is "$(list export)" 'everything lent_third ' '... restricts nothing'
echo only_inside >"$tmp/exports"
links '-x FILE with a hidden name' -u -x "$tmp/exports" build/modules/first.o \
    build/modules/second.o
is "$(list export)" 'only_inside ' '... exports it'

echo 'lent_add maybe' >"$tmp/imports"
links '-u FILE with a weak name' -u "$tmp/imports" build/modules/weak.o
is "$(list import)" 'lent_add ' '... imports it'
echo 'maybe' >"$tmp/imports"
links '-u FILE without the weak name' -u "$tmp/imports" build/modules/weak.o
is "$(list import)" '' '... does not'
run build/test/call "$tmp/dyn"
is "$status/$out" '0/maybe -1' '... it is 0'
run build/aoutld -v -u -o "$tmp/dyn" build/modules/weak.o
has "$status/$out" '
weak 00000000 lent_add' '-u without FILE lists no weak name: it is 0, says -v'
run build/test/call "$tmp/dyn"
is "$status/$out" '0/maybe -1' '... it is 0 there, too'

# Names that the linker makes.
for order in 'a b' 'b a'; do
    objects=
    for half in $order; do objects="$objects build/modules/made_$half.o"; done
    links "the edges of the image and of a section: $order" -u $objects
    is "$(list import)" '' '... are no imports'
    run build/test/call "$tmp/dyn"
    is "$status/$out" '0/plain 93' '... and where they should be'
done
echo _end >"$tmp/imports"
links 'such a name, listed in -u FILE' -u "$tmp/imports" $objects
is "$(list import)" '_end ' '... is imported'

echo 'lent_half lent_number lent_row' >"$tmp/imports"
refused 'build/modules/everything.o: ' '-u FILE: a name that is not in it' \
    -u "$tmp/imports" $everything_o
has "$err" ': lent_add: not defined, and not among the imports' '... is named'
# A hidden function has no import: the name of __lent_add_chk is listed so.
echo 'int __lent_add_chk(int), f(int); int f(int x)
{ return __lent_add_chk(x) + 1; }' >"$tmp/renamed.c"
run cc-$arch -O1 -fPIC -w -c -o "$tmp/renamed.o" "$tmp/renamed.c"
printf 'lent_half\nlent_add' >"$tmp/imports"
refused "$tmp/renamed.o: .text+0x" '-u FILE: a name that a header has changed' \
    -u "$tmp/imports" "$tmp/renamed.o"
has "$err" ": __lent_add_chk: not defined, and not among the imports that -u \
allows: a header has made this of lent_add in $tmp/imports:2" '... is told'
refused "$tmp/imports:2: lent_add: no object defines or uses it: a header has \
made it __lent_add_chk, so list that" '... and so does -x FILE' \
    -x "$tmp/imports" "$tmp/renamed.o"
echo 'lent_add plian' >"$tmp/imports"
links '-u FILE permits, and demands nothing' -u "$tmp/imports" \
    build/modules/no_pic.o
printf '\nplain plian' >"$tmp/exports"
refused "$tmp/exports:2: plian: not defined, but -x lists it" \
    '-x FILE: a name that is nowhere' -u -x "$tmp/exports" $m/no_pic.o

# Several FILEs, and one for both.
echo 'lent_add lent_half' >"$tmp/imports"
echo 'lent_number memcpy memset lent_row lent_add' >"$tmp/more"
links 'several -u FILE add up' -u "$tmp/imports" -u "$tmp/more" $everything_o
echo 'lent_third' >"$tmp/exports"
echo 'everything' >"$tmp/others"
links 'several -x FILE add up' -u -x "$tmp/exports" $everything_o \
    -x "$tmp/others"
is "$(list export)" 'everything lent_third ' '... to both exports'
echo 'everything lent_add lent_half lent_number memcpy memset lent_row unused' \
    >"$tmp/both"
links 'one FILE for both' -u "$tmp/both" -x "$tmp/both" $everything_o
is "$(list export)" 'everything ' '... what the objects define is exported'
has "$(list import)" 'lent_add lent_half ' '... the rest may be imported'
echo everything unused >"$tmp/both"
refused "$tmp/both:1: unused: not defined, but -x lists it" \
    '... but -x alone demands it' -u -x "$tmp/both" $everything_o
echo 'forty_two' >"$tmp/exports"
refused "$tmp/exports:1: forty_two: cannot be exported" \
    '-x FILE: a name that is a number' \
    -u -x "$tmp/exports" build/bad/absolute_export.o
refused "$tmp/none: No such file" '-u FILE: no such FILE' \
    -u "$tmp/none" build/modules/no_pic.o

# -x alone: the table of a program.
halves='build/modules/first.o build/modules/second.o'
names() {
    sed -n 's/^    {0x[0-9a-f]*, s[0-9]*, "\(.*\)"},$/\1/p' "$1" | tr '\n' ' '
}
run build/aoutld -x -o "$tmp/table.c" $halves
is "$status/$out/$err" '0//' '-x: the table of a program'
is "$(names "$tmp/table.c")" 'choose first second shared ' '... sorted'
for cc in $compilers; do
    command -v "$cc" >/dev/null || continue
    for flags in '-fPIE -O3' '-fno-pie -std=c89 -Wpedantic'; do
        run $cc $flags -Wall -Wextra -Werror -c -o "$tmp/table.o" "$tmp/table.c"
        is "$status/$err" '0/' "... compiles with $cc $flags"
    done
done
echo 'only_inside memcpy choose' >"$tmp/exports"
run build/aoutld -v -x "$tmp/exports" -o "$tmp/table.c" $halves
is "$(names "$tmp/table.c")" 'choose memcpy only_inside ' \
    '-x FILE: these, also hidden ones, also what compilers make up'
for cc in $compilers; do
    command -v "$cc" >/dev/null || continue
    run $cc -Wall -Wextra -Wpedantic -Werror -c -o "$tmp/table.o" \
        "$tmp/table.c"
    is "$status/$err" '0/' "... $cc has no objection to its memcpy"
done
run build/aoutld -x -o "$tmp/table.c" build/modules/program.o
is "$status/$err/$(names "$tmp/table.c")" '0//lent_or_not started ' \
    '-x: a program may have constructors, and what each thread has is not lent'
echo of_this_thread >"$tmp/exports"
refused "$tmp/exports:1: of_this_thread: cannot be exported" \
    '-x FILE: thread-local storage' \
    -x "$tmp/exports" build/modules/program.o
echo 'choose sceond' >"$tmp/exports"
refused "$tmp/exports:1: "'sceond: no object defines or uses it' \
    '-x FILE: a name that is nowhere' -x "$tmp/exports" $halves
if [ "$arch" = amd64 ]; then
    echo __stack_chk_guard >"$tmp/exports"
    refused "$tmp/exports:1: __stack_chk_guard: no object defines or uses it" \
        '-x FILE: the guard, which has no name here' -x "$tmp/exports" $halves
fi

# Assembly of ours promises what the compiler does, or one file would switch the
# protection of a whole program off.
# promises FILE: of its instructions.
promises() {
    readelf -n "$1" | sed -n 's/^ *Properties: //p'
}
echo 'int f(void) { return 1; }' >"$tmp/c.c"
# Of the 100,000 names one is enough here.
sed 's/0123456789/0/' bench/exports.S >"$tmp/exports.S"
[ -n "$protection" ] ||
    absent 'our assembly keeps promises' "$arch: there are none to be kept"
for cc in $compilers; do
    { command -v "$cc" && [ -n "$protection" ]; } >/dev/null || continue
    for file in "$tmp/c.c" "$tmp/exports.S" bench/words.S; do
        name=${file##*/}
        $cc $protection -Ibench -c -o "$tmp/${name%.*}.o" "$file" ||
            result no "$file"
    done
    run $cc -r -nostdlib -o "$tmp/all.o" "$tmp/c.o" "$tmp/exports.o" \
        "$tmp/words.o"
    has "$(promises "$tmp/c.o")" ' feature: ' "$cc $protection: C has promises"
    is "$(promises "$tmp/all.o")" "$(promises "$tmp/c.o")" \
        '... and our assembly keeps them'
done
# test/torture.sh, on a folder of three programs: one is alike, one is refused,
# and one says what it is called.
if under_valgrind || variant; then
    absent 'programs as modules' 'that does not depend on how this was built'
else
    mkdir "$tmp/suite"
    cp test/modules/small.c "$tmp/suite"
    echo '#include <stdio.h>
int main(void) { return puts("alike") < 0; }' >"$tmp/suite/alike.c"
    echo '__thread int x; int main(void) { return x; }' >"$tmp/suite/thread.c"
    run env COMPILERS=cc-$arch LEVELS=-O1 KEEP="$tmp/kept" \
        sh test/torture.sh "$tmp/suite"
    said=$(printf '%s\n' "$out" | sed 's/; 0 do not compile, .*//')
    is "$status/${said#2 programs: as modules, }" \
        '0/1 builds do the same, 0 do not, 1 are refused
refused      1 thread-local storage is not supported' 'programs as modules'
    echo '#include <stdio.h>
int main(int n, char **s) { return puts(s[0]) < n - n; }' >"$tmp/suite/name.c"
    run env COMPILERS=cc-$arch LEVELS=-O1 KEEP="$tmp/kept" \
        sh test/torture.sh "$tmp/suite"
    starts "$status/$out" "1/DIFFERENT: $tmp/suite/name.c: cc-$arch -O1: see " \
        '... and one that does something else is kept'
    holds '... with its source' [ -s "$tmp/kept/name-cc-$arch-O1/name.c" ]
fi

# What is no module's business: each is refused by name.
# bad NAME MESSAGE: build/bad/NAME.o
bad() {
    refused "build/bad/$1.o: $2" \
        "$(head -qn 1 "test/bad/$1".[cS] | sed 's/.* - //')" \
        -u "build/bad/$1.o"
}
bad tls '.tdata: counter: thread-local storage'
bad tls_import '.text+0x'
has "$err" ": counter: $thread" '... by name'
has "$err" ': thread-local storage' '... and reason'
bad ifunc '.text: indirect: an indirect function'
bad constructor '.init_array: set_up: a constructor'
bad destructor '.fini_array: clean_up: a constructor or destructor'
bad huge 'reading: a common symbol of 3000000000 bytes is too big'
bad absolute-$arch '.text+0x'
has "$err" ": $fixed: " '... by its relocation'
has "$err" 'compile with -fPIC' '... with the remedy'
bad import_near ".text$near: "
has "$err" 'compile with -fPIC' '... with the remedy'
bad packed '.data'
has "$err" '+0x1: lent_number: an address that is not aligned' \
    '... at its place'
has "$err" ', as in a packed struct: the loader cannot write it, so assign it' \
    '... with the remedy'
bad far_addend '.data'
has "$err" '+0x0: lent_row: the addend of an import' '... at its place'
bad hidden '.text+0x'
has "$err" ': lent_number: not defined, and hidden' '... by name'
bad no_section '.text+0x'
has "$err" ': __start_nothing: not defined: no section of that name' \
    '... by name'
bad no_header '.text+0x'
has "$err" ': __ehdr_start: ld makes this name, but a module' '... by name'
bad call_of_end '.text+0x'
has "$err" ': end: the linker makes this name, and it is no function: ' \
    '... by name'
echo end >"$tmp/imports"
links '... unless -u FILE lists it' -u "$tmp/imports" build/bad/call_of_end.o
bad aligned '.data: has an alignment above 4096'
bad writable_code '.both: is writable and executable'
bad text_address ".text+0x0: here: $word: an address in code"
bad dropped '.data+0x0: .note.mine: refers to a section that is not kept'
bad cut_word-$arch '.data+0x'
has "$err" ': a relocation outside of its section' '... is the reason'
bad cut_near-$arch '.data+0x'
has "$err" ': a relocation outside of its section' '... is the reason'
bad out_of_reach-$arch '.'
has "$err" ": out of reach: more than $reach away" '... is the reason'
if [ $arch = arm64 ]; then
    bad import_branch-arm64 '.text+0x0: lent_add: R_AARCH64_CONDBR19: not in'
fi
if [ $arch = amd64 ]; then
    run cc-$arch -O1 -fPIC -mcmodel=large -c -o "$tmp/far.o" \
        test/modules/small.c
    # Its section is .text, or from clang 19 on .ltext.
    refused "$tmp/far.o: ." 'code that may lie anywhere' -u "$tmp/far.o"
    has "$err" 'text+0x' '... says where'
    has "$err" '64: another code model: compile without -mcmodel' \
        '... with the remedy'
    # What needs no such relocation is code like any other.
    echo 'int __attribute__((section(".ltext"))) plain(void) { return 7; }' \
        >"$tmp/far.c"
    run cc-$arch -O1 -fPIC -c -o "$tmp/near.o" "$tmp/far.c"
    run build/test/editobj "$tmp/near.o" "$tmp/far.o" .ltext flags 0x10000006
    is "$status" 0 'code in .ltext has the flag of large sections'
    links '... and it links' -u "$tmp/far.o"
    run build/test/call "$tmp/dyn"
    is "$status/$out" '0/plain 7' '... and works'
fi
refused 'a b: cannot be written in C' 'a name that is no name in C' \
    -x build/bad/quoted.o
bad own_table '_exporttab: the linker defines this name'
twice='build/bad/twice_a.o build/bad/twice_b.o'
for option in -u -x; do
    refused 'build/bad/twice_b.o: .data: reading: already defined in' \
        "$option: a name that two objects define" $option $twice
    has "$err" 'already defined in build/bad/twice_a.o' '... both are named'
done
refused 'build/bad/twice_a.o: reading: 4 bytes here, but a common symbol of' \
    'a common symbol that is larger than the variable' \
    -u build/bad/larger.o build/bad/twice_a.o

# What is no object of ours.
# patched OFFSET BYTES: an object with other bytes there, in $tmp/patched.o.
patched() {
    cp build/modules/answer.o "$tmp/patched.o"
    # shellcheck disable=SC2059 # escapes are what it is for
    printf "$2" | dd of="$tmp/patched.o" bs=1 seek="$1" conv=notrunc \
        2>/dev/null
}
p=$tmp/patched.o
patched 4 '\001'
refused "$p: wrong class: not a 64-bit" 'a 32-bit object' -u "$p"
patched 5 '\002'
refused "$p: wrong byte order: not little-endian" 'a big-endian object' -u "$p"
patched 18 '\026'
refused "$p: wrong machine: ELF machine 22" 'an object for s390' -u "$p"
[ $arch != riscv64 ] || . test/check-riscv64.sh
case $arch in arm64) patched 18 '\076' ;; *) patched 18 '\267' ;; esac
for option in -u -x; do
    refused "$p: is for another machine than build/modules/answer.o" \
        "$option: objects for two machines" $option build/modules/answer.o "$p"
done
refused "$p: .data" 'an object with relocations of another machine' -u "$p"
has "$err" ' is not known here' '... is told by their type'
patched 16 '\003'
refused "$p: truncated: no program headers" 'a shared object without any' \
    -u "$p"
refused 'build/aoutld: ' 'a program' -u build/aoutld
refused 'check.sh: not an ELF object' 'a script' -u "$tmp/nothing" check.sh
echo '/* GNU ld script */ GROUP ( libm-2.36.a )' >"$tmp/libm.a"
refused "$tmp/libm.a: a script for ld: name the files" 'a script for ld' \
    -u "$tmp/nothing" "$tmp/libm.a"
refused "$tmp/nothing: not an ELF object" 'an empty file' -u "$tmp/nothing" \
    "$tmp/nothing"
refused 'test: Is a directory' 'a folder' -u "$tmp/nothing" test
refused 'none.o: No such file' 'no such object' -u "$tmp/nothing" none.o

# The command line, and the output.
for arguments in '' '-u' '-u build/modules/weak.o' '-u -o' '-u -o none' \
    '-o none build/modules/weak.o'; do
    run build/aoutld $arguments
    has "$status/$out/$err" 'usage: aoutld [-v] [-f] [-g LIST] -u [FILE]' \
        "usage: aoutld $arguments"
    starts "$status/$out" 2/ '... and status 2'
done
for option in -z --verbose -uv -; do
    run build/aoutld -u $option -o none build/modules/weak.o
    starts "$status/$err" "2/aoutld: $option: unknown option
usage: " "an unknown option is named: $option"
done
run build/aoutld --help
starts "$status/$err/$out" '0//usage: aoutld [-v] [-f] [-g LIST] -u [FILE]' \
    '--help'
run build/aoutld --version
starts "$status/$err/$out" '0//aoutld 1' '--version'
run sh -c "${RUN-} build/aoutld --version >/dev/full"
is "$status/$err" '1/aoutld: standard output: cannot write' '... a full disk'

echo old >"$tmp/dyn"
run build/aoutld -u -o "$tmp/dyn" build/bad/tls.o
is "$status/$(cat "$tmp/dyn")" '1/old' 'an error leaves the old file as it was'
# What is read is not written over, under whatever name.
cp build/modules/weak.o "$tmp/weak.o"
ln "$tmp/weak.o" "$tmp/hard"
ln -s "$tmp/weak.o" "$tmp/soft"
echo lent_add >"$tmp/imports"
for output in weak.o hard soft imports; do
    run build/aoutld -u "$tmp/imports" -o "$tmp/$output" \
        build/modules/no_pic.o "$tmp/weak.o"
    is "$status/$out/$err" "1//aoutld: $tmp/$output: is input, and cannot be \
the output" "an output that is input: $output"
done
run build/aoutld -x "$tmp/imports" -o "$tmp/imports" build/modules/weak.o
is "$status/$(cat "$tmp/imports")" 1/lent_add '... and is as it was'
mkdir "$tmp/empty"
run build/aoutld -u -o "$tmp/empty/dyn" build/bad/tls.o
is "$status/$(ls -A "$tmp/empty")" '1/' '... and no other behind'
run build/aoutld -u -o "$tmp/none/dyn" build/modules/weak.o
is "$status/$out/$err" "1//aoutld: $tmp/none/dyn: No such file or directory" \
    'no such folder for the output'
# By way of a link: a linker that takes the device for a file to be replaced
# would, run by root, put an end to the machine's /dev/full.
ln -s /dev/full "$tmp/full"
run build/aoutld -u -o "$tmp/full" build/modules/weak.o
is "$status/$out/$err" "1//aoutld: $tmp/full: No space left on device" \
    'a full disk is told'
holds '... and what is no file is not replaced by one' [ -c "$tmp/full" ]
# Links are followed, and stay: to a file, to nothing yet, and to our own
# output, as /dev/stdout is one.
links 'for the next ones' -u build/modules/weak.o
cp "$tmp/dyn" "$tmp/weak.mod"
mkdir "$tmp/far"
echo old >"$tmp/far/old"
for name in old new; do
    ln -s "far/$name" "$tmp/$name"
    run build/aoutld -u -o "$tmp/$name" build/modules/weak.o
    is "$status/$out/$err" 0// "the output is a link to a file: $name"
    cmp -s "$tmp/far/$name" "$tmp/weak.mod" && [ -L "$tmp/$name" ]
    is $? 0 '... the file is written, and the link is still there'
done
ln -s /proc/self/fd/1 "$tmp/stdout"
for to in ">$tmp/got" "| cat >$tmp/got"; do
    run sh -c "${RUN-} build/aoutld -u -o $tmp/stdout \
        build/modules/weak.o $to"
    cmp -s "$tmp/got" "$tmp/weak.mod" && [ -L "$tmp/stdout" ]
    is "$status/$?/$err" 0/0/ \
        "the output is standard output, by a link, ${to%%"$tmp"*}"
done
is "$(cd "$tmp/far" && echo *)" 'new old' '... and nothing is left beside'
run build/aoutld -u -o "$tmp/empty" build/modules/weak.o
is "$status/$out/$err" "1//aoutld: $tmp/empty: Is a directory" \
    'the output is a folder'
run sh -c "trap '' XFSZ; ulimit -f 1; ${RUN-} build/aoutld -u \
    -o $tmp/empty/dyn build/modules/weak.o"
is "$status/$err" "1/aoutld: $tmp/empty/dyn: File too large" \
    'a file that gets too large is told'
is "$(ls -A "$tmp/empty")" '' '... and what was written of it is gone'
run sh -c "umask 027; ${RUN-} build/aoutld -u -o $tmp/empty/dyn \
    build/modules/weak.o && ls -l $tmp/empty/dyn | cut -c1-10"
is "$out" '-rw-r-----' 'the output is for whom the umask says'
run sh -c "${RUN-} build/aoutld -v -u -o $tmp/dyn build/modules/weak.o \
    >/dev/full"
is "$status/$err" '1/aoutld: standard output: cannot write' \
    '-v: a full disk is told'

long=$(awk 'BEGIN { while (n++ < 4096) printf "a" }')
echo "int $long;" >"$tmp/long.c"
run cc-$arch -c -o "$tmp/long.o" "$tmp/long.c"
refused "$tmp/long.o: symbol" 'a name of more than 4095 bytes' -u "$tmp/long.o"
has "$err" ' has no name, or a very long one' '... is the reason'

# Sections that nobody has heard of, and relocations that nobody reads. What an
# assembler of today does not make is an object in which one number is changed.
# edited NUMBER SECTION FIELD: $tmp/edited.o
edited() {
    cp "$edit" "$tmp/edited.o"
    run build/test/editobj "$edit" "$tmp/edited.o" "$2" "$3" "$1"
    [ "$status" -eq 0 ] || result no "editobj: $err"
}
e=$tmp/edited.o
edit=build/modules/small.o
for type in 0x40000014 9 19 0x60000002; do
    edited $type .rela.text type
    refused "$e: .rela.text: relocations in a form (section type 0x" \
        "relocations of type $type" -u "$e"
    run build/aoutdump "$e"
    has "$status/$err" '1/aoutdump: '"$e: .rela.text: relocations in a form" \
        '... nor does aoutdump read them'
done
for type in 0x12345678 0x6fff4cff 0x70000002 0x80000001; do
    edited $type .data type
    refused "$e: .data: is of a type that is not supported: $type" \
        "a section of the image of type $type" -u "$e"
done
for flag in 0x1000003 0x103 0x40000003 0x100000003; do
    edited $flag .data flags
    refused "$e: .data: has a flag that is not supported: 0x" \
        "a section of the image with the flags $flag" -u "$e"
done
edit=build/modules/passed.o
edited 0x12345678 .BTF type
refused "$e: .BTF: is of a type that is not supported: 0x12345678" \
    'a section outside of the image that may be anything' -u "$e"
for type in 0x6fff4c03 0x6fff4c04 0x6fff4c09 0x6ffffff4 0x6fff4cff \
    0x80000001; do
    edited $type .BTF type
    links "... and one of type $type is passed over" -u "$e"
done
edited 0x140 .BTF flags
cp "$e" "$tmp/flags.o"
edit=$tmp/flags.o
edited 0x6fff4cff .BTF type
refused "$e: .BTF: is of a type that is not supported" \
    '... but not if it says that a linker has to know it' -u "$e"
bad stack_of_code 'asks for an executable stack, which a program'
links '.init.text and .fini.x are code' -u build/modules/passed.o
run build/test/call "$tmp/dyn"
is "$status/$out" '0/plain 3' '... that is called'

# A nested function, as gcc compiles it.
printf '%s\n' 'void each(int (*f)(int)); int sum(int k);' \
    'int sum(int k) { int n = 0; int add(int x) { return n += x * k; }' \
    'each(add); return n; }' >"$tmp/nest.c"
if gcc -O2 -fPIC -c -o "$tmp/nest.o" "$tmp/nest.c" 2>/dev/null; then
    refused "$tmp/nest.o: asks for an executable stack" \
        'the address of a nested function' -u "$tmp/nest.o"
else
    skip 'the address of a nested function' gcc
fi

# An object of more than 65,279 sections has their numbers elsewhere: all of
# them in a small one, and those that are too large in one of 66,000.
run build/test/editobj build/modules/first.o "$tmp/wide.o" wide
links 'an object with wide section numbers' -u build/modules/second.o \
    "$tmp/wide.o"
run build/test/call "$tmp/dyn"
is "$status/$out" '0/first 328' '... links as the other one does'
if ! variant; then
    awk 'BEGIN {
        print ".data"  # first, whichever assembler it is
        for (n = 0; n < 65500; n++)  # for their number: empty
            printf ".section .data.s%d,\"aw\"\n", n
        for (; n < 66000; n++)
            printf ".section .data.s%d,\"aw\"\n.globl v%d\nv%d: .quad %d\n", \
                n, n, n, n
        print ".data\n.globl answer\n.balign 8\nanswer: .quad v65535, v65999"
    }' >"$tmp/wide.s"
    run cc-$arch -c -o "$tmp/wide.o" "$tmp/wide.s"
    echo answer >"$tmp/exports"
    links 'an object of 66,000 sections' -u -x "$tmp/exports" "$tmp/wide.o"
    listmod "$tmp/dyn"
    is "$(printf '%s\n' "$out" | sed -n 's/^relocation 0 +0x101[08] //p')" \
        '0x1138
0x1fb8' '... links to the right ones'
fi

# With what gcc leaves for -flto there is nothing to link.
printf 'int f(void);\nint f(void) { return 1; }\n' >"$tmp/lto.c"
if gcc -flto -fno-fat-lto-objects -c -o "$tmp/lto.o" "$tmp/lto.c" \
    2>/dev/null; then
    refused "$tmp/lto.o: compiled with -flto" 'an object without code' \
        -u "$tmp/lto.o"
else
    skip 'an object without code' 'gcc -flto'
fi
if clang -flto -c -o "$tmp/lto.o" "$tmp/lto.c" 2>/dev/null; then
    refused "$tmp/lto.o: compiled by clang -flto" "... and clang's" \
        -u "$tmp/lto.o"
    # An index of its names takes llvm-ar: so this one is made by hand.
    { printf '!<arch>\n%-48s%-10s`\n\0\0\0\001\0\0\0\116f\0' / 10
        printf '%-16s%-32s%-10s`\n' lto.o/ '' "$(wc -c <"$tmp/lto.o")"
        cat "$tmp/lto.o"; } >"$tmp/lto.a"
    echo f >"$tmp/exports"
    refused "$tmp/lto.a(lto.o): compiled by clang -flto" '... in an archive' \
        -u -x "$tmp/exports" "$tmp/lto.a"
else
    skip "an object of clang's without code" 'clang -flto'
fi

# -mcmodel=medium: a common symbol that may be far away.
if [ $arch = amd64 ]; then
    echo 'int far[100000], *get(void); int *get(void) { return far; }' \
        >"$tmp/far.c"
    what='a common symbol of -mcmodel=medium'
    if gcc -O2 -fPIC -fcommon -mcmodel=medium -c -o "$tmp/far.o" \
        "$tmp/far.c" 2>/dev/null; then
        run nm "$tmp/far.o"
        has "$out" ' C far' "$what"
        run build/aoutld -x -o "$tmp/table.c" "$tmp/far.o"
        is "$status/$(names "$tmp/table.c")" '0/far get ' '... is one'
    else
        skip "$what" gcc
    fi
fi

# damaged CC NAME...: these cut, and their bytes changed, at each $step: small
# has a bit of everything, once_a a group. (Without -g: each byte counts.)
damaged() {
    cc=$1
    shift
    for name in "$@"; do
        run "$cc" -O1 -fPIC -fcommon -fno-asynchronous-unwind-tables -c \
            -o "$tmp/$name.o" test/modules/$name.c
        run build/test/ld-damage "$tmp/$name.o" $step
        is "$status/$err" '0/' \
            "damaged, $name of $cc is refused, or makes a good module"
        has "$out" 'some of them good: yes' '... both happen'
    done
}
damaged cc-$arch small once_a
tests build/test/ld-nomem "$tmp/small.o"

# Objects for the other machine: the same linker, and the loader of this one
# says what it got.
foreign() {
    for name in everything widths; do
        run cc-$other -O2 -fPIC -c -o "$tmp/$name.o" test/modules/$name.c
    done
    links "a module for $other" -u "$tmp/everything.o" "$tmp/widths.o"
    is "$(list export)" 'everything lent_third widths ' '... exports the same'
    starts "$(bytes "$tmp/dyn")" " $other_magic " '... and says for whom it is'
    run build/test/call "$tmp/dyn"
    starts "$status/$out/$err" "1//call: $tmp/dyn: not dynamic object file or\
 wrong platform: magic 0x$(echo "$other_magic" | tr -d ' '), " \
        '... so it is not loaded here'
    run build/aoutld -x -o "$tmp/table.c" "$tmp/everything.o" "$tmp/widths.o"
    is "$status/$err/$(names "$tmp/table.c")" \
        '0//everything lent_third widths ' "-x: a program for $other"
    damaged cc-$other once_a
}

echo '#include <string.h>' >"$tmp/probe.c"
if [ ! -x "$bin/cc-$other" ]; then
    skip "modules for $other" "$triplet-gcc"
elif ! cc-$other -c -o "$tmp/probe.o" "$tmp/probe.c" 2>/dev/null; then
    skip "modules for $other" "a C library's headers for $other"
else
    foreign
fi
