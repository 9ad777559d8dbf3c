# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-host.sh - the host and its drivers. Sourced by check.sh.

# session LINES: the host reads these commands.
session() {
    printf '%s\n' "$1" >"$tmp/commands"
    # shellcheck disable=SC2086 # RUN is several words on purpose
    ${RUN-} build/host <"$tmp/commands" >"$tmp/out" 2>"$tmp/err"
    status=$?
    out=$(cat "$tmp/out")
    err=$(cat "$tmp/err")
}

thermometer=build/drivers/thermometer.mod

# The table of addresses by itself, then the host.
tests build/test/found

# Two instances of one file, by the return address.
session "load dev kitchen $thermometer
load dev cellar $thermometer
load dev roof build/drivers/barometer.mod
read roof
read cellar
read kitchen"
is "$status/$out/$err" '0/roof: 1013.2
cellar: 12.0
kitchen: 21.5/' 'two instances of one driver are told apart by who calls'

session "load dev kitchen $thermometer
load dev cellar $thermometer
write kitchen F
read kitchen
read cellar
write kitchen C
read kitchen"
is "$status/$out/$err" '0/kitchen: 70.7
cellar: 12.0
kitchen: 21.5/' '... and have their own variables'

session "load dev a $thermometer
load dev b $thermometer
unload a
read b
load dev a $thermometer
read a
ls"
is "$status/$out/$err" '0/b: 12.0
a: 21.5
b: driver thermometer, from file, 1 exported, 1 imported
a: driver thermometer, from file, 1 exported, 1 imported/' \
    'one is unloaded and loaded again, on the channel that became free'

# The first, the last and one between go; a new one gets the lowest channel that
# is free, so no two have the same.
session "$(for name in a b c d e; do echo "load dev $name $thermometer"; done
    printf 'unload %s\n' a e c
    echo "load dev f $thermometer"
    echo "load dev h $thermometer"
    echo ls
    printf 'read %s\n' f d b h
    echo unload h
    printf 'unload %s\n' b d f
    echo "load dev g $thermometer"
    echo read g)"
is "$status/$(echo "$out" | cut -d, -f1)/$err" '0/b: driver thermometer
d: driver thermometer
f: driver thermometer
h: driver thermometer
f: 21.5
d: 7.5
b: 12.0
h: 18.0
g: 21.5/' 'unloaded from either end of the list, and from its middle'

# Many at once, each asked by its name and known by its address.
many=10000
variant && many=1000
[ -z "${RUN-}" ] || many=200 # valgrind and qemu are slow
session "$(awk -v n=$many -v file="$thermometer" 'BEGIN {
    for (i = 0; i < n; i++) print "load dev d" i, file
    for (i = 0; i < n; i++) print "read d" i }')"
printf '%s\n' "$out" >"$tmp/reports"
awk -v n=$many 'BEGIN { split("21.5 12.0 18.0 7.5", value, " ")
    for (i = 0; i < n; i++) print "d" i ": " value[i % 4 + 1] }' >"$tmp/wanted"
is "$status/$err/$(diff "$tmp/wanted" "$tmp/reports" | head -n 3)" '0//' \
    "$many instances at once, each attributed rightly"

# Two of three go, in another order than they came; the others stay where they
# are. (A thousand do: each that goes makes the table move.)
all=$many
[ $many -le 1000 ] || many=1000
session "$(awk -v n=$many -v file="$thermometer" 'BEGIN {
    for (i = 0; i < n; i++) print "load dev d" i, file
    for (i = 0; i < n; i++) if (i % 3 == 1) print "unload d" i
    for (i = n - 1; i >= 0; i--) if (i % 3 == 2) print "unload d" i
    for (i = 0; i < n; i++) print "read d" i }')"
printf '%s\n' "$out" >"$tmp/reports"
head -n $many "$tmp/wanted" | awk 'NR % 3 == 1' >"$tmp/left"
is "$status/$(diff "$tmp/left" "$tmp/reports" | head -n 3)" '1/' \
    '... and so is the third of them that is left'
is "$(printf '%s\n' "$err" | grep -c ': no such device$')" \
    "$(awk -v n=$many 'BEGIN {
        for (i = 0; i < n; i++) gone += i % 3 != 0; print gone }')" \
    '... while the others are gone'
many=$all

# A plugin that nobody has prepared for this host: chapter 3's, linked as it is
# there, beside a driver.
sensor=build/sensors/thermometer-so.mod
session "load so kitchen $sensor
load dev hall $thermometer
load so cellar $sensor
read kitchen
read cellar
read hall
write cellar F
ls
syms cellar
unload kitchen
read cellar"
is "$status/$(echo "$out" | sed 's/[0-9a-f]\{8\} sensor/SIG sensor/')" \
    '1/kitchen: 21.5
cellar: 12.0
hall: 21.5
kitchen: driver thermometer-so, from file, 1 exported, 0 imported
hall: driver thermometer, from file, 1 exported, 1 imported
cellar: driver thermometer-so, from file, 1 exported, 0 imported
cellar exports SIG sensor
cellar: 12.0' 'two instances of an unchanged shared object, told apart'
is "$err" 'host: cellar: cannot write: the driver does not understand' \
    '... and no setting, which it does not have'
[ $many -le 1000 ] || many=1000 # that so many find room is shown above
session "$(awk -v n=$many -v file="$sensor" 'BEGIN {
    for (i = 0; i < n; i++) print "load so d" i, file
    for (i = 0; i < n; i++) print "read d" i }')"
printf '%s\n' "$out" >"$tmp/reports"
awk -v n=$many 'BEGIN { for (i = 0; i < n; i++)
    print "d" i ": " (i % 2 ? "12.0" : "21.5") }' >"$tmp/wanted"
is "$status/$err/$(diff "$tmp/wanted" "$tmp/reports" | head -n 3)" '0//' \
    "$many instances of it at once"
run build/aoutld -i -u -o "$tmp/other.mod" build/shared/plugin.so
session "load so a $tmp/other.mod"
has "$err" 'no otherdevtab in it' 'one that is no sensor'

# The other ways for the bytes.
session "load mem a $thermometer
load pipe b $thermometer
ls
read a
read b"
is "$status/$out/$err" \
    '0/a: driver thermometer, from memory, 1 exported, 1 imported
b: driver thermometer, from pipe, 1 exported, 1 imported
a: 21.5
b: 12.0/' 'a module from memory, and one from a pipe'

session "load dev a $thermometer
syms
syms a"
is "$status/$(echo "$out" | sed 's/[0-9a-f]\{8\}/SIG/')/$err" \
    '0/host exports SIG report
a exports SIG thermometerdevtab
a imports SIG report/' 'syms: what is exported and imported'

# Every way to fail, and the host goes on.
for from in dev mem pipe; do
    session "load $from a build/drivers/missing_import.mod
load $from a build/drivers/wrong_name.mod
load $from a build/drivers/no_devtab.mod
load $from a build/host
load $from a nothing.mod
load $from a build/drivers/barometer.mod
ls"
    is "$status/$out" \
        "1/a: driver barometer, from $(echo $from |
            sed 's/dev/file/; s/mem/memory/'), 1 exported, 1 imported" \
        "$from: the host goes on after every refusal"
    none='not a dynamically-loadable driver: no'
    is "$(echo "$err" | cut -d, -f1)" \
        "host: a: build/drivers/missing_import.mod: undefined symbol: calibrate
host: a: build/drivers/wrong_name.mod: $none wrong_namedevtab in it
host: a: build/drivers/no_devtab.mod: $none no_devtabdevtab in it
host: a: build/host: not dynamic object file or wrong platform: magic 0x7f454c46
host: a: nothing.mod: No such file or directory" \
        "$from: ... and gives the reason"
done

session "load dev roof build/drivers/barometer.mod
load dev roof build/drivers/barometer.mod
load dev roof2 build/drivers/barometer.mod
write roof F
read nobody
unload nobody
write nobody F
read
unload
load
load dev
load dev x
load tape x y
dance
# a comment

   read    roof   "
is "$status/$out" '1/roof: 1013.2' 'commands that make no sense do no harm'
is "$err" 'host: roof: cannot load: there is a device of that name
host: roof2: build/drivers/barometer.mod: cannot attach: no such channel
host: roof: cannot write: the driver does not understand
host: nobody: no such device
host: nobody: no such device
host: nobody: no such device
host: no name: no such device
host: no name: no such device
host: load: usage: load dev|mem|pipe|so NAME FILE
host: load: usage: load dev|mem|pipe|so NAME FILE
host: load: usage: load dev|mem|pipe|so NAME FILE
host: load: usage: load dev|mem|pipe|so NAME FILE
host: dance: no such command: try help' '... and each is told'

a31=abcdefghijklmnopqrstuvwxyzabcde
session "load dev $a31 $thermometer
load dev ${a31}1 $thermometer
load dev ${a31}2 $thermometer
read $a31"
is "$status/$out/$err" "1/$a31: 21.5/\
host: ${a31}1: cannot load: the name has more than 31 bytes
host: ${a31}2: cannot load: the name has more than 31 bytes" \
    'a name that does not fit is refused, not cut'

run sh -c "head -c 1000000 /dev/zero | ${RUN-} build/host"
is "$status/$out/$err" '1//host: standard input: a line is too long' \
    'a line without an end is not waited for'
session "load dev roof build/drivers/barometer.mod
#$(awk 'BEGIN { while (n++ < 8190) printf "a" }')
read roof
#$(awk 'BEGIN { while (n++ < 8191) printf "a" }')
read roof"
is "$status/$out/$err" \
    '1/roof: 1013.2/host: standard input: a line is too long' \
    '... one of 8191 bytes is read, and a longer one is the last'

session 'help'
is "$(echo "$out" | cut -d' ' -f1 | tr '\n' ' ')" \
    'load unload ls syms read write debug profile help ' \
    'help lists the commands'
is "$status/$err" '0/' '... and a pipe sees no prompt'

run build/host x
is "$status/$out/$err" \
    '2//usage: host     (commands from standard input)' 'no arguments: usage'

# A truncated driver, by each way.
head -c 4200 "$thermometer" >"$tmp/thermometer.mod"
for from in dev mem pipe; do
    session "load $from a $tmp/thermometer.mod"
    starts "$status/$out/$err" "1//host: a: $tmp/thermometer.mod: " \
        "$from: half a driver is refused"
done

# Tail calls are no better here than in chapter 3.
session "load dev roof build/drivers/tail.mod
read roof"
is "$status/$out/$err" "1//host: report of 21.5: unknown caller \
(a tail call? see host/drivers/tail.c)" \
    'a tail call is an unknown caller, and no guess'
