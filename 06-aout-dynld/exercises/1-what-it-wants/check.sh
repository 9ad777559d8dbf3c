#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

builds all
hides "$B/maker"

# makes MACHINE KIND: a new module and table; $wanted is what is to be printed.
makes() {
    wanted=$("$B/maker" "$(random 1 2000000000)" "$1" "$2" "$B") || exit 2
}

# inspects MACHINE KIND: the module is good enough to be inspected.
inspects() {
    makes "$1" "$2"
    try "$B/inspect" "$B/module" "$B/table"
    prints "$wanted"
    case $wanted in all*) exits 0 ;; *) exits 1 ;; esac
}

# refuses KIND [MACHINE]: the module is damaged. What is on stdout by then is
# no matter.
refuses() {
    makes "${2-$(machine)}" "$1"
    try "$B/inspect" "$B/module" "$B/table"
    survived
    is "exit status $status" 'exit status 2'
    says "$B/module: not a module, or a damaged one"
}

# machine: one of the four.
machine() {
    case $(random 1 4) in
    1) echo amd64 ;;
    2) echo arm64 ;;
    3) echo riscv64 ;;
    *) echo 386 ;;
    esac
}

# again COMMAND...: one more of the same kind. Not under valgrind, where every
# program takes a second to start.
again() {
    case ${RUN-} in valgrind*) ;; *) "$@" ;; esac
}

must '1. the imports of a module are found and counted'
advice 'what is in the file before the dynamic section (bss is not)? Is '\
'*nimport set? A signature has 32 bits, and no sign'
inspects amd64 good
again inspects amd64 good
again inspects arm64 good
again inspects riscv64 good

must '1. a module without imports'
advice 'none is a number, too: is *nimport set?'
inspects amd64 none

must '1. a module for 386, whose header is shorter'
advice 'which of the four have entry twice? And what is in any order?'
inspects 386 good
again inspects 386 good
again inspects 386 none

must '2. each name that the host does not have is told'
advice 'all of them, and not only the first one. A name is compared whole'
inspects amd64 missing
again inspects "$(machine)" missing

must '2. each signature that differs is told'
advice 'wants.h says how the line begins, and what is in it'
inspects arm64 wrong
again inspects "$(machine)" wrong

must '3. signature 0, on either side, matches every other one'
advice 'of the file, and of the table'
inspects "$(machine)" zero
again inspects "$(machine)" zero

must '2. all that, mixed'
advice 'in the order of the file'
inspects "$(machine)" mixed
for one in amd64 arm64 386 amd64 riscv64 386; do
    again inspects "$one" mixed
done

must '1. also in a module that is larger, with some thousand imports'
advice 'the file says how large it is, and how many there are'
inspects "$(machine)" large

must '4. what is behind the dynamic section is not looked at'
advice 'how long is the section?'
inspects "$(machine)" tail

must '5. a magic that is none of the four is refused'
advice 'each of the four is one number of 32 bits, and those of earlier '\
'formats (a.out.h) are others'
refuses magic amd64
again refuses magic arm64
again refuses magic 386
for one in amd64 riscv64 386; do
    again refuses magic-dyn "$one"
done
refuses magic-earlier amd64
again refuses magic-earlier riscv64
refuses magic-lp64
again refuses magic-lp64 amd64

must '5. a file that ends too soon is refused'
advice 'each function of cursor.h says whether there was enough'
refuses short
again refuses short
for damage in cut cut cut last; do
    again refuses "$damage"
done

must '5. sizes that are too large for the file are refused'
advice 'a sum of numbers of 32 bits may need more than that'
refuses wrap
again refuses wrap-image
again refuses size

must '5. imports end where their section ends'
advice 'the section has a size of its own: behind it is nothing of it'
refuses name
again refuses open
again refuses small

must '5. a number of imports that cannot be is refused'
advice 'each import takes some bytes: is there enough for it?'
refuses count

solved
