# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-types.sh - more of check.sh: types of ordinary programs, of several
# objects, of several languages. Sourced behind check-signatures.sh, whose
# functions it uses.

[ -n "$arch" ] || return # check-linker.sh has said that there are none for it

# signature_of NAME OBJECT: valgrind has seen that elsewhere.
signature_of() {
    with=${RUN-}
    ! under_valgrind || with=
    $with build/aoutdump "$2" |
        sed -n "s/^ \([0-9a-f]*\)   .*[ *]$1[;([].*/\1/p"
}

# How much there may be: valgrind would take minutes.
much() {
    links '256 structs that lead to one another' -u build/modules/structs.o
    run build/aoutdump -s "$(signature_of f0000 build/modules/structs.o)" \
        build/modules/structs.o
    is "$status/$err" '0/' '... aoutdump prints all of them'
    is "$(printf '%s\n' "$out" | grep -c '^struct')" 256 '... each once'
    links '27 structs that are all the same' -u build/modules/same_structs.o
    sig=$(signature_of f020 build/modules/same_structs.o)
    is "$(${RUN-} build/aoutdump -s "$sig" build/modules/same_structs.o |
        grep -c "^ $sig   int f")" 27 '... have one signature'
    is "$(signature_of pointers build/modules/same_structs.o)" \
        "$(signature_of seventh build/modules/same_structs.o)" \
        '... and one stands for the others'
}
under_valgrind || much

# What is no type of C makes 0 of all that it is in, and of nothing else.
run "cc-$arch" -DFOREIGN -c -o "$tmp/hostile.o" test/hostile.S
run build/aoutld -v -x -o "$tmp/table.c" "$tmp/hostile.o"
is "$(printf '%s\n' "$out" | grep -v ' fourth$')" 'export 00000000 name
export 00000000 second
export 00000000 third' 'what is no type of C has no signature'
is "$(printf '%s\n' "$out" | grep -c ' 00000000 fourth$')" 0 \
    '... what is one has'

# One that has no end, among others.
printf '%s\n' 'int name; int other(char *s) { return *s; }' >"$tmp/other.c"
run "cc-$arch" -g -c -o "$tmp/other.o" "$tmp/other.c"
endless() {
    run "cc-$arch" -DTWICE -c -o "$tmp/hostile.o" test/hostile.S
    run "cc-$arch" -r -nostdlib -o "$tmp/both.o" "$tmp/hostile.o" \
        "$tmp/other.o" -Wl,--allow-multiple-definition
    refused "$tmp/both.o: .debug_info: name: its type is too complicated" \
        'a type without an end' -u "$tmp/both.o"
    run build/aoutdump "$tmp/both.o"
    is "$status/$out" '1/defines
 ????????   name;  // its type is too complicated, or consists of itself
 3880937a   int other(char *);' '... does not keep aoutdump from the others'
    is "$err" "aoutdump: $tmp/both.o: .debug_info: name: its type is too \
complicated, or consists of itself" '... and is told at the end'
}
under_valgrind || endless

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

# What one object knows and the other does not. Each of these declares what
# opaque_a.c completes; the compilers are told to keep the types of what is only
# called (clang: -O1).
# opaque NAME TEXT
opaque() {
    object "$1" "$2"
    run "cc-$arch" -std=gnu17 -O1 -g -w -fPIC -Iinclude -c -o "$tmp/$1.o" \
        "$tmp/$1.c"
}
opaque all 'struct in { int x; }; struct conn { int fd; struct in *in; };
struct on { struct conn *c; int (*f)(struct conn *, int); union u *u; };
union u { int i; float f; };
int open_(struct conn *c, struct conn *d) { return c->fd + d->in->x; }
int turn(struct on *on) { return on->u->i; }
struct conn **list(int (*f)(struct conn *)) { return 0; }
int call(void (*f)(int)) { f(1); return 0; }'
opaque tag 'struct conn; union u;
struct on { struct conn *c; int (*f)(struct conn *, int); union u *u; };
int open_(struct conn *c, struct conn *d); int turn(struct on *on);
struct conn **list(int (*f)(struct conn *)); int call(void (*f)());
int use(struct conn *c, struct on *on)
{ return open_(c, c) + turn(on) + (list(0) != 0) + call(0); }'
opaque in 'struct in; struct conn { int fd; struct in *in; };
int open_(struct conn *c, struct conn *d);
int use_in(struct conn *c) { return open_(c, c); }'
opaque mark '#include "signof.h"
INCOMPLETE(conn)
struct conn { int fd; struct in *in; };
int open_(struct conn *c, struct conn *d);
int use_mark(struct conn *c) { return open_(c, c); }'
opaque other 'struct in; struct conn { long fd; struct in *in; };
int open_(struct conn *c, struct conn *d);
int use_other(struct conn *c) { return open_(c, c); }'
opaque rename 'struct link; int open_(struct link *c, struct link *d);
int use_rename(struct link *c) { return open_(c, c); }'

# narrowed OBJECT...: links them, and says the signature of open_.
narrowed() {
    links "a struct is known in one object: $*" -u "$@"
    run build/aoutld -v -u -o "$tmp/dyn" "$@"
    sig=$(printf '%s\n' "$out" | sed -n 's/^.*port \(.*\) open_$/\1/p')
    tags=$(printf '%s\n' "$out" | sed -n 's/^incomplete //p' | tr '\n' ' ')
}
for order in 'all.o tag.o' 'tag.o all.o'; do
    # shellcheck disable=SC2046,SC2086 # two objects
    narrowed $(printf "$tmp/%s " $order)
    is "$sig" "$(signature_of open_ "$tmp/tag.o")" \
        '... the signature is that of who knows less'
    is "$tags" '() conn u ' '... and -v lists what that is'
done
narrowed "$tmp/all.o" "$tmp/in.o"
is "$sig/$tags" "$(signature_of open_ "$tmp/in.o")/in " \
    '... at any depth'
narrowed "$tmp/all.o" "$tmp/in.o" "$tmp/tag.o"
is "$sig" "$(signature_of open_ "$tmp/tag.o")" '... three objects'
narrowed "$tmp/all.o" "$tmp/mark.o"
is "$sig/$tags" "$(signature_of open_ "$tmp/mark.o")/conn " \
    '... INCOMPLETE() in one of them'
narrowed "$tmp/tag.o" "$tmp/mark.o" "$tmp/all.o"
is "$sig" "$(signature_of open_ "$tmp/mark.o")" '... and in one of three'
narrowed "$tmp/all.o"
is "$sig/$tags" "$(signature_of open_ "$tmp/all.o")/" '... nobody knows less'
for order in 'all.o other.o' 'other.o all.o' 'tag.o all.o other.o' \
    'all.o tag.o other.o' 'other.o tag.o all.o'; do
    # shellcheck disable=SC2046,SC2086 # two objects
    refused 'incompatible type signatures' "another member: $order" -u \
        $(printf "$tmp/%s " $order)
    has "$err" ' for open_: member 1 of struct conn: ' '... is the reason'
    has "$err" ' (see aoutdump -c)' '... and the remedy'
done
refused 'incompatible type signatures' 'another tag' -u "$tmp/all.o" \
    "$tmp/rename.o"
has "$err" ' for open_: parameter 1: struct conn *c, struct link * ' \
    '... is the reason'
tests build/test/ld-nomem "$tmp/all.o" "$tmp/tag.o"
# In a table it is the same.
echo open_ >"$tmp/names"
run build/aoutld -x "$tmp/names" -o "$tmp/table.c" "$tmp/all.o" "$tmp/tag.o"
is "$status/$err" '0/' 'a table of a program that hides a struct'
has "$(cat "$tmp/table.c")" "{0x$(signature_of open_ "$tmp/tag.o"), " \
    '... has the narrower signature'

# aoutdump -c
run build/aoutdump -c "$tmp/all.o" "$tmp/tag.o"
into='into a header of both'
is "$status/$err" '1/' 'aoutdump -c: two objects differ'
has "$out" "differ  open_: the members of struct conn are known in \
$tmp/all.o only: write INCOMPLETE(conn) $into" '... in what only one knows'
has "$out" "differ  call: only $tmp/all.o knows the parameters of a function \
that is \"()\" in the other" '... also of a function'
has "$out" 'differ  turn: the members of ' '... inside of another one'
run build/aoutdump -c "$tmp/other.o" "$tmp/all.o"
is "$status/$out" '1/differ  open_: member 1 of struct conn: long fd, int fd' \
    '... in a member'
run build/aoutdump -c "$tmp/all.o" "$tmp/all.o"
is "$status/$(printf '%s\n' "$out" | cut -d' ' -f1 | sort -u)" '0/agree' \
    '... an object and itself'
object lengths_a 'struct t { int a[3]; }; struct n { struct t *p; struct u {
int b[3]; } *q; } n;'
object lengths_b 'struct t { int a[3]; }; struct n { struct t *p; struct u {
int b[4]; } *q; } n;'
run build/aoutdump -c "$tmp/lengths_a.o" "$tmp/lengths_b.o"
is "$status/$out" "1/differ  n: the length of an array: member 1 of struct u: \
int b[3], int b[4]" '... in a length, which makes one struct two'
object result 'char *f(int x) { return 0; }'
object result2 'int *f(int x) { return 0; } struct { int a, b; } s;'
run build/aoutdump -c "$tmp/result.o" "$tmp/result2.o"
is "$status/$out" '1/differ  f: result: char *, int *' '... in a result'
object more 'struct s { int a, b; } s;'
object fewer 'struct s { int a; } s;'
run build/aoutdump -c "$tmp/more.o" "$tmp/fewer.o"
is "$status/$out" '1/differ  s: member 2 of struct s: int b, none' \
    '... in a member that is not there'
run build/aoutdump -c "$tmp/more.o" "$tmp/result.o"
is "$status/$out/$err" "1//aoutdump: $tmp/result.o: knows no name that \
$tmp/more.o knows" '... in everything'
what='... where one has no type'
case $("cc-$arch" --version 2>/dev/null) in
*clang*) absent "$what" 'with -g1 clang leaves the names away, too' ;;
*)
    run "cc-$arch" -g1 -w -fPIC -c -o "$tmp/plain.o" "$tmp/result.c"
    run build/aoutdump -c "$tmp/plain.o" "$tmp/result.o"
    is "$status/$out" '0/unknown f' "$what"
    ;;
esac
run build/aoutdump -c "$tmp/more.o"
is "$status/${err%%
*}" '2/usage: aoutdump [-x] MODULE' '... one object'
run build/aoutdump -c "$tmp/more.o" "$tmp/nothing.o"
starts "$status/$err" "1/aoutdump: $tmp/nothing.o: No such file" \
    '... one that is not there'
run build/aoutdump -c "$tmp/nothing.o" "$tmp/more.o"
starts "$status/$err" "1/aoutdump: $tmp/nothing.o: No such file" \
    '... the first one'
