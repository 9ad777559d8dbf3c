# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-dump.sh - aoutdump. Sourced by check.sh.

# Of one that is slow, fewer bytes.
every=$step
if [ -n "${RUN-}" ] || [ "${VARIANT-}" = 2 ]; then every=23; fi
if under_valgrind && variant; then every=97; fi
# shellcheck disable=SC2086 # a word, or none
tests build/test/dump $every

# What is said of damaged modules is the same under valgrind, which has seen
# more of them just now, in one process: here each would take a second to start.
with_valgrind=
if under_valgrind; then with_valgrind=$RUN RUN=; fi

# says MESSAGE WHAT: the first complaint about $tmp/dumped, with and without -x.
says() {
    run build/aoutdump -x "$tmp/dumped"
    bytes=$status/$err
    run build/aoutdump "$tmp/dumped"
    is "$status/${err%%
*}" "1/aoutdump: $tmp/dumped: $1" "$2"
    [ "$bytes" = "$status/$err" ] || result no "... and with -x: $2"
}

# wrong SAMPLE OFFSET BYTES MESSAGE WHAT: the sample with other bytes there.
wrong() {
    cp "build/samples/$1" "$tmp/dumped"
    # shellcheck disable=SC2059 # escapes are what it is for
    printf "$3" | dd of="$tmp/dumped" bs=1 seek="$2" conv=notrunc 2>/dev/null
    says "$4" "$5"
}

# ends SIZE MESSAGE WHAT: the module of 260 bytes, cut off.
ends() {
    head -c "$1" build/samples/one.386 >"$tmp/dumped"
    says "$2" "$3"
}

# The header.
no='not a module for 386, amd64, arm64 or riscv64'
{
    printf '\177ELF'
    tail -c +5 build/samples/one.386
} >"$tmp/dumped"
run build/aoutdump -x "$tmp/dumped"
is "$status/$err" \
    "1/aoutdump: $tmp/dumped: 0x0: magic 0x7f454c46: $no: it is ELF's" \
    'an ELF file, with -x'
is "$out" '000000  7f 45 4c 46 00 00 00 08  not a module' \
    '... its first bytes are shown, and that is all'
run build/aoutdump "$tmp/dumped"
starts "$status/$out/$err" "1//aoutdump: $tmp/dumped: wrong class" \
    '... and without, it is an object of another kind'
wrong one.386 0 '\200\0\212\227' "0x0: magic 0x80008a97: $no: it is Inferno's \
for amd64, whose addresses have 4 bytes" "a file of 6l's"
wrong by_hand.arm64 0 '\300' "0x0: magic 0xc0008c47: $no: it is that of an \
earlier form: link it again" 'an LP64 module of the earlier form'
wrong one.386 0 '\0' "0x0: magic 0x000001eb: $no: it is that of an executable, \
which is not a module" 'an executable of Inferno'
wrong by_hand.amd64 7 '\010' \
    '0x4: text: 3848 bytes: with the header not a multiple of 4096' \
    'text that does not end where a page can'
wrong one.386 11 '\035' \
    '0x8: data: 29 bytes: not a multiple of 4' 'data that is not whole words'
wrong by_hand.amd64 27 '\001' '0x18: spsz: 1, not 0' 'a table nobody writes'
wrong by_hand.amd64 39 '\010' \
    '0x20: entry again: +0xf08, not +0xfd8' 'two entries that differ'
wrong one.386 23 '\015' \
    '0x14: entry: +0xd: not a multiple of 4' 'an entry that is not aligned'
wrong one.386 23 '\004' \
    '0x14: entry: +0x4: no room for exports: data is +0x8 to +0x24' \
    'an entry in text'
wrong one.386 23 '\034' \
    '0x14: entry: +0x1c: no room for exports: data is +0x8 to +0x24' \
    'an entry at the end of data'

# A file that ends early: what is there is shown.
ends 0 '0x0: the file ends within the header' 'an empty file'
ends 22 '0x16: the file ends within the header' 'half a header'
is "$(echo "$out" | tail -n 1)" '000010  syms           174' \
    '... is shown, as far as it goes'
ends 35 '0x23: the file ends within the text: 3 of 8 bytes' 'part of text'
ends 50 '0x32: the file ends within the data: 10 of 28 bytes' 'part of data'
ends 100 '0x64: the file ends within the symbols: 32 of 174 bytes' \
    'part of the symbols'
has "$out" ' 49c247e7        +0x0  one' '... the exports are shown'
ends 243 '0xf3: the file ends within the line numbers: 1 of 2 bytes' \
    'part of the line numbers'
ends 246 \
    '0xf6: the file ends within the size of the dynamic section: 2 of 4 bytes' \
    'part of the size of the section'
ends 258 '0x102: the file ends within the dynamic section: 10 of 12 bytes' \
    'part of the section'
has "$out" '+0x10  data     0  00000000  +0x0' '... the relocation is shown'

# The dynamic section.
wrong one.386 247 '\007' '0xf4: dynamic section of 7 bytes: at least 8' \
    'a section of 7 bytes'
wrong modes.386 173 '\377' \
    '0xad: 4278190082 imports in 62 bytes: at most 1024' 'too many imports'
wrong modes.386 181 '\0' '0xb5: import 0 has no name' 'an import without a name'
cp build/samples/modes.386 "$tmp/dumped"
printf 'h\033[2J\177\351\n\134' |
    dd of="$tmp/dumped" bs=1 seek=181 conv=notrunc 2>/dev/null
run build/aoutdump "$tmp/dumped"
has "$out" ' b3a1d3d5           0  h\x1b[2J\x7f\xe9\x0a\\e' \
    'control characters in a name are shown, not obeyed'
{
    head -c 4184 build/samples/by_hand.amd64
    printf '\0\0\0\035\0\0\0\002' # 29 bytes, 2 imports
    printf '\0\0\0\0b\0\0\0\0\0\033\0'
    printf '\0\0\0\004\100\017\340\0\010\0\060\001\010'
} >"$tmp/dumped"
says '0x106a: import 1 is not in order: \x1b' 'imports out of order'
wrong by_hand.amd64 4187 '\014' \
    "0x1060: the dynamic section ends within an import's name" \
    'an import whose name goes on'
wrong modes.386 205 '\377' '0xcd: 4278190093 relocations in 30 bytes' \
    'too many relocations'
wrong one.386 256 '\300' \
    '0x100: relocation 0: byte 0xc0: its distance would have 8 bytes' \
    'a distance of 8 bytes'
wrong one.386 258 '\100' \
    '0x103: the dynamic section ends within a relocation' \
    'a distance that goes on'
wrong one.386 257 '\377' \
    '0x100: relocation 0: +0xff: not a word of +0x0 to +0x24' \
    'a relocation outside'
wrong by_hand.amd64 4209 '\344' \
    '0x106f: relocation 0: +0xfe4: not a multiple of 8' \
    'a relocation that is not aligned'
wrong modes.386 209 '\003' '0xd1: relocation 0: mode 3' 'mode 3'
wrong by_hand.amd64 4214 '\002' '0x1076: relocation 3: mode 2' \
    'mode 2 on a machine other than 386'
wrong modes.386 36 '\001' '0x21: relocation 0: import 4 of 2' \
    'an import that is not listed'
wrong modes.386 222 '\002' \
    '0xdd: +0x3b: a part of the word is relocated twice' \
    'two relocations that overlap'
wrong by_hand.amd64 4207 '\120' '0x106f: relocation 0: byte 0x50' \
    'a bit that means nothing'
wrong by_hand.amd64 4213 '\0' '0x1074: relocation 2: the same word again' \
     'the same word twice'
wrong by_hand.amd64 4206 '\003' '0x1076: 2 bytes behind the last relocation' \
     'bytes behind the last relocation'

{
    printf '\340\0\212\227\0\0\017\330\0\0\0\030\0\0\0\0\0\0\0\0\0\0\017\330'
    printf '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\017\330'
    head -c 4080 /dev/zero # text; and an empty export table
    printf '\0\0\0\012\0\0\0\0\0\0\0\001\0\010'
} >"$tmp/dumped"
says '0x1024: relocation 0: +0x8: not a word of +0xfd8 to +0xff0' \
    'a relocation in text, on a machine other than 386'

# On 386 a distance may lead backwards, by way of 2 to the 32nd.
{
    head -c 244 build/samples/one.386
    printf '\0\0\0\017\0\0\0\0\0\0\0\002\0\024\200\377\377\377\374'
} >"$tmp/dumped"
run build/aoutdump "$tmp/dumped"
is "$status/$err" '0/' 'relocations in descending order, on 386'
has "$out" '+0x10  data     0  00000000  +0x0' '... the second is the first'

# The exports.
wrong one.386 49 '\001' \
    '0x30: export 0: its address +0x100 is not in the module' \
     'an address outside'
wrong one.386 52 '\044' '0x34: export 0: its name at +0x24 is not in data' \
     'a name outside'
wrong one.386 64 '\010' \
    '0x3c: export 1: its address is not relocated with mode 0' 'no end'
has "$err" '0x44: the exports do not end within data, after 2' '... is told'
wrong one.386 52 '\040\0\0\0\0\0\0\0\0\0\0\0zzzz' \
    '0x40: export 0: its name does not end within 4 bytes' 'a name that goes on'
wrong modes.386 64 'zzz' '0x44: export 1 is not in order: own' \
     'names out of order'
wrong by_hand.amd64 4100 '\001' \
    '0x1000: export 0: a signature of more than 4 bytes' \
     'a signature of more than 4 bytes'
wrong one.386 257 '\014' \
    '0x2c: export 0: its signature is relocated' 'a signature that is relocated'
wrong modes.386 223 '\001' \
    '0x68: export 0: its address is not relocated with mode 0' \
    'an address with another mode'
wrong one.386 257 '\015' '0x2c: export 0: a part of it is relocated' \
     'a word relocated in part'
wrong one.386 52 '\021' \
    '0x31: export 0: a part of its name is relocated' 'a name that is relocated'

wrong one.386 257 '\012' '0x2c: export 0: a part of it is relocated' \
    'a word that reaches into the exports'
run build/aoutdump -x "$tmp/dumped"
has "$out" '
00002c  e7 47 c2 49              export 0: signature 49c247e7
' '... -x shows them where they are'

wrong modes.386 217 '\377' \
    '0xd8: relocation 3: +0xff000039: not a word of +0x0 to +0x80' \
    'many complaints'
is "$(echo "$err" | tail -n 1)" "aoutdump: $tmp/dumped: and 8 more" \
    '... only the first ten are shown'

[ -z "$with_valgrind" ] || RUN=$with_valgrind

# The sample is what the linker makes of test/modules/by_hand.c, signatures
# apart.
if [ -f build/modules/by_hand.o ]; then
    run build/aoutld -u -o "$tmp/by_hand" build/modules/by_hand.o
    sample=build/samples/by_hand.$arch
    cmp -l "$tmp/by_hand" "$sample" >"$tmp/differ" # byte from 1, its two values
    is "$(awk '$1 < 4097 || $1 > 4100 && $1 < 4193 || $1 > 4196' \
        "$tmp/differ")" '' \
        "$sample is what aoutld makes of it, signatures apart"
fi

# Modules of the linker, with code.
for module in build/drivers/*.mod; do
    [ -f "$module" ] || continue
    run build/aoutdump "$module"
    is "$status/$err" '0/' "nothing is wrong with $module"
done

# The command line, and the output.
for arguments in '' '-x' \
    'build/samples/one.386 build/samples/modes.386' '-s 1' \
    '-s build/devices.o' '-s 1g build/devices.o' \
    '-s 123456789 build/devices.o' '-x -s 1 build/devices.o' \
    '-s 1 build/devices.o build/devices.o'; do
    # shellcheck disable=SC2086 # several arguments
    run build/aoutdump $arguments
    is "$status/$out/$err" '2//usage: aoutdump [-x] MODULE
       aoutdump [-s SIGNATURE] OBJECT
       aoutdump -c OBJECT OBJECT
       aoutdump -g BASE LIST' "usage: aoutdump $arguments"
done
run build/aoutdump -y build/samples/one.386
starts "$status/$out/$err" '2//aoutdump: -y: unknown option
usage: ' 'an unknown option is named'
run build/aoutdump none.mod
is "$status/$out/$err" '1//aoutdump: none.mod: No such file or directory' \
    'no such file'
for file in build/samples/one.386 build/drivers/thermometer.o; do
    [ -f "$file" ] || continue
    run sh -c "${RUN-} build/aoutdump $file >/dev/full"
    is "$status/$err" '1/aoutdump: standard output: cannot write' \
        "a full disk is told, $file"
done

# Objects, which know the types: what is none is not taken for one. More of them
# is in check-signatures.sh.
printf '\177ELF\002\001\001' >"$tmp/dumped"
run build/aoutdump "$tmp/dumped"
is "$status/$out/$err" "1//aoutdump: $tmp/dumped: truncated: no ELF header" \
    'half an object'
printf '\177EL' >"$tmp/dumped"
says '0x3: the file ends within the header' 'less than that'
run build/aoutdump build/aoutld
starts "$status/$out/$err" '1//aoutdump: build/aoutld: not relocatable' \
    'a program'
run build/aoutdump -s 1 build/samples/one.386
is "$status/$out/$err" '1//aoutdump: build/samples/one.386: not an ELF object' \
    '-s, and a module'
