#!/bin/sh
# check.sh - is exercise 04/1 solved?

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

if ! printf '#include <dlfcn.h>\nLM_ID_NEWLM\n' |
    ${CC:-cc} -D_GNU_SOURCE -E - | tail -n 1 | grep -qv LM_ID_NEWLM; then
    echo 'cannot be checked here: this C library has no dlmopen'
    exit 2
fi

builds all
hides "$B/check/inside"

a=a$(secret)
b=b$(secret)
c=c$(secret)
d=d$(secret)
load_a=$a=dlmopen:$B/diary.so
load_b=$b=dlmopen:$B/diary.so
load_c=$c=copy:$B/diary.so
load_d=$d=copy:$B/diary.so

# ask WHO:WHAT OWNER: one more command, and the line that it has to print.
commands=
wanted=
ask() {
    commands="$commands $1"
    wanted="$wanted$1: $2
"
}

# told: it obeys, and all that was to be printed is. Of the lines, only those
# that differ are shown, and the command is, in the words of README.md.
told() {
    # shellcheck disable=SC2086 # several words
    try "$B/whose" $commands
    lead=$advice
    advice "$lead
     command: $(echo "$B/whose $commands" | tr -s ' ' | sed "s#$B#\$X#g")"
    exits 0
    printf '%s' "$wanted" >"$W/wanted"
    diff "$B/out" "$W/wanted" >"$W/diff"
    is "$(sed -n 's/^< //p' "$W/diff")" "$(sed -n 's/^> //p' "$W/diff")"
    is "$(cat "$B/out")" "$(cat "$W/wanted")" # the same lines, in this order
    advice "$lead"
    commands=
    wanted=
}

# loads COMMAND...: in an order that is new each time.
loads() {
    commands=$(shuf -e -- "$@" | tr '\n' ' ')
}

must '1. code, variables and constants of an instance: that instance'
advice 'this held at first: its own file is the first thing to look at'
loads "$load_a" "$load_b" "$load_c" "$load_d"
for name in "$b" "$d" "$a" "$c"; do
    for what in own text code; do
        ask "$name:$what" "$name"
    done
done
told

must '2. what is in the libc of a namespace: the instance that it is for'
advice 'linkmap_namespace() says which namespace a link map is in'
loads "$load_b" "$load_c" "$load_a"
ask "$a:libc" "$a"
ask "$b:libc" "$b"
ask "$b:own" "$b"
told
load_m=$d=dlmopen:$B/diary_math.so
loads "$load_a" "$load_m" "$load_c"
for what in libm libc own code text; do
    ask "$d:$what" "$d"
done
ask "$a:libc" "$a"
told

must '3. what is in the host, and in the libc that it shares: the host'
advice 'a copy is in the host'\''s namespace: its file is its own, its libc not;
          and that namespace, NAMESPACE_BASE, is no instance'\''s own'
loads "$load_a" "$load_c" "$load_d" "$load_b"
ask host:own host
ask host:libc host
ask "$c:libc" host
ask "$d:libc" host
ask "$d:own" "$d"
ask "$a:libc" "$a"
told

must '4. what is in the one ld.so that is in all lists: the host'
advice 'which link map does linkmap_of_address() find for it?'
loads "$load_a" "$load_d"
ask "$a:loader" host
ask "$d:loader" host
told

must '5. what is on the stack, on the heap, or thread-local: nobody'
advice 'these lie in no object. There is no link map'
loads "$load_c" "$load_a" "$load_b"
for name in "$a" "$c" "$b"; do
    for what in stack heap thread; do
        ask "$name:$what" nobody
    done
done
told

must '6. still right after some have gone, and others have come'
advice 'the number of a namespace is used again'
commands="$load_a $load_c $load_b -$a $load_d"
ask "$b:libc" "$b"
ask "$d:own" "$d"
commands="$commands -$c $load_a"
ask "$a:libc" "$a"
ask "$b:libc" "$b"
ask "$a:own" "$a"
told
# Numbers come back the other way round, and the handles may do so, too.
loads "$load_a" "$load_b"
ask "$a:libc" "$a"
ask "$b:libc" "$b"
set -- "$a" "$b"
case $commands in "$load_a"*) set -- "$b" "$a" ;; esac
commands="$commands -$1 -$2 $1=dlmopen:$B/diary.so $2=dlmopen:$B/diary.so"
ask "$b:libc" "$b"
ask "$a:libc" "$a"
told

must '7. the objects in a namespace are counted'
advice 'a link map has an l_prev and an l_next'
# Under new names: neither a name nor what a diary exports tells the number.
rm -rf "$B/drawn"
mkdir "$B/drawn" || exit 2
for kind in $(shuf -e diary diary_math diary_bare diary_unnamed); do
    symbol=diary
    [ "$kind" != diary_unnamed ] || symbol=unnamed
    try "$B/check/inside" "$B/$kind.so" $symbol
    seen=$(cat "$B/out")
    file=$B/drawn/$(secret).so
    cp "$B/$kind.so" "$file" || exit 2
    commands="$load_b x=dlmopen:$file"
    ask 'x#' "$seen"
    told
done

must '8. a copy has no namespace of its own: 0'
advice 'the host'\''s namespace is NAMESPACE_BASE'
commands="$load_a $load_c"
ask "$c#" 0
told
solved
