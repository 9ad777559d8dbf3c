#!/bin/sh
# check.sh - is exercise 03/1 solved?

cd "$(dirname "$0")" || exit 2
. ../exercise.sh

# Names and offsets that are new each time. Long ones: nothing says how long a
# name may be.
draw_inputs() {
    first=turn_$(secret)$(secret)
    last=give_up_$(secret)
    cat >"$B/draw.h" <<END
#define SHOWN_NAME $first
#define LAST_NAME $last
#define NEXT_NAME innocent_$(secret)
#define PAD $(random 200 500)
END
}
builds all
hides "$B/check/wanted" "$B/check/answer.o"
plugin=$B/check/key_$(secret)$(secret)$(secret).so
rm -f "$B"/check/key_*.so
cp "$B/check/callers.so" "$plugin"

# same NAME: the journal of a call of that function is what it should be.
same() {
    what=$(secret)
    try "$B/check/wanted" "$plugin" "$1" "$what"
    wanted=$(text "$B/out")
    is "$status/${wanted:+told}" '0/told' # the check's own part
    try "$B/check/got" "$plugin" "$1" "$what"
    case $(text "$B/out") in
    somewhere:*) advice 'where() first: note.h has three forms' ;;
    esac
    prints "$wanted"
    exits 0
}

must '1. a function with a name: FILE: FUNCTION+0xOFFSET, for each call'
advice 'CALLER() of the callback that was called, and not the return address'
same "$first"

must '1. ... with small letters in the offset, and no zero in front'
advice 'note.h says how an offset is written'
for offset in ab cd ef; do
    try "$B/check/got" at $offset "$plugin" "$first"
    prints "${plugin##*/}: $first+0x$offset"
done

must '2. a static function: FILE+0xOFFSET, from where the file begins'
advice 'dladdr() succeeds there too, but dli_sname is NULL'
same ''

must '3. a call that does not return: still the function that made it'
advice 'the call is the last instruction of its function'
same "$last"

must '4. an address in no file: "no file"'
advice 'what does dladdr() return for it?'
try "$B/check/got" stack
prints 'no file'
try "$B/check/got" null
prints 'no file'

must '4. ... and one in the program, found by way of PATH: its name'
advice 'which path has the program then? A path need not have a slash'
# shellcheck disable=SC2016,SC2086 # for that shell; RUN is several words
try sh -c 'cd "$0" && PATH=.:$PATH "$@"' "$B/check" ${RUN-} got self
survived
is "$(head -n 1 "$B/out")" "got+$(sed -n 2p "$B/out")"

# short TEXT LOW HIGH [PLUGIN NAME]: TEXT is cut to a size that is drawn.
short() {
    full=$1
    size=$(random "$2" "$3")
    shift 3
    try "$B/check/got" short "$size" "$@"
    prints "$(printf '%s' "$full" | head -c $((size - 1)))|###"
}

must '5. a text that does not fit is cut, and ends with a 0: in each form'
advice 'snprintf() does that, if it is told the right size'
file=${plugin##*/}
short "$file: $first+0x0" 10 90 "$plugin" "$first"
short "$file" 10 "${#file}" "$plugin" ''
short 'no file' 1 7

must '6. the demo still runs'
advice 'it calls note() and stop() of your note.c, too'
try "$B/demo" "$B/door.so"
exits 0
prints_part ': the door is jammed'
solved
