# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-types.sh - more of check.sh: types of ordinary programs, of several
# objects, of several languages. Sourced behind check-signatures.sh, whose
# functions it uses.

[ -n "$arch" ] || return # check-linker.sh has said that there are none for it

# signature_of NAME OBJECT
signature_of() {
    build/aoutdump "$2" | sed -n "s/^ \([0-9a-f]*\)   .*[ *]$1[;([].*/\1/p"
}

# How much there may be.
links '625 structs that lead to one another' -u build/modules/structs.o
run build/aoutdump -s "$(signature_of f0000 build/modules/structs.o)" \
    build/modules/structs.o
is "$status/$err" '0/' '... aoutdump prints all of them'
is "$(printf '%s\n' "$out" | grep -c '^struct')" 625 '... each once'
# One that has no end, among others.
printf '%s\n' 'int name; int other(char *s) { return *s; }' >"$tmp/other.c"
run "cc-$arch" -g -c -o "$tmp/other.o" "$tmp/other.c"
run "cc-$arch" -DTWICE -c -o "$tmp/hostile.o" test/hostile.S
run "cc-$arch" -r -nostdlib -o "$tmp/both.o" "$tmp/hostile.o" "$tmp/other.o" \
    -Wl,--allow-multiple-definition
refused "$tmp/both.o: .debug_info: name: its type is too complicated" \
    'a type without an end' -u "$tmp/both.o"
run build/aoutdump "$tmp/both.o"
is "$status/$out" '1/defines
 ????????   name;  // its type is too complicated, or consists of itself
 3880937a   int other(char *);' '... does not keep aoutdump from the others'
is "$err" "aoutdump: $tmp/both.o: .debug_info: name: its type is too \
complicated, or consists of itself" '... and is told at the end'

# Other languages have other types: their names have none here.
# language NAME COMPILER...: the function of test/modules/area.* in it.
language() {
    name=$1
    shift
    if [ -n "$emulator" ] && [ "$name" != assembly ]; then
        absent "$name" 'its compiler is not for this machine'
        return
    fi
    if ! command -v "$1" >/dev/null; then
        skip "$name" "$1"
        return
    fi
    run "$@"
    [ "$status" -eq 0 ] || result no "$1 compiles: $err"
    run build/aoutdump "$tmp/area.o"
    has "$out" ' 00000000   area;  // its type is not known' \
        "$name: its types are not C's"
    links '... and it links beside C' -u build/modules/area_user.o "$tmp/area.o"
    run build/test/call "$tmp/dyn"
    is "$status/$out/$err" '0/plain 42/' '... and works'
    run build/aoutld -v -u -o "$tmp/dyn" build/modules/area_user.o "$tmp/area.o"
    has "$out" "export $(signature_of area build/modules/area_user.o) area" \
        '... with the type that C believes it to have'
}
language Rust rustc -g -O -C panic=abort --emit=obj -o "$tmp/area.o" \
    test/modules/area.rs
language Fortran gfortran -g -fPIC -J "$tmp" -c -o "$tmp/area.o" \
    test/modules/area.f90
language assembly "cc-$arch" -c -o "$tmp/area.o" test/modules/area.S
language assembly "cc-$arch" -g -c -o "$tmp/area.o" test/modules/area.S
# As an assembler says it, in whatever version; and as C does.
for version in 2 3 4; do
    run "cc-$arch" -DDECLARED -DVERSION=$version -DLANGUAGE=0x8001 -c \
        -o "$tmp/hostile.o" test/hostile.S
    run build/aoutld -v -x -o "$tmp/table.c" "$tmp/hostile.o"
    is "$status/$out/$err" '0/export 00000000 name/' \
        "assembly in version $version of DWARF has no types"
done
for language in 0x01 0x02 0x0c 0x1d 0x2c 0x3e; do
    run "cc-$arch" -DDECLARED -DLANGUAGE=$language -c -o "$tmp/hostile.o" \
        test/hostile.S
    run build/aoutld -v -x -o "$tmp/table.c" "$tmp/hostile.o"
    is "$out" 'export 7c2da3bf name' "language $language is C"
done

# ld -r puts the units of several compilations into one object.
object a 'int f(int x) { return x; }'
object b 'int f(int x); int g(void) { return f(1); }'
for flags in -g0 -g1; do
    run "cc-$arch" $flags -fPIC -c -o "$tmp/plain.o" "$tmp/a.c"
    run "cc-$arch" -O1 -g -fPIC -c -o "$tmp/b.o" "$tmp/b.c"
    for order in "$tmp/plain.o $tmp/b.o" "$tmp/b.o $tmp/plain.o"; do
        # shellcheck disable=SC2086 # two objects
        run "cc-$arch" -r -nostdlib -o "$tmp/both.o" $order
        run build/aoutld -v -u -o "$tmp/dyn" "$tmp/both.o"
        has "$out" 'export bb29c315 f' \
            "what $flags leaves of a name does not hide its type"
    done
done
