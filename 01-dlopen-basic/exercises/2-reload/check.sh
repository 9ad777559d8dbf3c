#!/bin/sh
# check.sh - is a plugin reloaded without losing its state?

set -u
cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# valgrind is slow: if it is to run this check, then the last step alone.
case ${RUN-} in valgrind*) RUN= ;; esac

plugin=$B/run/plugin.so
draw_inputs() {
    n1=one-$(secret)
    n2=two-$(secret)
    n3=three-$(secret)
    f1=$(random 2 99)
    f2=$(random 100 199)
    f3=$(random 200 299)
    a=$(random 1 9999)
    b=$(random 1 9999)
    c=$(random 1 9999)
    d=$(random 1 9999)
    cat >"$B/drawn.h" <<END
#define NAME_1 "$n1"
#define NAME_2 "$n2"
#define NAME_3 "$n3"
#define FACTOR_1 $f1
#define FACTOR_2 $f2
#define FACTOR_3 $f3
#define PADDING_1 $(random 0 99)
#define PADDING_2 $(random 5000 9999)
#define PADDING_3 $(random 10000000 30000000)
END
}
builds "$B/check/drive" "$B/check/first.so" "$B/check/second.so" \
    "$B/check/third.so" "$B/check/stubborn.so" "$B/check/foreign.so" \
    "$B/check/empty.so" "$B/check/borrowed.so" "$B/check/keeper.so"

# musl's dlclose() does nothing, so there is nothing to count.
musl=no
if on_musl; then
    musl=yes
fi

# What each run begins with: the first version is in place, and each other file
# can be renamed.
stock=$B/stock
rm -rf "$stock"
mkdir -p "$stock" || exit 2
for one in first second third stubborn foreign empty borrowed keeper; do
    cp "$B/check/$one.so" "$stock/$one" || exit 2
done
cp "$stock/first" "$stock/again"
cp "$stock/first" "$stock/plugin.so"
echo 'this is no shared object' >"$stock/text"
ls -a "$stock" >"$B/known"

# drive WORD...: from the beginning; "=second" is the file of that name.
drive() {
    rm -rf "$B/run"
    cp -r "$stock" "$B/run" || exit 2
    n=$#
    for word; do
        case $word in
        =*) word="=$B/run/${word#=}" ;;
        esac
        set -- "$@" "$word"
    done
    shift "$n"
    try "$B/check/drive" "$plugin" "$@"
}

# those PATTERN...: the lines with one of these. If there are none, what else
# was printed.
those() {
    survived
    for pattern; do
        set -- "$@" -e "$pattern"
        shift
    done
    grep "$@" "$B/out" || {
        echo "no such line; $(ended), and these:"
        cat "$B/out"
        said
    }
}

# tells TEXT: the lines that tell of results are these.
tells() {
    is "$(those "^$n1: " "^$n2: " "^$n3: ")" "$1"
}

# reloads TEXT: the lines that tell of reloading begin with these.
reloads() {
    is "$(those '^reloaded: ' '^refused: ' | head -n 2)" "$1"
}

# counts TEXT: only the lines that count files.
counts() {
    survived
    [ "$musl" = yes ] && return
    is "$(those '^loaded: ' '^closed: ')" "$1"
}

must '1. the new version runs, and knows what the old one knew'
advice 'what a plugin knew is gone when it is closed, its name too; and if it '\
'is not closed yet, which one does dlopen() return?'
drive "$a" "$b" '?' '=second' reload '?' "$c" '?'
tells "$n1: $((f1 * (a + b) + 2))
$n2: $((f2 * (a + b) + 2))
$n2: $((f2 * (a + b + c) + 3))"

must '1. again and again, whatever the size of the state'
advice 'under which name was the file opened that runs now? And where is room '\
'for a state of many megabytes?'
drive "$a" '=third' reload '?' "$b" '=again' reload '?' \
    '=second' reload "$c" '?'
tells "$n3: $((f3 * a + 1))
$n1: $((f1 * (a + b) + 2))
$n2: $((f2 * (a + b + c) + 3))"

must '1. ... whether its path begins with the root or not'
advice 'what is put before "/folder/plugin.so" has to be a path, too'
relative=$plugin
plugin=$(cd "$B" && pwd)/run/plugin.so
drive "$a" '=second' reload "$b" '?' reload '?'
tells "$n2: $((f2 * (a + b) + 2))
$n2: $((f2 * (a + b) + 2))"
plugin=$relative

must '4. exactly one file is loaded, and none after plugin_close()'
advice 'each dlopen() that worked wants one dlclose(), on every path'
drive reload '=second' reload '=third' reload '=again' reload reload loaded
counts 'loaded: 1
closed: 0'

# stays NAME: where every old version stays, that is told.
stays() {
    [ "$musl" = no ] || echo "; $1 stays loaded"
}

must '2. text says OLD is now NEW'
advice 'a name lives in its plugin: read it while that is loaded'
drive '=second' reload '=third' reload
reloads "reloaded: $n1 is now $n2$(stays "$n1")
reloaded: $n2 is now $n3$(stays "$n2")"

must '2. ... and that OLD stays loaded, if it does'
advice 'ask after dlclose(): in which file does an address of the old one lie?'
drive "$a" '=keeper' reload '=second' reload "$b" '?'
reloads "reloaded: $n1 is now keeper$(stays "$n1")
reloaded: keeper is now $n2; keeper stays loaded"
tells "$n2: $((f2 * (a + b) + 2))"

# A text of 9 bytes ends within the first name, one of 47 within the last.
must '2. ... as much of it as text has room for'
advice 'text has size bytes, and the last one that is written is a 0'
drive t9 '=keeper' reload '=second' t47 reload t1 '=third' reload
reloads "reloaded: $(printf %.8s "$n1")
reloaded: $(printf %.46s "keeper is now $n2; keeper stays loaded")"

# Each kind of bad file. "-" is none at all.
for bad in '-:a file that is missing' '=text:a file that is no shared object' \
    '=empty:a shared object without a table' '=foreign:another ABI' \
    '=borrowed:a file that has no table, but needs a library with one' \
    '=stubborn:a version that cannot take the state over'; do
    must "3. ${bad#*:} is refused, and the old one goes on"
    advice 'when is it certain that the old one is not needed any more?'
    drive "$a" "${bad%%:*}" reload '?' "$b" '?' loaded
    reloads 'refused: PATH: ...'
    tells "$n1: $((f1 * a + 1))
$n1: $((f1 * (a + b) + 2))"
    must '4. ... and nothing of it is left loaded'
    advice 'each dlopen() that worked wants one dlclose(), on every path'
    counts 'loaded: 1
closed: 0'
    must '3. ... and the next good one is taken'
    advice 'was any file that is loaded now once opened under this very name?'
    drive "$a" '=third' reload "$b" "${bad%%:*}" reload "$c" '=second' \
        reload "$d" '?'
    tells "$n2: $((f2 * (a + b + c + d) + 4))"
done

# The first 4 bytes of a path are no path and a colon.
must '3. plugin_open() refuses them, too, and says why in what room there is'
advice 'plugin_open() returns false for an empty file, and for another ABI, '\
'while the first plugin is open; then text is "path: reason", cut to size bytes'
drive '=empty' open t5 open '=foreign' t99 open loaded
survived
is "$(those '^not opened: ')" "not opened: PATH: ...
not opened: $(printf %.4s "$plugin")
not opened: PATH: ..."
must '4. ... and nothing of it is left loaded'
advice 'each dlopen() that worked wants one dlclose(), on every path'
counts 'loaded: 1
closed: 0'

must '5. a file that has not changed may be reloaded'
advice 'old and new are one plugin then: what does each of your steps do to it?'
drive "$a" reload '?' reload "$b" '?' reload '?'
reloads "reloaded: $n1 is now $n1
reloaded: $n1 is now $n1"
tells "$n1: $((f1 * a + 1))
$n1: $((f1 * (a + b) + 2))
$n1: $((f1 * (a + b) + 2))"
must '5. ... and a new version is seen after that'
advice 'a file that was loaded under two names has both of them'
drive "$a" reload '=second' reload '?' reload "$b" '=third' reload '?'
tells "$n2: $((f2 * a + 1))
$n3: $((f3 * (a + b) + 2))"

must '2. ... but not if old and new are one plugin'
advice 'if both tables are one, nothing was to be unloaded'
drive reload '=keeper' reload reload
# Who loads copies has two of the keeper then, and the old one does stay.
is "$(sed -n 's/^reloaded: //p' "$B/out" |
    sed 's/^keeper is now keeper; .*/keeper is now keeper/')" "$n1 is now $n1
$n1 is now keeper$(stays "$n1")
keeper is now keeper"

# More times than a path has room for, if each name is longer than the last:
# this one is 3,500 bytes long. A copy of the file each time may take longer.
must '5. ... however often'
advice 'is the name of each load a new one still, and short enough for a path?'
short=$limit
limit=60
plugin=$B/run/$(printf '%01750d' 0 | sed 's/0/.\//g')plugin.so
drive "$a" x620 '=second' reload '?'
limit=$short
plugin=$relative
is "$(those '^worked: ')" 'worked: 620'
tells "$n2: $((f2 * a + 1))"

must '4. no file and no link is left when a call returns'
advice 'what is made for dlopen() can be deleted as soon as that returns, and '\
'has to be if it failed'
drive folder reload folder '=second' reload folder '=empty' reload folder \
    '=stubborn' reload folder '=text' reload folder open folder '-' reload \
    folder
exits 0
is "$(sed -n 's/^file: //p' "$B/out" | sort -u | grep -vxF -f "$B/known" |
    sed 's/^/left in the folder: /')" ''

# What was made elsewhere holds the name of a version, or leads to the plugin;
# nobody else knows these.
must '4. ... in no other folder either'
advice 'what is made for dlopen() can be deleted as soon as that returns'
find /tmp /var/tmp /dev/shm "${TMPDIR:-.}" . -maxdepth 2 -newer "$B/known" \
    -user "$(id -u)" \( -type f -size -1000k \
    -exec grep -lF -e "$n1" -e "$n2" -e "$n3" '{}' + -o -type l -print \) \
    2>/dev/null | while IFS= read -r one; do
    [ -L "$one" ] &&
        [ "$(readlink -f "$one")" != "$(readlink -f "$plugin")" ] ||
        echo "$one"
done | sed 's/^/left behind: /' >"$B/elsewhere"
is "$(cat "$B/elsewhere")" ''

# Under valgrind, if that is of any use here.
if [ -z "${RUN-}" ] && [ "$musl" = no ] && command -v valgrind >/dev/null; then
    RUN=$memory
    limit=60
    drive "$a" '=second' reload '=stubborn' reload reload '=third' reload \
        reload '=foreign' reload '=empty' reload '=borrowed' reload '=text' \
        reload '-' reload '?'
    if [ "$status" -eq 0 ] || ! useless; then
        must '6. no memory is lost, or used after it was freed (valgrind)'
        advice 'on each path: what was taken, and who gives it back?'
        exits 0
        tells "$n3: $((f3 * a + 1))"
    else
        echo '(not checked here: memory, as valgrind does not work)'
    fi
fi
solved
