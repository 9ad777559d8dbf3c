#!/bin/sh
# check.sh - is it solved? See README.md.

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

case $(${CC-cc} -dumpmachine) in
x86_64* | aarch64* | riscv64*) ;;
*)
    echo 'cannot be checked here: no code for this machine in the maker'
    exit 2
    ;;
esac
builds all
page=$(getconf PAGESIZE)

# makes FRONT PAGES BSS: a new module, which begins at FRONT of its file. Its
# header and text have as many pages, and it has some pages of data. BSS is
# bytes, or edge: one byte of it is on a page of its own.
makes() {
    front=$1
    text=$(($2 * page))
    data=$(($(random 1 3) * page + 8 * $(random 3 500)))
    bss=$3
    [ "$bss" != edge ] || bss=$((page + 1 - data % page))
    number=$(random 1 2000000000)
    module=$B/run/$(secret)
    "$B/maker" "$front" "$text" "$data" "$bss" "$number" >"$module" || exit 2
}

# loads NAME WORD...: the host loads it so, and what it says is kept as NAME.
kept=
loads() {
    name=$1
    shift
    try "$B/host" at:"$front" "$@" "$module"
    survived
    cp "$B/out" "$W/$name"
    echo "$number" >"$W/$name.number"
    kept="$kept $name"
}

# shows NAME KEY VALUE: each time that there is such a line, it said that.
shows() {
    got=$(sed -n "s/^$2: //p" "$W/$1" | sort -u)
    is "$2: ${got:-nothing}, $1" "$2: $3, $1"
}

# all_show KEY VALUE: whenever the host said that so far.
all_show() {
    for name in $kept; do
        ! grep -q "^$1: " "$W/$name" || shows "$name" "$1" "$2"
    done
}

# right: it was loaded, and lies there as it should.
right() {
    shows "$name" loaded yes
    is_image
}
is_image() {
    shows "$name" base '40 behind a page'
    shows "$name" bytes 'as in the file'
    shows "$name" bss zeros
    shows "$name" calls "$number $((number + 1))"
    exits 0
}

# refuses NAME WORD...: it is not loaded.
refuses() {
    loads "$@"
    shows "$name" loaded no
    shows "$name" fd 'as it was'
}

# again COMMAND...: one more of the same kind. Not under valgrind, where every
# program takes a second to start.
again() {
    case ${RUN-} in valgrind*) ;; *) "$@" ;; esac
}

must '1. text, data and bss lie one behind the other'
advice 'base is +0 of the image, where text begins, 40 bytes behind a page. '\
'bss is zeros, whatever the file has there'
makes 0 "$(random 1 6)" "$(random 1 60)"
loads in-front changes
right

must '1. ... also where their sizes need more than 32 bits together'
advice 'data + bss is made in 32 bits if both have 32'
makes 0 1 4294967000
again loads large-bss
[ ! -f "$W/large-bss" ] || grep -q '^loaded: no' "$W/large-bss" || right

must '2. text is the pages of the file'
advice 'fresh memory for all of the image, and mmap() of the descriptor over '\
'where text will be (MAP_FIXED)'
shows in-front text mapped

must '2. ... wherever in it the module begins, if a page begins there'
advice 'where in the file is the header? lseek() says where you are'
makes "$(($(random 1 9) * page))" "$(random 1 6)" edge
loads at-a-page changes
right
shows at-a-page text mapped

must '3. where no page of the file begins, text is copied'
advice 'mmap() refuses that: is there another way then?'
makes "$(($(random 0 9) * page + $(random 1 4000)))" "$(random 1 6)" \
    "$(random 5000 20000)"
loads at-no-page
right
shows at-no-page text copied

must '3. ... and where it comes by a pipe'
advice 'read() may return less than it was asked for, and there is more to come'
makes 0 "$(random 2 6)" 0
loads by-a-pipe pipe
right
shows by-a-pipe text copied

must '3. ... and where the file system is without exec'
advice 'mmap() may fail, or mprotect(): is there another way then?'
makes 0 "$(random 1 6)" "$(random 5000 20000)"
loads without-exec noexec
right
shows without-exec text copied

must '4. no page is ever written and executed'
advice 'neither for a moment: text is written first, and executed then'
all_show 'at once' never

must '4. ... text is read and executed, data are read and written'
advice 'rights are given to whole pages: which are those of text?'
all_show rights 'text r-x, data rw-'

must '3. ... and where text does not end with a page'
advice 'sysconf(_SC_PAGESIZE) is not 4096 everywhere. Text and data have '\
'different rights, so text ends where a page ends: there is room in front of it'
makes 0 "$(($(random 0 2) * 4 + $(random 1 3)))" "$(random 5000 20000)"
loads larger-pages pages:4
right
shows larger-pages text copied
shows larger-pages rights 'text r-x, data rw-'
makes "$((page * $(random 1 3)))" 4 "$(random 1 20000)"
again loads at-a-smaller-page pages:4
again right
again shows at-a-smaller-page text copied

must '2. ... also if pages are larger, and both fit'
advice 'how large is a page here?'
makes "$((4 * page * $(random 0 2)))" "$((4 * $(random 1 2)))" \
    "$(random 1 20000)"
loads at-a-larger-page pages:4
right
shows at-a-larger-page text mapped

must '5. data stay as they are when the file is overwritten'
advice 'a page of a private mapping is that of the file until it is written '\
'to: read data into memory'
all_show data 'as in the file'

must '6. fd is behind data'
advice 'what is mapped was not read: lseek()'
for name in $kept; do
    grep -q '^loaded: no' "$W/$name" || # 4 GB may be too much
        shows "$name" next "$(($(cat "$W/$name.number") + 2))"
done

# cut_off N: the module without its end, from N bytes behind header and text on.
cut_off() {
    head -c "$((front + text + $1))" "$module" >"$module.cut"
    module=$module.cut
}

must '7. a file that ends within data is refused'
advice 'read() returns 0 at the end. On a refusal fd goes back, if it can'
makes "$(($(random 0 3) * page))" "$(random 1 6)" 0
cut_off "$((data - 1))"
refuses cut-in-data
again refuses cut-in-pipe pipe
makes "$(random 1 4000)" "$(random 1 6)" 0
cut_off "$(random 0 "$((data - 1))")"
refuses cut-in-copy

must '7. ... or within text'
advice 'mmap() does not look whether there is so much in the file: a page '\
'behind its end is a crash'
makes 0 "$(random 2 6)" 0
cut_off -"$(random 1 "$((text - 100))")"
refuses cut-in-text

must '7. where there is no memory it is refused'
advice 'the host has each call fail in turn: look at what mmap() and '\
'mprotect() return. Each time there is either all of the image, or none'
makes "$page" "$(random 1 6)" "$(random 1 20000)"
loads calls-fail fails
is_image
prints_not neither
all_show fd 'as it was'
makes 3 "$(random 1 6)" "$(random 1 20000)"
again loads copies-fail fails
again is_image
all_show fd 'as it was'

must '8. nothing stays mapped after image_unload()'
advice 'what was mapped in whole pages is unmapped so, and from map on. And '\
'if one way fails, what it has mapped goes before the other is tried'
all_show 'left, unloaded' nothing

must '8. ... nor after a refusal'
advice 'on each way out of image_load()'
all_show 'left, refused' nothing

must '4. all that time no page is written and executed'
advice 'whichever way is taken, and when a call fails'
all_show 'at once' never
all_show rights 'text r-x, data rw-'

solved
