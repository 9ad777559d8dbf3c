# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-rooms.sh - the order of the rooms: which folder may use which. Sourced
# by check.sh.

# may ROOM: the rooms that it may include from, besides itself.
may() {
    case $1 in
    include | object) ;;
    first | loader) echo include ;;
    types) echo object ;;
    linker) echo object types ;;
    dumper) echo include object types ;;
    host) echo include ;;
    bench) echo include host ;;
    esac
}

# may_call ROOM: the same for calls. The functions of include/ are the loader's.
may_call() {
    may "$1" | sed 's/include/loader/'
}
rooms='include first loader object types linker dumper host bench'

for room in $rooms; do
    echo "include $room $room $(may "$room")"
    echo "call $room $room $(may_call "$room")"
done >"$tmp/allowed"

# A name without a folder is that of a file of the same folder, or of include/.
# shellcheck disable=SC2046,SC2086 # lists of files without blanks
awk -v public=" $(cd include && echo *) " 'FILENAME ~ /allowed$/ {
        for (i = 3; $1 == "include" && i <= NF; i++)
            ok[$2, $i] = 1
        next
    }
    NR == FNR || FNR == 1 { n = split(FILENAME, path, "/") }
    /^ *# *include "/ {
        name = $0
        gsub(/.*include "|".*/, "", name)
        from = "include"
        if (name ~ /\//)
            from = substr(name, 1, index(name, "/") - 1)
        else if (index(public, " " name " ") == 0)
            from = path[1]
        if (!((path[1], from) in ok))
            print FILENAME " includes " from "/"
    }' "$tmp/allowed" $(find $rooms -name '*.[chS]') >"$tmp/wrong"
is "$(cat "$tmp/wrong")" '' 'no room includes one that stands above it'

# objects ROOM: what was built of it, for this machine.
objects() {
    for source in "$1"/*.c; do
        name=${source#"$1"/}
        case $1 in
        host) object=build/${name%.c}.o ;;
        bench) object=build/bench_${name%.c}.o ;;
        *) object=build/$1/${name%.c}.o ;;
        esac
        [ ! -f "$object" ] || echo "$object"
    done
}

# "room object name" of what each object defines; then of what it asks for.
for room in $rooms; do
    # shellcheck disable=SC2046 # a list
    [ -z "$(objects "$room")" ] || nm -A -g $(objects "$room") |
        sed "s/:/ /; s/^/$room /"
done | awk 'NF == 5 && $4 ~ /^[TDBRC]$/ { print "defined", $1, $2, $5 }
    $3 == "U" { print "wanted", $1, $2, $4 }' | sort >"$tmp/symbols"
awk 'FILENAME ~ /allowed$/ {
        for (i = 3; $1 == "call" && i <= NF; i++)
            ok[$2, $i] = 1
        next
    }
    $4 == "main" { next }
    $1 == "defined" { room[$4] = room[$4] " " $2; next }
    $4 in room {
        n = split(room[$4], from, " ")
        for (i = 1; i <= n; i++)
            if (($2, from[i]) in ok)
                next
        print $3 " calls " $4 "() of" room[$4] "/"
    }' "$tmp/allowed" "$tmp/symbols" >"$tmp/wrong"
is "$(cat "$tmp/wrong")" '' '... nor calls it'
is "$([ "$(grep -c '^wanted' "$tmp/symbols")" -gt 300 ] && echo many)" many \
    '... as far as was looked'
