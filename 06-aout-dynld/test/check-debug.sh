# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-debug.sh - that debuggers, profilers and unwinders see a module. Sourced
# by check.sh.

steps=build/modules/steps.mod list=build/modules/steps.list
sensor=build/sensors/thermometer-so

# host LINES: the host is given these commands.
host() {
    printf '%s\n' "$1" >"$tmp/session"
    # shellcheck disable=SC2086 # RUN is several words on purpose
    $limit ${RUN-} build/host <"$tmp/session" >"$tmp/out" 2>"$tmp/err"
    status=$?
    out=$(cat "$tmp/out")
    err=$(cat "$tmp/err")
}

# The list: here one whose second object is a member of an archive, and that has
# a blank in its path.
mkdir "$tmp/a b"
ar rcs "$tmp/a b/too.a" build/modules/answer.o build/modules/steps_too.o
links 'a list of an object and of a member of an archive' \
    -g "$tmp/a b/steps.list" -u build/modules/steps.o "$tmp/a b/too.a"
mv "$tmp/dyn" "$tmp/a b/steps.mod"
is "$(awk '$1 == "object" { print NF, $2, ($4 > 0) }' "$tmp/a b/steps.list")" \
    "5 $(wc -c <build/modules/steps.o) 0
6 $(wc -c <build/modules/steps_too.o) 1" '... has their sizes and places'
run build/aoutld -g "$tmp/x" -x -o "$tmp/y" build/modules/steps.o
starts "$status/$err" '2/aoutld: -g: is for modules' '-g without -u is refused'
run build/aoutld -g "$tmp/y" -u -o "$tmp/y" build/modules/steps.o
is "$status/$err" "1/aoutld: $tmp/y: is the module, and cannot be the list" \
    '... and a list in the place of the module'
cp build/modules/steps.o "$tmp/y.o"
run build/aoutld -g "$tmp/y.o" -u -o "$tmp/y" "$tmp/y.o"
is "$status/$err" "1/aoutld: $tmp/y.o: is input, and cannot be the output" \
    '... or of an object'
line='two
lines.o'
cp build/modules/answer.o "$tmp/$line"
run build/aoutld -g "$tmp/x" -u -o "$tmp/y" "$tmp/$line"
has "$status/$err" ': a path of two lines cannot be in a list' \
    '... and a path with a line end in it'

# What is wrong with a list, or with what it names, is said; nothing is half
# done, and the device goes on.
host "load dev one $steps
debug one $list
debug one $list
debug two $list
debug one
profile one $tmp/nothing
load so plug $sensor.mod
debug plug $sensor.list
load dev roof build/drivers/thermometer.mod
debug roof $list
debug roof $tmp
debug roof /dev/null
read one
read plug
read roof"
is "$status/$out" '1/one: 1.0
plug: 21.5
roof: 21.5' 'devices are made known, and go on'
is "$err" "host: one: debuggers know the module already
host: two: no such device
host: debug: usage: debug NAME LIST
host: one: $tmp/nothing: No such file or directory
host: roof: $list:3: the list is of another module
host: roof: $tmp: not a list
host: roof: /dev/null: not a list" '... and what cannot be is said'

# Lists, changed by sed, and what is said of each. (.text is section 1 of an
# object of gcc's, and section 2 of one of clang's.)
: >"$tmp/damages"
: >"$tmp/refusals"
i=0
while IFS='|' read -r edit wanted; do
    i=$((i + 1))
    sed "$edit" "$list" >"$tmp/$i.list"
    echo "debug one $tmp/$i.list" >>"$tmp/damages"
    echo "host: one: $wanted" | sed "s#@#$tmp/$i.list#" >>"$tmp/refusals"
done <<'END'
d|@:0: the list has no objects
/^object/,$d|@:4: the list has no objects
/^text/d|@:4: not an object
s/^text .*/text x/|@:3: not a size and a checksum
s/^object/objects/|@:5: not a line of a list
s/^object.*/object 1/|@:5: not an object
s/^object [0-9]*/object 99999999999999999999999/|@:5: not an object
s/^section .*text$/section/|@:6: not a line of a list
s/^section .*text$/section 1/|@:6: not a section
s/^section .*text$/section 9999 0x0 .text/|@:6: no object has this section
s/^\(section .\) .*text$/\1 0xffffff x/|@:6: the section is not in the module
s/^\(section .\) .*text$/\1 -1 .text/|@:6: not a section
s/^object\(.*\) build/shared\1 build/|@:6: no object has this section
s/ build.*/ nowhere.o/|/nowhere.o: No such file or directory
s/ build.*/ Makefile/|/Makefile: has changed since the link
s/^object [0-9]*/object 100/|/steps.o: has changed since the link
s# build.*# /dev/null#|/dev/null: has changed since the link
END
host "load dev one $steps
$(cat "$tmp/damages")
read one"
is "$status/$out" "1/one: 1.0" 'damaged lists are refused'
# A path may be cut, from its beginning on.
is "$(printf '%s\n' "$err" | sed 's#.*/##')" \
    "$(sed 's#.*/##' "$tmp/refusals")" '... each with its reason'

# aoutdump says it to those who have no dyndebug().
run build/aoutdump -g 0x7f0000001028 "$list"
starts "$status/$err/$out" "0//add-symbol-file $PWD/build/modules/steps.o" \
    'aoutdump -g prints a command for gdb'
run build/aoutdump -g 0x7f0000001028 "$sensor.list"
is "$status/$err/$out" \
    "0//add-symbol-file $PWD/${sensor%-so}.so -o 0x7f0000001000" \
    '... of a shared object where it begins'
run build/aoutdump -g 0 "$tmp/a b/steps.list"
size=$(wc -c <build/modules/steps_too.o)
has "$out" "
shell tail -c +$(awk '$1 == "object" && $4 > 0 { print $4 + 1 }' \
        "$tmp/a b/steps.list") $tmp/a\ b/too.a | head -c $size >member-1.o
add-symbol-file member-1.o " '... and of a member how it becomes a file'
run build/aoutdump -g 0 build/modules/steps.o
is "$status/$err" \
    '1/aoutdump: build/modules/steps.o:1: not a line of a list' \
    '... and nothing of what is no list'
for base in x '' 12y; do
    run build/aoutdump -g "$base" "$list"
    starts "$status/$err" 2/usage '... nor for what is no address'
done

# gdb: its answers to test/debug.gdb. Memory that a sanitizer looks after is no
# matter of gdb's. A program for another machine is debugged by way of qemu, and
# under valgrind there is none of ours.
case ${RUN-} in
'') debugger=gdb ;;
qemu-aarch64* | qemu-riscv64*) debugger=gdb-multiarch ;;
*) debugger= ;;
esac
gdb_tried=
gdb_can() {
    [ -n "$debugger" ] && ! uses __asan_ && ! uses __tsan_ || return 1
    [ -z "${RUN-}" ] || return 0
    [ -n "$gdb_tried" ] || gdb_tried=$($limit gdb -nx -batch -ex run \
        --args build/aoutdump x </dev/null 2>&1 | tail -n 1)
    case $gdb_tried in *'exited with code 01'*) return 0 ;; esac
    return 1
}

# ask_gdb: puts the questions, into $tmp/gdb.out.
ask_gdb() {
    sed "s#SESSION#$tmp/gdb.session#" test/debug.gdb >"$tmp/debug.gdb"
    if [ -n "${RUN-}" ]; then
        # shellcheck disable=SC2086 # RUN is several words on purpose
        $limit $RUN -g "$tmp/socket" build/host <"$tmp/gdb.session" \
            >"$tmp/out" 2>"$tmp/err" &
        while [ ! -S "$tmp/socket" ] && kill -0 $! 2>/dev/null; do
            sleep 0.1
        done
        {
            echo "set sysroot ${RUN##*-L }"
            echo "target remote $tmp/socket"
            sed 's/^run .*/continue/' "$tmp/debug.gdb"
        } >"$tmp/remote.gdb"
        mv "$tmp/remote.gdb" "$tmp/debug.gdb"
    fi
    $limit $debugger -nx -batch -x "$tmp/debug.gdb" build/host </dev/null \
        >"$tmp/gdb.out" 2>&1
}
what='gdb: breakpoints, lines, variables of modules'
if [ "$debugger" = gdb ] && ! command -v gdb >/dev/null; then
    skip "$what" gdb
elif [ -n "$debugger" ] && ! command -v $debugger >/dev/null; then
    absent "$what" 'there is no gdb-multiarch'
elif ! gdb_can; then
    absent "$what" 'no plain program, or tracing is not allowed'
else
    cat >"$tmp/gdb.session" <<END
load dev one $steps
load dev two $steps
load dev three $steps
debug one $list
debug two $list
debug three $list
unload three
read one
read two
unload one
load dev other build/drivers/barometer.mod
load dev again $tmp/a b/steps.mod
debug again $tmp/a b/steps.list
profile again $tmp/a b/steps.list
read again
load so plug $sensor.mod
debug plug $sensor.list
read plug
END
    ask_gdb
    # Where it stops, what is there, and of a stack the functions that are not
    # the host's, or are main().
    awk '/^Breakpoint [0-9.]*, / { print "stop in " $3 }
        /^[0-9]+\.[0-9]+ +y / { print "place in", $5 }
        /^#0/ { stack = "" }
        /^#/ {
            name = $2 ~ /^0x/ ? $4 : $2
            if (name ~ /^(halve|steps_half|measure|main|report)$/)
                stack = stack " " name
            if (name == "main")
                print "stack" stack
        }
        /^\$[0-9]+ = / { print "=", $3 }
        /^Line [0-9]+ of/ { print "line of", $4 }
        /^host:/
        /annot|rror|not / && !/No source file|not defined|optimized out/' \
        "$tmp/gdb.out" >"$tmp/answers"
    is "$(cat "$tmp/answers")" 'stop in measure
place in measure
place in measure
place in halve
place in halve
= 1
= 2
stack halve steps_half measure main
line of "test/modules/steps_too.c"
= 0
stop in measure
= 2
= 4
stop in measure
= 1
place in measure
place in measure
stack measure main
stop in measure
stack measure main
= 0
stack report measure main' "$what"
    # What aoutdump prints says the same: the two functions of one name lie
    # where they would.
    # shellcheck disable=SC2086 # RUN is several words on purpose
    {
        echo set confirm off
        ${RUN-} build/aoutdump -g 0x10000028 $list
        ${RUN-} build/aoutdump -g 0x20000028 $sensor.list
        echo info line steps.c:set
        echo info line halve
        echo info line sensors/thermometer.c:measure
    } >"$tmp/add.gdb"
    $limit $debugger -nx -batch -x "$tmp/add.gdb" </dev/null \
        >"$tmp/gdb.out" 2>&1
    sed -n 's/^Line.* address \(0x.\)[0-9a-f]* <\([a-z]*\).*/\1 \2/p' \
        "$tmp/gdb.out" >"$tmp/answers"
    is "$(cat "$tmp/answers")" '0x1 set
0x1 halve
0x2 measure' '... and gdb takes what aoutdump -g prints'
fi

# lldb knows the same interface, for objects.
what='lldb: a breakpoint in two instances, and a backtrace'
if ! command -v lldb >/dev/null; then
    absent "$what" 'there is no lldb'
elif [ "$debugger" != gdb ] || ! gdb_can; then
    absent "$what" 'no plain program, or tracing is not allowed'
else
    printf '%s\n' "load dev one $steps" "load dev two $steps" \
        "debug one $list" "debug two $list" 'read one' 'read two' \
        >"$tmp/session"
    set -- -o 'breakpoint set -n halve' -o "process launch -i $tmp/session"
    set -- "$@" -o bt -o 'target variable halved' -o c
    set -- "$@" -o bt -o 'target variable halved' -o c
    $limit lldb -b -o 'settings set plugin.jit-loader.gdb.enable on' "$@" \
        build/host </dev/null >"$tmp/lldb.out" 2>&1
    # Of the stacks the functions that matter; and the variable of each, when
    # the first instance has been counted in.
    sed -n 's/^.*frame #[0-9]*: 0x.*`\([a-z_]*\).* at .*/\1/p' \
        "$tmp/lldb.out" | grep -x -e halve -e measure -e main | uniq |
        tr '\n' ' ' >"$tmp/answers"
    is "$(cat "$tmp/answers")" 'halve measure main halve measure main ' \
        "$what"
    is "$(grep -c '^(int) halved = 1' "$tmp/lldb.out")" 1 \
        '... and each has a variable of its own'
fi

# perf: the names are in its map while the process runs, and the map is gone
# afterwards. What somebody has put there before is not written to. The host
# reads from a pipe, so it waits, and ends when we do.
what='perf: each function of the objects is in the map'
if under_valgrind; then
    absent "$what" 'valgrind: another process does it'
else
    mkfifo "$tmp/pipe"
    : >"$tmp/out" # the host may not begin before we look into it
    # shellcheck disable=SC2086 # RUN is several words on purpose
    ${RUN-} build/host <"$tmp/pipe" >"$tmp/out" 2>"$tmp/err" &
    child=$!
    map=/tmp/perf-$child.map
    exec 9>"$tmp/pipe"
    echo whole >"$tmp/victim"
    ln -s "$tmp/victim" "$map"
    printf '%s\n' "load dev one $steps" "profile one $list" \
        "load dev gone $steps" 'profile gone' 'unload gone' \
        "load so plug $sensor.mod" "profile plug $sensor.list" 'read one' >&9
    while [ ! -s "$tmp/out" ] && kill -0 "$child" 2>/dev/null; do
        sleep 0.1
    done
    is "$(awk 'NF == 3 { print $3 }' "$map" | sort -u | tr '\n' ' ' |
        grep -c 'attach .*halve .*measure .*set .*steps_half ')" 1 "$what"
    is "$(stat -c '%F %a' "$map")/$(cat "$tmp/victim")" \
        'regular file 600/whole' '... that is a new file, for us alone'
    # shellcheck disable=SC2016 # for that shell
    work='printf "write one busy\nread one\n" >&9
        for i in 0 1 2 3 4 5 6 7 8 9; do
            for j in 0 1 2 3 4 5 6 7 8 9; do
                [ "$(grep -c one: "$0")" -lt 2 ] || exit 0
                sleep 0.1
            done
        done'
    # perf itself: it has the host work, and reports while that is there.
    what='perf report names a static function'
    if ! command -v perf >/dev/null; then
        absent "$what" 'there is no perf'
    elif [ -n "${RUN-}" ]; then
        absent "$what" 'no plain program'
    elif ! perf record -q -e cpu-clock -p "$child" \
        -o "$tmp/perf.data" sh -c "$work" "$tmp/out" 2>"$tmp/said"; then
        absent "$what" "$(head -n 1 "$tmp/said")"
    else
        perf report -i "$tmp/perf.data" --stdio --sort symbol \
            >"$tmp/report" 2>/dev/null
        is "$(awk '$2 == "[.]" { print $3; exit }' "$tmp/report")" set "$what"
    fi
    exec 9>&-
    wait "$child"
    is "$?/$(head -n 1 "$tmp/out")/$(cat "$tmp/err")" '0/one: 1.0/' \
        '... of a host that goes on'
    holds '... and it is gone at the end' [ ! -e "$map" ]
fi

# Unwinders. (A module compiled with -fexceptions.) libgcc has locks of its own
# for its tables since gcc 13. The thread sanitizer does not know them, because
# libgcc is not compiled with it.
if uses __tsan_; then
    echo 'race:libgcc_s.so' >"$tmp/libgcc"
    export TSAN_OPTIONS="suppressions=$tmp/libgcc:${TSAN_OPTIONS-}"
fi
tests build/test/unwind build/modules/unwound.mod build/modules/unwound.list
what='exceptions of C++ through a module in C'
if ! command -v g++ >/dev/null; then
    skip "$what" g++
elif [ -n "${RUN-}" ] || variant || on_musl; then
    absent "$what" 'not the plain program'
else
    run g++ -o "$tmp/throws" test/thrown.cc build/test/unwind.o \
        build/test/tap.o build/libdynld.a -pthread
    is "$status/$err" 0/ "$what"
    tests "$tmp/throws" build/modules/unwound.mod \
        build/modules/unwound.list
fi

# Of a function that two objects bring along one is left out, and its entry with
# it.
what='unwind tables of what is left out go, too'
for object in first second; do
    cat >"$tmp/$object.cc" <<END
inline __attribute__((noinline)) int both(volatile int *n) { return *n + 1; }
extern "C" int $object(int n)
{
    volatile int kept = n;
    return both(&kept) + kept;
}
END
done
if command -v g++ >/dev/null && compiles_here g++; then
    run g++ -O1 -g0 -fPIC -c "$tmp/first.cc" -o "$tmp/first.o"
    run g++ -O1 -g0 -fPIC -c "$tmp/second.cc" -o "$tmp/second.o"
    links "$what" -f -u "$tmp/first.o" "$tmp/second.o"
    run build/aoutdump "$tmp/dyn"
    has "$out" ' _dynframes' '... and what is left is exported'
elif [ -n "$emulator" ]; then
    absent "$what" 'the checks have no C++ compiler for another machine'
else
    skip "$what" 'g++ for this machine'
fi
# A shared object has its tables already. (musl-gcc asks for no header that
# says where they are.)
if on_musl; then
    refused "${sensor%-so}.so: has no unwind tables to be kept" \
        'a shared object without the header of unwind tables' \
        -f -u "${sensor%-so}.so"
else
    links 'a shared object with its unwind tables' -f -u "${sensor%-so}.so"
    small=build/shared/small.so
    refused "$small: .eh_frame: damaged unwind tables, or no end" \
        '... which a linker without crtend.o has not ended' -f -u $small
fi
