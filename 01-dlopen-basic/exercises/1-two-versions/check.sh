#!/bin/sh
# check.sh - does the host take sensors of version 1 and of version 2?

set -u
cd "$(dirname "$0")" || exit 2
. ../exercise.sh

draw_inputs() {
    old=old-$(secret)
    new=new-$(secret)
    unit=u$(secret)
    a=$(random 10000000 99999999).$(random 1 9)
    b=-$(random 1 9999).0
    cat >"$B/drawn.h" <<END
#define OLD_NAME "$old"
#define OLD_VALUE $a
#define NEW_NAME "$new"
#define NEW_VALUE $b
#define NEW_UNIT "$unit"
END
}
builds all

must '1. a sensor of version 1 reports as before'
advice 'does the host take the number 1? Is it one digit behind the point? '\
'And an old file has its fields where version 1 had them, and none behind'
try "$B/host" "$B/check/old.so"
prints "$old: $a"
exits 0

must '1. ... and nothing is read behind its table'
advice 'this table ends where its memory ends. What does the host read of it?'
for host in host check/plain; do
    try "$B/$host" "$B/check/border.so"
    prints "$old: $a"
    exits 0
done

must '2. sensor.h describes version 2'
advice 'raise the number with every change to struct sensor, which #if has to '\
'see; and what type has the new member, and where does it stand?'
try "$B/check/version"
prints 'version 2
unit is a const char *, behind the members of version 1'

must '2. a sensor that is built with sensor.h reports with its unit'
advice 'one blank, and then what the table of version 2 has last'
try "$B/host" "$B/check/new.so"
prints "$new: $b $unit"
exits 0

must '3. both at once, in any order'
advice 'does the host remember something of the sensor before?'
try "$B/host" "$B/check/new.so" "$B/check/old.so" "$B/check/new.so"
prints "$new: $b $unit
$old: $a
$new: $b $unit"
exits 0

# The good ones work all the same.
for version in 0 3 "$(random 4 9999)" "-$(random 1 9999)"; do
    must "4. a sensor of version $version is refused, and not called"
    advice 'which versions does the host know? It has to refuse all others'
    try env "ABI=$version" "$B/host" "$B/check/old.so" "$B/check/other.so" \
        "$B/check/new.so"
    prints "$old: $a
$new: $b $unit"
    says "host: $B/check/other.so: wrong sensor ABI: it has $version, \
this host takes 1 to 2"
    exits 1
done

must '5. a file without a table of its own is refused'
advice 'dlsym() searches what a file needs, too: own.h asks for the file itself'
try "$B/host" "$B/check/old.so" "$B/check/borrowed.so"
prints "$old: $a"
says "host: $B/check/borrowed.so: not a sensor: it exports no \"sensor\""
exits 1

# musl's dlclose() does nothing, so there is nothing to count.
if ! readelf -lW "$B/host" 2>/dev/null | grep -q 'ld-musl'; then
    must '6. each file is unloaded before the next one is loaded'
    advice 'each dlopen() that worked wants one dlclose(), on every path'
    try "$B/host" "$B/check/count.so"
    exits 0
    alone=$(cat "$B/out")
    try env ABI=7 "$B/host" "$B/check/new.so" "$B/check/count.so" \
        "$B/check/borrowed.so" "$B/check/other.so" "$B/check/count.so"
    prints "$new: $b $unit
$alone
$alone"
    exits 1
fi
solved
