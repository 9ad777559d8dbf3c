# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-signatures.sh - the types' part of check.sh, which sources it.

# Whatever is compiled here is for the machine that the linker was built for:
# $arch, $compilers and $emulator are those of check-compilers.sh.
[ -n "$arch" ] || return # check-linker.sh has said that there are none for it

# signed FLAGS...: compiles with these; $out becomes a line "SIG NAME" for each
# name that the object $tmp/types.o defines.
signed() {
    "$@" -std=gnu17 -w -c -o "$tmp/types.o" || return
    run build/aoutld -v -x -o "$tmp/types.c" "$tmp/types.o"
    out=$(printf '%s\n' "$out" | sed -n 's/^export //p')
}

# pairs_of FILE: its "a == b" and "a != b".
pairs_of() {
    sed -n 's|^.*// \([a-z0-9_]* [!=]= [a-z0-9_]*\)$|\1|p' "$1"
}

# pairs: those of test/alike.c that are not so in $out.
pairs() {
    printf '%s\n' "$out" >"$tmp/signed"
    pairs_of test/alike.c |
        awk -v table="$tmp/signed" '
            BEGIN { while (getline <table) sig[$2] = $1 }
            {
                alike = sig[$1] == sig[$3]
                if (sig[$1] == "" || sig[$3] == "" || sig[$1] == 0 ||
                    alike != ($2 == "=="))
                    print $0 ": " sig[$1] ", " sig[$3]
            }'
}

sed -n 's|^.*// \([a-z][a-z0-9_]*\) \([0-9a-f]\{8\}\)$|\2 \1|p' \
    test/vectors.c | sort -k2 >"$tmp/vectors"
is "$(grep -c . "$tmp/vectors")" 52 'there are 52 signatures to compare with'
alike=$(pairs_of test/alike.c | grep -c .)
is "$alike" "$(grep -c ' [!=]= ' test/alike.c)" "... and $alike pairs"
for cc in $compilers; do
    if ! command -v "$cc" >/dev/null; then
        skip "signatures with $cc" "${cc%%-*}"
        continue
    fi
    # Each form of DWARF once, and each level.
    for flags in '-O0 -gdwarf-4' '-O2 -gdwarf-5' '-O2 -gdwarf-5 -gdwarf64' \
        '-O1 -g3'; do
        under_valgrind && [ "$flags" != '-O2 -gdwarf-5' ] && continue # slow
        [ "$flags" != '-O1 -g3' ] || ! variant || continue
        # shellcheck disable=SC2086 # several flags
        signed "$cc" -g $flags -include test/vectors.c test/alike.c
        is "$(printf '%s\n' "$out" | sort -k2 | join -1 2 -2 2 -o 1.1,1.2 - \
            "$tmp/vectors")" "$(cat "$tmp/vectors")" \
            "the signatures, $cc $flags"
        is "$(pairs)" '' "$alike pairs that are alike or not, $cc $flags"
    done
done

# The numbers that are our own: FNV-1a of what C calls the type.
fnv() {
    hash=2166136261
    for byte in $(printf '%s' "$1" | od -An -v -tu1); do
        hash=$(((hash ^ byte) * 16777619 & 4294967295))
    done
    printf '%08x' "$hash"
}
for pair in o_bool:_Bool 'o_ldouble:long double' 'o_cfloat:float _Complex' \
    'o_cdouble:double _Complex' 'o_cldouble:long double _Complex' \
    'o_int128:__int128' 'o_uint128:unsigned __int128'; do
    echo "$(fnv "${pair#*:}") ${pair%%:*}"
done | sort -k2 >"$tmp/ours"
is "$(grep ' o_' "$tmp/vectors")" "$(cat "$tmp/ours")" \
    'the constants for types that Inferno has not are hashes of their names'

# What the compiler leaves of imports.
# imports CC FLAGS... : "SIG NAME" of each import of $tmp/uses.c.
cat >"$tmp/uses.c" <<'END'
extern int data;
struct big { char bytes[5000]; } to, from;
int function(struct big *b, ...);
int labelled(int x) __asm__("label");
void old_style();
void use(void)
{
    extern long inside;
    to = from;
    function(&to, data, inside, labelled(1));
    old_style();
}
END
imports() {
    run "$@" -std=gnu17 -fPIC -w -c -o "$tmp/uses.o" "$tmp/uses.c"
    run build/aoutld -v -u -o "$tmp/dyn" "$tmp/uses.o"
    out=$(printf '%s\n' "$out" | sed -n 's/^import //p')
}
of_gcc() {
    for level in -O0 -O2; do
        imports "$1" $level -g
        is "$(printf '%s\n' "$out" | grep -v ' memcpy$')" '4151d5bd data
279e7db4 function
5ef20f47 inside
bb29c315 label
97da8762 old_style' "$1 $level leaves the types of imports"
        imports "$1" $level -g1
        is "$(printf '%s\n' "$out" | grep -vc '^00000000 ')" 0 \
            '... but -g1 leaves none: 0 is listed'
    done
}
of_clang() {
    imports "$1" -O0 -g
    is "$(printf '%s\n' "$out" | grep -vc '^00000000 ')" 0 \
        "$1 -O0 leaves none: 0 is listed"
    imports "$1" -O2 -g
    is "$out" '00000000 data
279e7db4 function
00000000 inside
bb29c315 label
00000000 memcpy
00000000 old_style' "$1 -O2 leaves those of functions that it calls"
}
for cc in $compilers; do
    command -v "$cc" >/dev/null || continue
    if is_clang "$cc"; then of_clang "$cc"; else of_gcc "$cc"; fi
done

# Two objects that disagree.
# object NAME TEXT: $tmp/NAME.o
object() {
    printf '%s\n' "$2" >"$tmp/$1.c"
    run "cc-$arch" -std=gnu17 -g -w -fPIC -Iinclude -c -o "$tmp/$1.o" \
        "$tmp/$1.c"
    [ "$status" -eq 0 ] || result no "$1.c compiles: $err"
}
object a 'long value = 1; int f(int x) { return x; }'
object b 'int value = 2; long g(void) { return value; }'
object c '__attribute__((weak)) int value; int h(void) { return value; }'
object d 'int f(); int i(void) { return f(3); }'
run "cc-$arch" -std=gnu17 -g -w -c -o "$tmp/e.o" "$tmp/a.c" -g0
refused "incompatible type signatures 5ef20f47($tmp/a.o) and \
4151d5bd($tmp/c.o) for value" 'two objects that disagree about a name' \
    -u "$tmp/a.o" "$tmp/c.o"
is "$err" "aoutld: incompatible type signatures 5ef20f47($tmp/a.o) and \
4151d5bd($tmp/c.o) for value: long, int (see aoutdump -c)" \
    '... both are named, and the types'
links 'two that agree' -u "$tmp/b.o" "$tmp/c.o"
links 'two, and one does not say' -u "$tmp/e.o" "$tmp/c.o"
printf value >"$tmp/value"
printf f >"$tmp/f"
refused 'incompatible type signatures' 'the same in a table' \
    -x "$tmp/value" "$tmp/a.o" "$tmp/c.o"
run build/aoutld -x "$tmp/f" -o "$tmp/table.c" "$tmp/a.o" "$tmp/c.o"
is "$status/$err" '0/' '... but what is not in the table is no matter of ours'
is "$(grep -c '{0xbb29c315, s0, "f"}' "$tmp/table.c")" 1 \
    '... and the signature is in the table'

# signof(), by each compiler.
signatures='int 4151d5bd
*p 91115a4c, p 5288dd6b
p->a++ 4151d5bd, and a is still 0
count + 1.0 7c40a1b2
array2 88df1715
both 33cd455f
int (*)(int) c2a3fe6c
struct of two 3607c249
const 4151d5bd
in a loop d984764e
in a loop d984764e
inlined 91115a4c, in a header 91115a4c
too: in a header 91115a4c
too: double 7c40a1b2'
o="$tmp/signof.o $tmp/signof_too.o"
# program FLAGS...: test/signof.c with these, and with its table.
program() {
    run "$@" -g -I. -Iinclude -c -o "$tmp/signof.o" test/signof.c
    [ "$status" -eq 0 ] && run "$@" -g -I. -Iinclude -c -o "$tmp/signof_too.o" \
        test/signof_too.c
    # shellcheck disable=SC2086 # two objects
    [ "$status" -eq 0 ] && run build/aoutld -x -o "$tmp/table.c" $o
    # shellcheck disable=SC2086
    [ "$status" -eq 0 ] && run "$@" -o "$tmp/signof" $o "$tmp/table.c"
    # shellcheck disable=SC2086
    [ "$status" -eq 0 ] && run $emulator "$tmp/signof"
    is "$status/$out/$err" "0/$signatures/" "signof(), $*"
}
for cc in $compilers; do
    command -v "$cc" >/dev/null || continue
    strict='-std=c17 -Wall -Wextra -Wpedantic -Wshadow -Werror
        -Wno-unused-command-line-argument'
    for flags in -O0 '-O3 -fPIE -pie' '-O1 -fno-pie -no-pie' '-O2 -static'
    do
        variant && [ "$flags" != -O0 ] && continue
        under_valgrind && [ "$flags" != -O0 ] && continue
        # shellcheck disable=SC2086 # several flags
        program "$cc" $strict $flags
    done
    # shellcheck disable=SC2086
    run "$cc" -o "$tmp/signof" $o
    is "$([ "$status" -ne 0 ] && echo refused)" refused \
        '... without its table it does not link'
    has "$err" '_signof_' '... for want of it'
    for level in -O0 -O2; do
        run "$cc" $level -g -fPIC -Iinclude -c -o "$tmp/asks.o" \
            test/modules/asks.c
        links "a module that asks, $cc $level" -u "$tmp/asks.o"
        run build/test/call "$tmp/dyn"
        is "$status/$out" '0/plain 11' '... gets the right answers'
    done
    printf '%s\n' '#include "signof.h"' 'struct { int b : 3; } bits;' \
        'unsigned long f(void) { return signof(bits.b); }' \
        'unsigned long g(void) { return signof(struct never); }' \
        'unsigned long h(void) { return signof(never); }' >"$tmp/wrong.c"
    run "$cc" -g -I. -Iinclude -c -o "$tmp/wrong.o" "$tmp/wrong.c"
    is "$status" 1 "what has no signature is an error of $cc's"
    lines=$(printf '%s\n' "$err" | grep ' error: ' |
        sed 's/.*wrong\.c:\([0-9]*\):.*/\1/' | sort -u | tr '\n' ' ')
    is "$lines" '3 4 5 ' '... of a bit-field, and what is not known'
done
run build/aoutld -v -u -o "$tmp/dyn" "$tmp/asks.o"
is "$(printf '%s\n' "$out" | sed -n 's/ _signof_.*//p')" 'signof ba1b092c
signof f2611a7a' '-v lists what is asked for'
run "cc-$arch" -fPIC -Iinclude -c -g0 -o "$tmp/asks.o" test/modules/asks.c
refused "$tmp/asks.o: _signof_" 'signof() without debug information' \
    -u "$tmp/asks.o"
has "$err" ': signof() of an unknown type: compile with -g' '... says why'
object a '#include "signof.h"
unsigned long a(void) { return signof(int); }'
object b '#include "signof.h"
unsigned long b(void) { return signof(long); }'
refused 'incompatible type signatures' 'two signof() of one name' \
    -x "$tmp/a.o" "$tmp/b.o"
has "$err" 'for _signof_2_0: signof() in the same line of both, so put an' \
    '... with the remedy'

# What an object says of its names, in C.
object a '#include "signof.h"
struct s { unsigned b : 3; union { char *c[7]; struct s *next; }; };
typedef const struct s *pointer; enum e { A };
int (*f(pointer p, ...))(struct s (*)[2][3]) { return 0; }
enum e old(a, b) char a; float b; { return A; } struct never *never;
struct { int a; } *no_tag; void *other(int); static int mine;
unsigned long asks(void) { return signof(struct s) + signof(struct s); }
void needs(void) { other(mine); }'
other=' a3951066   void *other(int);'
is_clang "cc-$arch" && other=' 00000000   other;  // its type is not known'
members='struct s {
    unsigned int b : 3;
    union {
        char *c[7];
        struct s *next;
    };
};'
run build/aoutdump "$tmp/a.o"
is "$status/$out/$err" "0/defines
 3f495db9   unsigned long asks(void);
 1e11008b   int (*f(struct s *, ...))(struct s (*)[2][3]);
 4c81a129   void needs(void);
 11a0eb0e   struct never *never;
 5288dd6b   struct {
                int a;
            } *no_tag;
 a24490af   int old(/* old-style */ int, double);

needs
$other

signof
 fbd472af   struct s

$members

struct never;  // not known here/" 'aoutdump says in C what names are'
run build/aoutdump -s FBD472AF "$tmp/a.o"
is "$status/$out/$err" "0/signof
 fbd472af   struct s

$members/" '-s: what has this signature'
run build/aoutdump -s 1e11008b "$tmp/a.o"
is "$status/$out/$err" "0/defines
 1e11008b   int (*f(struct s *, ...))(struct s (*)[2][3]);

$members/" '... a name'
run build/aoutdump -s 1 "$tmp/a.o"
is "$status/$out/$err" "1//aoutdump: $tmp/a.o: nothing has the signature \
00000001" '... nothing'
run "cc-$arch" -fPIC -g0 -c -o "$tmp/plain.o" test/modules/answer.c
run build/aoutdump "$tmp/plain.o"
is "$status/$out/$err" '0/defines
 00000000   answer;  // its type is not known
 00000000   lent_second;  // its type is not known

needs
 00000000   lent_row;  // its type is not known/' '... an object without -g'

# Debug information that is not to be read.
# unreadable WANTED WHAT CC FLAGS...
unreadable() {
    wanted=$1
    what=$2
    shift 2
    if "$@" -std=gnu17 -fPIC -w -c -o "$tmp/odd.o" test/vectors.c \
        2>/dev/null; then
        refused "$tmp/odd.o: $wanted" "$what" -u "$tmp/odd.o"
    else
        absent "$what" 'this compiler does not make it'
    fi
}
unreadable '.debug_info: is compressed: compile with -gz=none' \
    'compressed debug information' "${compilers%% *}" -g -gz
unreadable '.debug_info+0x0: of DWARF version 2: compile' 'DWARF 2' \
    "${compilers%% *}" -gdwarf-2
# Clang makes type units of other types than these.
odd=${compilers%% *}
! is_clang "$odd" || odd=gcc
unreadable '.debug_info+0x' 'type units' "$odd" -g -fdebug-types-section
has "$err" ': a type unit is wanted: compile without -fdebug-types-section' \
    '... with the remedy'
# C++, and the remedy.
cat >"$tmp/odd.cc" <<'END'
extern "C" { void report(double value); int answer(void); }
int answer(void) { report(21.5); return 42; }
END
for cc in gcc clang; do
    for flags in '-gdwarf-4 -std=c++98' '-gdwarf-5 -std=c++11' \
        '-gdwarf-5 -std=c++17'; do
        what="C++ of $cc $flags"
        # shellcheck disable=SC2086 # several flags
        if $cc $flags -fPIC -c -o "$tmp/odd.o" "$tmp/odd.cc" 2>/dev/null; then
            refused "$tmp/odd.o: .debug_info+0x" "$what" -u "$tmp/odd.o"
            has "$err" ": compiled as C++: signatures are of C's types" \
                '... with the reason'
        else
            absent "$what" 'this compiler does not make it'
        fi
    done
    $cc -g0 -fPIC -c -o "$tmp/odd.o" "$tmp/odd.cc" 2>/dev/null || continue
    links "C++ of $cc without debug information" -u "$tmp/odd.o"
done
for flags in -g0 -gsplit-dwarf; do
    run "cc-$arch" $flags -w -fPIC -c -o "$tmp/odd.o" test/vectors.c
    run build/aoutld -v -u -o "$tmp/dyn" "$tmp/odd.o"
    is "$status/$(printf '%s\n' "$out" | grep '^export' |
        grep -vc 'export 00000000 ')" 0/0 "with $flags all signatures are 0"
done
run "cc-$arch" -std=gnu17 -g -w -c -o "$tmp/one.o" test/vectors.c
run "cc-$arch" -g -w -I. -Iinclude -c -o "$tmp/two.o" test/signof.c
run "cc-$arch" -r -nostdlib -o "$tmp/odd.o" "$tmp/two.o" "$tmp/one.o"
run build/aoutld -v -x -o "$tmp/table.c" "$tmp/odd.o"
is "$(printf '%s\n' "$out" | sed -n 's/^export \(.* [a-z]_\)/\1/p')" \
    "$(cat "$tmp/vectors")" '-r puts two units into one object'

# hostile CASE WANTED: test/hostile.S, assembled for this case.
hostile() {
    run "cc-$arch" "-D$1" -c -o "$tmp/hostile.o" test/hostile.S
    refused "$tmp/hostile.o: $2" "hostile: $1" -x "$tmp/hostile.o"
    under_valgrind && return # slow, and the same
    run build/aoutdump "$tmp/hostile.o"
    is "$status/$err" "1/aoutdump: $tmp/hostile.o: $2" '... of aoutdump too'
}
hostile CIRCLE '.debug_info: name: its type is a typedef of itself'
hostile POINTER '.debug_info: name: its type has no end'
hostile PARAMETER '.debug_info: name: its type has no end'
if ! under_valgrind; then # a limit of millions of steps: seconds
    hostile RESULT \
        '.debug_info: name: its type is too complicated, or consists of itself'
fi # (And TWICE: see check-types.sh.)
hostile NOWHERE '.debug_info+0x16: refers to where no entry begins'
hostile CODE '.debug_info+0x16: an unknown abbreviation'
hostile UNENDED '.debug_info+0x17: an entry ends outside of its unit'
hostile AGAIN '.debug_info+0x30: its abbreviations are read again and again'
hostile MANY_ATTRIBUTES \
    '.debug_info+0x0: an abbreviation without an end, or a very long one'
for version in 0 1 3 6 65535; do
    hostile VERSION=$version ".debug_info+0x0: of DWARF version $version: \
compile with -gdwarf-4 or -gdwarf-5"
done
run "cc-$arch" -DDEEP -c -o "$tmp/hostile.o" test/hostile.S
run build/aoutld -x -o "$tmp/table.c" "$tmp/hostile.o"
is "$status/$err" '0/' '600 functions, one inside the other: deep, and no more'
run build/aoutdump "$tmp/hostile.o"
is "$status/$err" "1/aoutdump: $tmp/hostile.o: .debug_info: name: its type is \
nested too deeply" '... to be printed it is too deep'
run "cc-$arch" -DITSELF -c -o "$tmp/hostile.o" test/hostile.S
run build/aoutdump "$tmp/hostile.o"
is "$status/$err" "1/aoutdump: $tmp/hostile.o: .debug_info: name: its type is \
nested too deeply" 'hostile: a struct that contains itself'

run "cc-$arch" -DDECLARED -c -o "$tmp/hostile.o" test/hostile.S
run build/aoutld -v -x -o "$tmp/table.c" "$tmp/hostile.o"
is "$out" 'export 7c2da3bf name' 'the definition counts, not a declaration'

# The bytes of the debug information, and lengths, at each $step. (Where an
# emulator is slow, one version of DWARF will do: each machine reads it alike.)
dwarf=4
for cc in $compilers; do
    flags="$cc -gdwarf-$dwarf"
    [ "$dwarf" = 4 ] || [ -z "$emulator" ] || continue
    dwarf=5
    command -v "$cc" >/dev/null || continue
    under_valgrind && continue # hours
    # shellcheck disable=SC2086 # several words
    run $flags -O1 -I. -Iinclude -c -o "$tmp/types.o" test/types.c
    # shellcheck disable=SC2086 # a word, or none
    run build/test/sig-damage "$tmp/types.o" $step
    is "$status/$err" '0/' "damaged, types of $flags are refused, or signed"
    has "$out" 'some of them answered: yes' '... both happen'
done
run "cc-$arch" -g -w -I. -Iinclude -c -o "$tmp/types.o" test/types.c
tests build/test/ld-nomem "$tmp/types.o"

# The host whose host/dev.h has one member more, and the drivers of the other.
for driver in thermometer barometer; do
    run sh -c "echo load dev a build/drivers/$driver.mod |
        ${RUN-} build/newdev/host"
    is "$status/$out/$err" "1//host: a: build/drivers/$driver.mod: signature \
mismatch: ${driver}devtab (f234d656 != 391cdd20)
host: a: aoutdump -c shows where two objects differ" \
        "a $driver for another struct dev is refused by its type"
done
run "cc-$arch" -g0 -I. -fPIC -c -o "$tmp/barometer.o" \
    host/drivers/barometer.c
links 'a driver without debug information' -u "$tmp/barometer.o"
mv "$tmp/dyn" "$tmp/barometer.mod"
run sh -c "printf 'load dev a $tmp/barometer.mod\nread a\n' |
    ${RUN-} build/host"
is "$status/$out/$err" '0/a: 1013.2/' '... has signature 0, and is not checked'
