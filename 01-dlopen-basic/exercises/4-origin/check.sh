#!/bin/sh
# check.sh - is it found in which file a plugin finds a name?

set -u
cd "$(dirname "$0")" || exit 2
. ../exercise.sh

builds all

# Under new names and in new folders each time: no path is known before.
run=$(cd "$B" && pwd)/run/$(secret)
mkdir -p "$run/elsewhere" || exit 2
plugin=$run/p$(secret).so
other=$run/o$(secret).so
cp "$B/check/plugin.so" "$plugin" && cp "$B/check/other.so" "$other" &&
    cp "$B/check/helper.so" "$run/helper.so" &&
    cp "$B/check/helper.so" "$run/elsewhere/helper.so" || exit 2

# asks WORD...: the host is asked this of the plugin.
asks() {
    try "$B/host" "$plugin" "$@"
}

# found TEXT: that is printed. in_files TEXT: without what rule 5 adds.
found() {
    survived
    is "$(cat "$B/out")" "$1"
}
in_files() {
    survived
    is "$(sed 's/, not its own$//' "$B/out")" "$1"
}

must '1. a name that only the plugin has: its path'
advice 'dladdr() of what dlsym() finds'
asks '!own' '?own'
in_files "own() is called in: plugin.so
own: $plugin"
exits 0

must '2. a name of a library that the plugin needs: the path of that one'
advice 'dlsym() of a handle searches what the file needs, too'
asks '!helps' '?helps'
in_files "helps() is called in: helper.so
helps: $run/helper.so"

must '2. ... as the loader has found it'
advice 'LD_LIBRARY_PATH comes before the RUNPATH of the plugin. Do not guess: '\
'dladdr() says it'
try env "LD_LIBRARY_PATH=$run/elsewhere" "$B/host" "$plugin" '?helps'
in_files "helps: $run/elsewhere/helper.so"

must '3. a name that the program exports is found there'
advice 'the global scope is asked first. And how do you know the program?'
asks '!scale' '?scale'
in_files "scale() is called in: the program
scale: the program"
# shellcheck disable=SC2016 # for that shell
for how in ./host 'env PATH=. host'; do
    try sh -c 'cd "$0" && $1 "$2" "?scale"' "$B" "$how" "$plugin"
    in_files 'scale: the program'
done

must '3. ... and not one that it has, and does not export'
advice 'who is not found by dlsym(RTLD_DEFAULT, ...) is not found by a plugin'
asks '!offset' '?offset'
in_files "offset() is called in: plugin.so
offset: $plugin"

must '3. ... or one of a library that the program needs'
advice 'the C library is in the global scope, before any plugin'
asks '?getpid'
survived
case $(cat "$B/out") in
*"$plugin"*) not_yet "$(cat "$B/out")" 'getpid: the C library' ;;
esac

must '4. what was loaded with RTLD_GLOBAL counts'
advice 'its names are in the global scope, in front of those of the plugin'
try "$B/host" "global:$other" "$plugin" '!taken' '?taken' '!lent' '?lent'
in_files "taken() is called in: other.so
taken: $other
lent() is called in: other.so
lent: $other"

must '4. ... and what was loaded without it does not'
advice 'not every file that is loaded is asked'
try "$B/host" "local:$other" "$plugin" '!taken' '?taken' '!lent' '?lent'
in_files "taken() is called in: plugin.so
taken: $plugin
lent() is called in: helper.so
lent: $run/helper.so"

must '5. ", not its own" is said of the plugin itself, and not of what it needs'
advice 'own_symbol() says whether the file behind the handle has the name'
asks '?both' '?lent' '?scale' '?own'
found "both: $plugin
lent: $run/helper.so
scale: the program, not its own
own: $plugin"
try "$B/host" "global:$other" "$plugin" '?taken' '?lent'
found "taken: $other, not its own
lent: $other"

must '6. a name that is nowhere'
advice 'dlsym() returns NULL then, and dladdr() fills nothing in'
name=n$(secret)
try "$B/host" "local:$other" "$plugin" "?$name" '?own' '?lonely'
found "$name: nowhere
own: $plugin
lonely: nowhere"

must '7. a text that does not fit is cut'
advice 'snprintf() does that, if it is told the right size'
size=$(random 2 7)
asks "t$size" '?scale' '?own' "?$name" t8 "?$name" t28 '?scale' t4 '?scale'
found "scale: $(echo 'the program' | cut -c "1-$((size - 1))")
own: $(echo "$plugin" | cut -c "1-$((size - 1))")
$name: $(echo nowhere | cut -c "1-$((size - 1))")
$name: nowhere
scale: the program, not its own
scale: the"
solved
