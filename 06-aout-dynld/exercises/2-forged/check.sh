#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

case $(${CC-cc} -dumpmachine) in
x86_64* | aarch64* | riscv64*) ;;
*)
    echo 'cannot be checked here: no code for this machine in the forger'
    exit 2
    ;;
esac
builds all
hides "$B/forger"

# signature: 8 digits, and not 0.
signature() {
    draw_word
    word=${word%????????}
    echo "1${word#?}"
}

driver=$(signature)
ask=80000000
report=$(signature)

# makes KIND: a new module of that kind. One byte of the signature
# of ask() is not 0, another one each time.
makes() {
    case $ask in
    80000000) ask=00800000 ;;
    00800000) ask=00008000 ;;
    00008000) ask=00000080 ;;
    *) ask=80000000 ;;
    esac
    name=$(secret)
    number=$(random 1 2000000000)
    channel=$(random 1 99)
    "$B/forger" "$1" "$name" "$number" "$driver" "$ask" "$report" \
        >"$B/module" || exit 2
}

# tidy STATUS: the host says what the gate has left behind.
tidy() {
    [ "$status" -ne 3 ] || {
        must '9. nothing stays behind, and why says what is wrong'
        advice 'there are several ways out of gate(): on each all goes that '\
'the host does not get, and on a refusal why is filled in'
        exits "$1"
    }
}

# was_let_in, was_refused: what the host says after the last try.
was_let_in() {
    tidy 0
    prints "driver $name
channel $channel
measured $number"
    exits 0
}
was_refused() {
    tidy 1
    [ "$status" -ne 4 ] || ! grep -q 'the gate has called' "$B/err" || {
        must '9. nothing of a refused module is called'
        advice 'a table can be judged without a call of what it points to'
    }
    prints ''
    exits 1
    says 'host: refused: '
}

# lets_in KIND
lets_in() {
    makes "$1"
    [ "$1" != name-bss ] || name= # there is nothing but zeros in bss
    try "$B/host" "$B/module" "$channel" "$driver" "$ask" "$report"
    was_let_in
}

# refuses KIND
refuses() {
    makes "$1"
    try "$B/host" "$B/module" "$channel" "$driver" "$ask" "$report"
    was_refused
}

# again COMMAND...: one more of the same kind. Not under valgrind, where every
# program takes a second to start.
again() {
    case ${RUN-} in valgrind*) ;; *) "$@" ;; esac
}

must '1. a good driver is let in, and works'
advice 'not everything that is unusual is forged'
lets_in good
again lets_in good

must '1. ... also if there are symbols and line numbers in the file'
advice 'what lies between data and the dynamic section? The header says'
lets_in syms

must '1. ... also if it imports nothing, or is just small enough'
advice 'GATE_LIMIT bytes are not above GATE_LIMIT'
lets_in none
again lets_in file-limit
again lets_in image-limit

must '2. no driver, one of another type, a damaged or too large one is refused'
advice 'what does the loader say, and what does the table of exports?'
again refuses export-short
again refuses export-long
again refuses export-other
again refuses report-other
refuses cut
again refuses image-above

must '3. a driver whose own signature was set to 0 is refused'
advice 'dynimport() takes 0 for anything: ask the export table itself'
refuses export-zero

must '4. a driver is refused if the signature of an import was set to 0'
advice 'the signatures of imports are in the dynamic section of the file, and '\
'nowhere else'
refuses ask-zero
again refuses report-zero

must '4. ... also with symbols, line numbers, and more behind the section'
advice 'all that looks like a list of imports is not it: where does the '\
'dynamic section begin?'
refuses syms-zero
again lets_in syms
refuses tail-zero
again lets_in tail

# piped KIND: as a file, but through a pipe: nothing can be read twice.
# shellcheck disable=SC2016 # for the inner shell
piped() {
    makes "$1"
    try sh -c 'cat "$0" | "$@"' "$B/module" "$B/host" - "$channel" "$driver" \
        "$ask" "$report"
}

must '5. a driver can come through a pipe: what was checked is what is loaded'
advice 'read once, into memory; check that, and load from that (dynloadgen())'
piped tail
was_let_in
piped ask-zero
was_refused

must '2. a file above GATE_LIMIT is refused, wherever its bytes are'
advice 'what is behind the dynamic section is part of the file, too'
refuses file-above
piped file-above
was_refused

must '2. a damaged file is refused, and nothing behind its end is read'
advice 'sizes, numbers and names of a file may lie. Who looks at them before '\
'the loader did has to compare each with what there is'
for part in empty header image section; do
    again refuses cut-$part
done
for part in data syms spsz pcsz half count size; do
    again refuses lie-$part
done
refuses cut-header
refuses lie-syms
refuses lie-name

must "6. the table's functions are code of the module"
advice 'relocations can make any address of a word: of the host, too. Only '\
'what lies from base to base + text is code of the module'
refuses measure-host
again refuses start-host
again refuses measure-data
again refuses start-data
again refuses measure-null
again refuses start-below
again lets_in start-first
again lets_in start-last
again refuses measure-edge
again refuses measure-below
again lets_in measure-first
again lets_in measure-last

must '7. the whole table lies in the module'
advice "dynld checks where an export begins; it does not know how large it is"
refuses table-two
again refuses table-one
again refuses table-past
again lets_in table-last
again lets_in table-first

must '8. the name lies in the module, and ends there'
advice 'from base to base + size everything is the module: text, data and bss'
refuses name-host
again refuses name-null
again refuses name-open
again refuses name-behind
again refuses name-below
again lets_in name-text
again lets_in name-first
again lets_in name-last
again lets_in name-over
again lets_in name-bss

must '1. a good driver is still let in'
advice 'not everything that is unusual is forged'
again lets_in tail
again lets_in syms

solved
