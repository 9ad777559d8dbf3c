# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-shared.sh - shared objects as modules: what every linker makes of them,
# and what is refused. Sourced by check.sh.

# linked NAME WORD...: links $tmp/NAME.so, in silence or not at all.
linked() {
    name=$1
    shift
    "cc-$arch" -shared -o "$tmp/$name.so" "$@" >/dev/null 2>&1
}

# The same object, linked in many ways. What cannot be had here is named.
plugin=build/shared/plugin.o
pairs=
way() {
    name=way$(($(printf '%s' "$pairs" | wc -w) / 2))
    if ! linked "$name" "$@" $plugin; then
        absent "a shared object linked with $*" 'this linker does not do it'
        return
    fi
    run build/aoutld -u -o "$tmp/$name.mod" "$tmp/$name.so"
    is "$status/$out/$err" 0// "a module of what is linked with $*"
    listmod "$tmp/$name.mod"
    [ "$status" -eq 0 ] || result no "... keeps the rules: $err"
    # Not the file itself: dlopen() may have more to ask for than we have.
    pairs="$pairs $tmp/$name.mod build/shared/plugin.so"
}
way -Wl,-z,separate-code
way -Wl,-z,noseparate-code,-z,now
way -Wl,-z,norelro,--hash-style=sysv
way -Wl,-z,pack-relative-relocs,--hash-style=gnu
way -Wl,-z,max-page-size=65536 -s
way -nostartfiles -Wl,-Bsymbolic
for linker in gold lld; do
    if ! linked probe -fuse-ld=$linker $plugin; then
        absent "shared objects linked by $linker" 'it is not here'
        continue
    fi
    way -fuse-ld=$linker
    way -fuse-ld=$linker -Wl,-z,norelro
    [ $linker = gold ] || way -fuse-ld=lld -Wl,--pack-dyn-relocs=relr
done
# shellcheck disable=SC2086 # a list
tests build/test/shared $pairs

# Constructors: the host's business, or none.
has='has constructors or destructors: -i leaves them'
for words in constructor destructor 'constructor -nostartfiles'; do
    # shellcheck disable=SC2086 # several words
    linked own build/bad/${words%% *}.o ${words#"${words%% *}"}
    refused "$tmp/own.so: $has" "a $words" -u "$tmp/own.so"
done
# The names that crtbeginS.o leaves, and not its code.
for name in _ITM_registerTMCloneTable _ITM_deregisterTMCloneTable \
    __cxa_finalize; do
    printf '.weak %s; .data; .quad %s\n' $name $name
done >"$tmp/named.s"
for kind in constructor destructor; do
    linked own -nostartfiles -Wl,-z,noexecstack build/bad/$kind.o \
        "$tmp/named.s"
    refused "$tmp/own.so: $has" "a $kind next to the names of crtbeginS.o" \
        -u "$tmp/own.so"
done
# As short as those of crti.o, and not these.
for section in init fini; do
    call=call
    [ "$arch" != arm64 ] || call=bl
    printf '.section .%s, "ax"; .globl _%s; _%s: %s f; ret; .text; f: ret\n' \
        $section $section $section $call >"$tmp/short.s"
    linked own -nostartfiles -Wl,-z,noexecstack "$tmp/short.s"
    refused "$tmp/own.so: $has" "a short .$section of its own" -u "$tmp/own.so"
done
linked own -Wl,-init=plugin_next $plugin
refused "$tmp/own.so: $has" 'a function that -init names' -u "$tmp/own.so"
if on_musl; then
    refused 'build/shared/init.so: atexit: is called when the module may' \
        'atexit(): musl does not know who called it' -i -u \
        build/shared/init.so
else
    refused 'build/shared/init.so: __cxa_atexit: leaves a function behind' \
        'atexit()' -u build/shared/init.so
    run build/aoutld -i -u -o "$tmp/init.mod" build/shared/init.so
    is "$status/$out/$err" 0// '-i takes all of these'
    tests build/test/shared -i "$tmp/init.mod" build/shared/init.so
    echo '.weak snprintf; .data; .quad snprintf' >"$tmp/found.s"
    linked found -Wl,--no-as-needed,-z,noexecstack "$tmp/found.s"
    run build/aoutld -v -u -o "$tmp/dyn" "$tmp/found.so"
    has "$out" '
import 00000000 snprintf
' 'a weak name that a library had, with a version, is imported'
    for keeps in __register_atfork __cxa_at_quick_exit; do
        echo ".data; .quad $keeps" >"$tmp/keeps.s"
        linked keeps -Wl,-z,noexecstack "$tmp/keeps.s"
        run build/aoutld -i -v -u -o "$tmp/dyn" "$tmp/keeps.so"
        has "$out" '
import 00000000 __cxa_finalize
' "what is given to $keeps() ends with the module"
    done
fi
if on_musl || under_valgrind || [ -n "${RUN-}" ]; then threaded=100; else
    threaded=10000; fi
tests build/test/shared -t "$tmp/way0.mod" $threaded

# Libraries of this system, unchanged. (The program has what they need of libm.)
# library NAME FILE PACKAGE: adds it to $libraries, if it is there.
libraries=
library() {
    what="lib$1 as a module"
    for folder in /usr/lib/$(gcc -print-multiarch 2>/dev/null) /usr/lib64 \
        /usr/lib /lib64 /lib; do
        [ ! -f "$folder/$2" ] || break
    done
    if on_musl || [ -n "${RUN-}" ]; then
        absent "$what" 'the libraries here are of another C library or machine'
    elif [ ! -f "$folder/$2" ]; then
        skip "$what" "$2 (Debian: $3)"
    else
        run build/aoutld -u -o "$tmp/lib$1.mod" "$folder/$2"
        is "$status/$out/$err" 0// "$what"
        libraries="$libraries $1 $tmp/lib$1.mod $folder/$2"
    fi
}
library z libz.so.1 zlib1g
library bz2 libbz2.so.1.0 libbz2-1.0
library lz4 liblz4.so.1 liblz4-1
library expat libexpat.so.1 libexpat1
library sqlite3 libsqlite3.so.0 libsqlite3-0
# shellcheck disable=SC2086 # a list
[ -z "$libraries" ] || tests build/test/libraries $libraries

# What -v says more: what it depends on, and versions.
run build/aoutld -v -u -o "$tmp/dyn" build/shared/plugin.so
has "$out" "
needed libc." '-v lists what the object depends on'
has "$out" '
weak 00000000 nobody_has_this
' '... and a weak name that is 0'
on_musl || has "$out" '
version GLIBC_2.' '... and versions'
echo snprintf nobody_has_this >"$tmp/some"
refused 'build/shared/plugin.so: ' '-u FILE: an import that it does not list' \
    -u "$tmp/some" build/shared/plugin.so
has "$err" ': not defined, and not among the imports that -u allows' \
    '... by name'
echo plugin_next >"$tmp/next"
run build/aoutld -v -u -x "$tmp/next" -o "$tmp/dyn" build/shared/plugin.so
is "$(printf '%s\n' "$out" | sed -n 's/^export [0-9a-f]* //p')" plugin_next \
    '-x FILE: what it lists is exported, and nothing else'

# Debug information that is not read counts as none, and -v says so. The rest
# counts, and what is damaged is refused, as in objects.
echo 'struct in { int n; }; int in_c(struct in *p) { return p->n; }' \
    >"$tmp/in_c.c"
echo 'extern "C" int in_cc(int *p) { return *p; }' >"$tmp/in_cc.cc"
# unread REASON FILE FLAGS [OBJECT]: the names that FILE has are untyped.
unread() {
    # shellcheck disable=SC2086 # several flags
    if ! "cc-$arch" $3 -fPIC -c -o "$tmp/in.o" "$tmp/$2" 2>/dev/null ||
        ! linked unread "$tmp/in.o" ${4-}; then
        absent "$2 with $3" 'this compiler does not make it'
        return
    fi
    run build/aoutld -v -u -o "$tmp/dyn" "$tmp/unread.so"
    is "$status/$(printf '%s\n' "$out" |
        sed -n '/^unread/p; s/^export \(.*\) in_.*/\1/p' | tr '\n' ' ')" \
        "0/unread .debug_info: $1 00000000 " \
        "a shared object of $2 with $3: no signature"
}
unread 'of DWARF version 3: compile with -gdwarf-4 or -gdwarf-5' in_c.c \
    '-gdwarf-3 -gstrict-dwarf'
# Clang makes no type unit of such a small type.
is_clang "cc-$arch" ||
    unread 'a type unit is wanted: compile without -fdebug-types-section' \
        in_c.c '-g -fdebug-types-section'
"cc-$arch" -g -fPIC -c -o "$tmp/in_c.o" "$tmp/in_c.c"
unread "compiled as C++: signatures are of C's types (with -g0 there are none) \
9b0fdab3" in_cc.cc -g "$tmp/in_c.o"
linked whole "$tmp/in_c.o"
echo 0 >"$tmp/few"
if objcopy --compress-debug-sections=zlib-gnu "$tmp/whole.so" "$tmp/zip.so" &&
    objcopy --update-section .debug_abbrev="$tmp/few" "$tmp/whole.so"; then
    run build/aoutld -v -u -o "$tmp/dyn" "$tmp/zip.so"
    has "$out" '
unread .debug_info: compressed
' '... compressed'
    refused "$tmp/whole.so: .debug_info+0x" '... damaged' -u "$tmp/whole.so"
else
    absent '... compressed or damaged' "objcopy does not do it for $arch"
fi 2>/dev/null

# What cannot be a module, by its name.
# bad WANTED WHAT WORD...: what cc links of these.
bad() {
    wanted=$1
    what=$2
    shift 2
    if linked bad "$@"; then
        refused "$tmp/bad.so: $wanted" "$what" -u "$tmp/bad.so"
        printf '%s\n' "$err" >>"$tmp/reasons"
    else
        absent "$what" 'it does not link here'
    fi
}
bad 'thread-local storage' 'thread-local variables' build/bad/tls.o
bad 'counter: thread-local storage' 'one of another object' \
    build/bad/tls_import.o
[ ! -f build/bad/ifunc.o ] ||
    bad 'indirect: an indirect function (ifunc)' 'an indirect function' \
        build/bad/ifunc.o
bad 'text relocations' 'an address in code' -Wl,-z,notext \
    build/bad/text_address.o
bad 'asks for an executable stack' 'an executable stack' \
    build/bad/stack_of_code.o
bad 'a segment that is writable and executable' 'code that can be written to' \
    -nostdlib -Wl,-N $plugin
bad 'layout: its addresses do not begin at 0: link' 'addresses of its own' \
    -Wl,-Ttext-segment=0x400000
bad 'layout: text and data share a page' 'pages of 64 bytes' -Wl,-z \
    -Wl,max-page-size=64,-z,common-page-size=64 $plugin
"cc-$arch" -pie -nostartfiles -Wl,-e,0 -o "$tmp/pie" $plugin
refused "$tmp/pie: is a program" 'a program' -u "$tmp/pie"
refused 'build/shared/plugin.so: not relocatable: a shared object becomes' \
    'two of them' -u build/shared/plugin.so build/shared/plugin.so
refused 'build/shared/plugin.so: not relocatable: a shared object becomes' \
    'a table of one' -x build/shared/plugin.so

# One name in two versions.
cat >"$tmp/two.s" <<'END'
    .symver old, both@ONE
    .symver new, both@@TWO
    .globl old, new
old: .byte 0
new: .byte 1
    .section .note.GNU-stack,"",%progbits
END
sed -e 's/@@/@/; /byte/d; /globl/d' -e '/section/i .data; .quad old, new' \
    "$tmp/two.s" >"$tmp/user.s"
echo 'ONE { }; TWO { global: both; local: *; } ONE;' >"$tmp/two.map"
linked two -nostdlib -Wl,--version-script="$tmp/two.map" "$tmp/two.s"
bad 'both: a version of it (' 'one name in two versions' -nostdlib \
    "$tmp/user.s" "$tmp/two.so"
run build/aoutld -v -u -o "$tmp/dyn" "$tmp/two.so"
is "$(printf '%s\n' "$out" | grep '^export')" 'export 00000000 both' \
    'of two versions that it defines the one that counts is exported'

# damaged OFFSET BYTES [OBJECT]: plugin.so, or that, with other bytes there.
damaged() {
    cp "${3-build/shared/plugin.so}" "$tmp/damaged.so"
    # shellcheck disable=SC2059 # escapes are what it is for
    printf "$2" | dd of="$tmp/damaged.so" bs=1 seek="$1" conv=notrunc \
        2>/dev/null
}
# at SECTION: where it is in the file.
at() {
    echo $((0x$(readelf -SW build/shared/plugin.so |
        sed -n "s/.* \\$1  *[A-Z0-9_]*  *[0-9a-f]* \([0-9a-f]*\) .*/\1/p")))
}
case $arch in
amd64) copy='\005' name=R_X86_64_COPY ;;
riscv64) copy='\004' name=R_RISCV_COPY ;;
*) copy='\000\004' name=R_AARCH64_COPY ;;
esac
damaged $(($(at .rela.dyn) + 8)) $copy
refused "$tmp/damaged.so: address 0x" 'a copy of a variable' \
    -u "$tmp/damaged.so"
has "$err" "a copy of another object's variable ($name)" '... by its name'
damaged $(($(at .rela.dyn) + 8)) '\351'
refused "$tmp/damaged.so: address 0x" 'an unknown relocation' -u \
    "$tmp/damaged.so"
has "$err" 'relocation type ' '... by its number'
# In front of its variables, where the linker puts the table of exports. (The
# first two relocations are those of a constructor and a destructor.)
front=$(readelf -lW build/shared/plugin.so |
    awk '$1 == "LOAD" && $7 == "RW" { print $3 }')
front=$((front - 8))
damaged $(($(at .rela.dyn) + 48)) "$(printf '\\%03o\\%03o\\%03o' \
    $((front % 256)) $((front / 256 % 256)) $((front / 65536)))"
refused "$tmp/damaged.so: address 0x" 'a relocation in front of data' -u \
    "$tmp/damaged.so"
has "$err" ': a relocation outside of data' '... for that reason'
if ! on_musl; then
    damaged "$(at .gnu.version)" '\002'
    run build/aoutld -v -u -o "$tmp/dyn" "$tmp/damaged.so"
    is "$status/$(printf '%s\n' "$out" | grep -c '^version [^ ]* $')" 0/0 \
        'a version of what is no symbol is not listed'
fi
damaged "$(at .dynamic)" '\377\377\377\147'
refused "$tmp/damaged.so: a dynamic entry of an unknown kind (0x67ffffff)" \
    'an unknown dynamic entry' -u "$tmp/damaged.so"

for segment in 0 1 2; do
    damaged $((64 + 56 * segment + 4)) '\006' "$tmp/way0.so"
    run build/aoutld -u -o "$tmp/dyn" "$tmp/damaged.so"
    case $err in *'layout: read-only segments behind'*) break ;; esac
done
has "$err" 'layout: read-only segments behind writable ones' \
    'constants behind variables'

run sh -c 'sh test/refusals.sh -m <"$0"' "$tmp/reasons"
is "$status/$(printf '%s\n' "$out" | grep -v '^ ')" 0/ \
    'SHARED.md lists what is refused'

# The bytes of a small one, at each $step.
# shellcheck disable=SC2086 # a word, or none
run build/test/ld-damage build/shared/small.so $step
is "$status/$err" 0/ 'a small shared object, cut and changed'
run build/test/ld-nomem build/shared/plugin.so
is "$status/$(printf '%s' "$out" | grep -c '^not')/$err" '0/0/' \
    'no memory, at any call: it says so, and gives back what it has'
