#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

case $(${CC-cc} -dumpmachine) in
x86_64* | aarch64* | riscv64*) ;;
*)
    echo 'cannot be checked here: LP64 modules are for amd64, arm64, riscv64'
    exit 2
    ;;
esac
builds all
hides "$B/relocations"

# shape PART...: how the words of data follow one another, behind the first 3:
# pN: N addresses of the module; iN: N of imports; gN: N that are neither. What
# that means goes to files: $W/the.words_to_do, $W/the.relocations (as few as
# possible) and $W/the.words (when it is loaded).
shape() {
    rm -f "$W/the.words_to_do" "$W/the.relocations" "$W/the.words"
    echo "$*" | tr ' ' '\n' | awk -v b="$W" '
        { kind[NR] = substr($1, 1, 1); n[NR] = substr($1, 2) + 0
          all += n[NR] }
        function relocation(text) {
            print text >(b "/the.relocations")
        }
        function words_of(mode, count) {
            for (; count > 0; count--) {
                print word ":" mode >(b "/the.words_to_do")
                if (mode == 0)
                    print word " =" word * 7 % total >(b "/the.words")
                else
                    print word (word % 2 ? " report+" : " ask+") word \
                        >(b "/the.words")
                word++
            }
        }
        END {
            total = 3 + all + 2; word = 3; last = 0
            for (i = 1; i <= NR; i++) {
                left = n[i]
                if (kind[i] == "g") { word += left; continue }
                while (left > 0) {
                    at = 4056 + 8 * word
                    k = kind[i] == "i" ? 1 : left > 256 ? 256 : left
                    if (k == 1)
                        relocation((kind[i] == "i") " " at - last)
                    else
                        relocation("2 " at - last " " k - 1)
                    words_of(kind[i] == "i", k)
                    last = at + 8 * (k - 1)
                    left -= k
                }
            }
            print total
        }' >"$W/total"
    total=$(cat "$W/total")
}

# legible WHAT: a relocation in words, of "MODE DISTANCE [LAST-BYTE]".
legible() {
    if [ "$1" = relocation ]; then
        sed -E 's/^([0-9]+) (-?[0-9]+) ([0-9]+)$/\1 \2, last byte \3/
            s/^([0-9]+) (-?[0-9]+)/mode \1, distance \2/'
    else
        cat
    fi
}

# agree FILE WHAT: $B/out is this file, or the first line that differs is told.
agree() {
    survived
    cmp -s "$B/out" "$1" && return
    line=$(awk 'NR == FNR { got[FNR] = $0; n = FNR; next }
        got[FNR] != $0 || FNR > n { exit }
        END { print FNR + (got[FNR] == $0) }' "$B/out" "$1")
    got=$(sed -n "${line}p" "$B/out" | legible "$2")
    wanted=$(sed -n "${line}p" "$1" | legible "$2")
    is "$2 $line: ${got:-none
$(said)}" "$2 $line: ${wanted:-none}"
    is "$(wc -l <"$B/out") lines" "$(wc -l <"$1") lines"
}

# writes PART...: the linker writes a module of that shape, in few
# relocations.
writes() {
    shape "$@"
    cp "$W/the.words_to_do" "$B/words"
    try "$B/write" "$total" "$B/words"
    [ "$status" -eq 1 ] || exits 0
    mv "$B/out" "$B/module"
    "$B/relocations" list "$B/module" >"$B/out"
    ! grep -qE 'more are announced|behind the |a distance of' "$B/out" \
        "$B/err" || {
        must '3. linker: number, size of the section, and bytes agree'
        advice 'the number in front, the size of the section, and the bytes: '\
'count relocations, and not words, in the same way for all three. A distance '\
'has no more bytes than it needs'
    }
    exits 0
    agree "$W/the.relocations" relocation
}

# loads PART...: the loader is given a module of that shape.
loads() {
    shape "$@"
    # shellcheck disable=SC2046 # many words
    "$B/relocations" make "$total" 0 \
        $(tr ' ' ':' <"$W/the.relocations") >"$B/module"
    try "$B/load" "$B/module"
    exits 0
    agree "$W/the.words" word
}

# refuses TEXT WORDS CUT RELOCATION...: it is given those, and says why not.
refuses() {
    reason=$1
    shift
    "$B/relocations" make "$@" >"$B/module"
    try "$B/load" "$B/module"
    survived
    shift 2
    lead=$advice
    advice "$lead (given, as mode:distance:last byte: $*)"
    [ "$status" -ne 0 ] || not_yet 'it was loaded' "refused: ...$reason..."
    prints ''
    exits 1
    says "$reason"
    advice "$lead"
}

# again COMMAND...: one more of the same kind. Not under valgrind, where every
# program takes a second to start.
again() {
    case ${RUN-} in valgrind*) ;; *) "$@" ;; esac
}

a=$(random 2 40)
b=$(random 41 255)
c=$(random 2 30)
d=$(random 258 500)

must '2. linker: what is no run is written as ever'
advice 'one word is no run, and has the mode that it had: 0 of the module, 1 '\
'of an import. Words of a run are all of mode 0, and 8 bytes apart'
writes p1 g"$a" i1 g"$b" p1 g1 i"$c" p1 i1 p1 g31 p1 g8191 p1

must '1. linker: words of mode 0, one behind the other, are one relocation'
advice 'mode 2, the distance to the first word, and a byte: how many words '\
'follow that one. The next distance counts from the last word'
writes g7682 p"$a" g1 p2 g"$b" p3 # the first at 0x10000

must '2. linker: imports and gaps end a run'
advice 'two words are of one run if they are 8 bytes apart, and both of mode 0'
writes i2 p"$a" i1 p"$b" g1 p1 i"$c" p2 g2 i1 p1 g1 p"$a"

must '1. linker: a run has 256 words, and no more'
advice 'a byte holds 255, and the first word is not counted in it'
writes p255 g1 p256 g1 p257 g1 p258 i1 p512 g3 p513

must '3. linker: ... of any length'
advice 'are number, size and bytes counted in the same way?'
writes p"$d" i1 p$((2 * d)) g1 p$((256 + a)) g700 p"$b"

must '4. loader: modules without runs load as ever'
advice 'modes 0 and 1 have no byte behind the distance'
loads p1 g"$a" i1 g"$b" p1 g1 i"$c" p1 i1 p1 g31 p1 g8191 p1

must '5. loader: each word of a run is one of mode 0'
advice 'how many words has a run whose last byte is 1?'
loads g"$c" p"$a"
again loads p2

must '5. loader: the next distance counts from the last word of the run'
advice 'where is the last word of the run?'
loads g"$c" p"$a" g1 p1 i1 p"$b" i2 p3 g200 p1 g1 p"$c"
again loads p256 g1 p"$d" i1

must '5. loader: all that the linker writes'
advice 'what did the linker write, and how is it read?'
writes i1 p"$d" g"$a" p1 i"$c" p"$b" g1 p2
try "$B/load" "$B/module"
exits 0
agree "$W/the.words" word

must '6. loader: a run of one word has no meaning, and is refused'
advice 'the last byte says how many words follow the first one: if it is 0, '\
'refuse it'
refuses 'bad relocation' 100 0 "2:$((4056 + 8 * c)):0"

must '6. loader: a run that leads out of data is refused'
advice 'hand dynreloc() each word of the run, not the first alone: it refuses '\
'one that is not in data, or not at a multiple of 8'
refuses 'bad relocation' 100 0 "2:$((4056 + 8 * 90)):10"
again refuses 'bad relocation' 512 0 "0:$((4056 + 8 * 300))" 2:8:255
again refuses 'bad relocation' 100 0 "2:$((8 * c)):$a"
again refuses 'bad relocation' 100 0 "2:$((4056 - 8)):$a" # ends in data
again refuses 'bad relocation' 100 0 "2:$((4056 + 4 + 8 * c)):$a"

must '6. loader: a section that ends within a run is refused'
advice 'ask whether there is one more byte in the section before you read it'
refuses 'the section ends within' 100 1 "0:$((4056 + 24))" "2:64:$c"
again refuses 'the section ends within' 9000 1 "0:$((4056 + 24))" 0:65536
again refuses 'the section ends within' 100 1

must '6. loader: bytes behind the last relocation are refused'
advice 'as ever: p is where the section ends'
again refuses 'behind the last relocation' 100 -1 "2:$((4056 + 24)):$a"

must '6. loader: the same word again, backwards, or what is unknown is refused'
advice 'a distance of 0 or less from the last word of the run leads back, and '\
'a mode above 2 or a length of 3 does not exist'
refuses 'bad relocation' 600 0 "2:$((4056 + 24)):$b" 0:0
again refuses 'bad relocation' 600 0 "2:$((4056 + 24)):$b" 2:0:1
again refuses 'bad relocation' 600 0 "2:$((4056 + 24)):$b" 2:-16:1
again refuses 'bad relocation' 100 0 "3:$((4056 + 24))"
again refuses 'bad relocation' 100 0 "2:$((4056 + 24)):$a" 3:64
again refuses 'bad relocation' 100 0 192:0 0:16 0:8 # as 4 bytes: 0x1000
again refuses 'bad relocation' 100 1 "0:$((4056 + 24))" 192:8 # its first byte
for mode in 10 14 "$(random 4 15)"; do
    again refuses 'bad relocation' 100 0 "$mode:$((4056 + 24)):$a"
done

must '6. loader: bits 5-4 of a relocation mean nothing, and are 0'
advice 'the first byte is length (bits 7-6), 0 (bits 5-4) and mode (bits '\
'3-0), in mode 2 as in any other'
again refuses 'bad relocation' 100 0 "$((16 + 2)):$((4056 + 24)):$a"
refuses 'bad relocation' 100 0 "$((32 + 2)):$((4056 + 24)):$a"

must '7. loader: on 386 mode 2 is what it was'
advice 'relocs.c serves all machines; dynmachine.strict is false on 386'
try "$B/on386" 6 02 "$a" 00 04 02 08 01 10 02 04 82 ff ff ff fc
x=$((0x$a))
prints "$(printf '0x%x mode 2\n' $x
printf '0x%x mode 0\n' $((x + 4))
printf '0x%x mode 2\n' $((x + 12))
printf '0x%x mode 1\n' $((x + 28))
printf '0x%x mode 2\n' $((x + 32)) $((x + 28)))"
exits 0

solved
