#!/bin/sh
# tutor.t - make exercises, exercise, hint and reset, at the top and in a
# chapter that was copied out alone; with the first exercise of the first
# chapter, in a copy.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh
need_solutions

# shellcheck disable=SC2012 # names without blanks
folder=$(ls -d [0-9][0-9]-*/exercises/1-*/ | head -n 1)
folder=${folder%/}
first=${folder%%/*}
id=${first%%-*}/1
solution=tests/solutions/$first/${folder##*/}
edited=$(sed -n 's/^Edit: *//p' "$folder/README.md" | tr -d '`,')
unset CC CFLAGS LDFLAGS EXTRA DEFS LIMIT
copy_tree "$first"
repository=$PWD
work=$tree/$folder

# given, solve: the files to edit, as handed out or solved.
given() {
    cp "$work/.given/"* "$work/"
}
solve() {
    for file in "$tree/$solution"/*; do
        case $file in */WHY.md | */leads | */valgrind) continue ;; esac
        cp "$file" "$work/"
    done
}

# top WORD..., alone WORD...: make in the copy, or in the chapter alone.
top() {
    run make -s -C "$tree" --no-print-directory "$@"
}
alone() {
    run make -s -C "$tree/$first" --no-print-directory "$@"
}

# state EX: its state in the list that was printed.
state() {
    echo "$out" | awk -v ex="$1" '$1 == ex' | grep -oE \
        'not started|not yet|solved|not here'
}

given
top exercises
is "$status/$(state "$id")" '0/not started' 'make exercises: not started'
has "$out" "Next: $id, " '... and it is the next one'
all=$(awk '/^Difficulty: / { n++; sum += 2 + ($2 == "hard") - ($2 == "easy") }
    END { print n " exercises,/" sum " points" }' \
    "$tree/$first"/exercises/[1-9]*-*/README.md)
has "$out" "0 of ${all%/*} 0 of ${all#*/}" '... and no points yet'
top exercise EX="$id"
is "$status/$err" 0/ 'make exercise: not solved, and make adds no error'
run sh -c "cd '$tree' && sh $first/exercises/tutor.sh check $id"
is "$status" 1 '... but the script says so'
has "$out" "$(cat "$solution/leads")" '... and the message leads'
is "$(echo "$out" | grep -c '^not yet - ')" 1 '... to one thing'

for file in $edited; do echo '// mine' >>"$work/$file"; done
top exercises
is "$(state "$id")" 'not yet' 'make exercises: not yet'
solve
top exercises
is "$(state "$id")" 'solved' 'make exercises: solved'
has "$out" "EX=${first%%-*}/2" '... and the next one is another'
has "$out" "1 of ${all%/*} 1 of ${all#*/}" '... and a point more'
is "$(echo "$out" | awk 'length($0) > 80')" '' '... in 80 columns'
# What was found out is known until a file changes.
cp "$work/check.sh" "$tmp/check.sh"
printf 'exit 1\n' >>"$work/check.sh"
echo 0 >"$tmp/checked"
sed -i "2i echo 1 >'$tmp/checked'" "$work/check.sh"
top exercises
is "$(cat "$tmp/checked")" 1 'another check is run'
echo 0 >"$tmp/checked"
top exercises
is "$(cat "$tmp/checked")" 0 '... and not once more'
cp "$tmp/check.sh" "$work/check.sh"
top exercise EX="$id"
is "$status/$(echo "$out" | grep -x solved)" '0/solved' 'make exercise: solved'
has "$out" "make solution EX=$id" '... offers the solution'
has "$out" "Next: ${first%%-*}/2, " '... and says which is next'
is "$(echo "$out" | head -n 1)" "Exercise $id: $(sed -n 's/^# [^:]*: //p' \
    "$folder/README.md" | head -n 1)" '... begins with its title'
top exercise
starts "$out" "Exercise ${first%%-*}/2: " 'without EX it is the next one'
top exercise EX="${id#0}"
starts "$out" "Exercise $id: " '1/1 is 01/1'
top solution EX="$id"
has "$status/$out" "0/$(head -n 1 "$solution/WHY.md")" 'make solution: why'
has "$out" '---- ' '... and what is different'
top solution EX="${first%%-*}/2"
has "$out" 'It is shown when yours is solved' '... not before it is solved'
# Colours are for a terminal that has them.
if command -v script >/dev/null; then
    for setting in TERM=xterm TERM=dumb 'TERM=xterm NO_COLOR=1'; do
        script -qec "env -u NO_COLOR $setting make -s -C '$tree' exercises" \
            /dev/null </dev/null | tr -d '\r' >"$tmp/seen"
        grep -q '\[32msolved' "$tmp/seen" && echo yes || echo no
    done >"$tmp/colours"
    is "$(tr "\n" " " <"$tmp/colours")" 'yes no no ' \
        'colours, where a terminal wants them'

    # Watched in a terminal, from as handed out to solved.
    given
    script -qec "stty cols 80; make -s -C '$tree' watch EX=$id" /dev/null \
        </dev/null >"$tmp/seen" 2>&1 &
    for _ in $(seq 300); do
        grep -q 'Watching' "$tmp/seen" && break
        sleep 0.1
    done
    solve
    $limit tail --pid=$! -f /dev/null
    tr -d '\r' <"$tmp/seen" | sed 's/\x1b\[[0-9]*m//g' >"$tmp/shown"
    has "$(cat "$tmp/shown")" 'not yet - ' 'make watch: not yet'
    has "$(cat "$tmp/shown")" "solved

Another solution, and why: make solution EX=$id
Next: ${first%%-*}/2, " '... and solved as soon as it is saved'
    is "$(awk 'length($0) > 80' "$tmp/shown")" '' '... in 80 columns'
else
    skip 'make watch, in a terminal' script
fi
top exercise EX="$id" CC=clang CFLAGS=-O0
if command -v clang >/dev/null; then
    has "$status/$(cat "$tree/$first/build/exercises/${folder##*/}/flags")" \
        '0/clang' '... also with another compiler'
fi

# Hints, one after another.
hints=$(grep -c '^## ' "$folder/HINTS.md")
for n in $(seq "$hints"); do
    top hint EX="$id"
    starts "$out" "Hint $n of $hints for exercise $id" "make hint: number $n"
done
top hint EX="$id"
has "$out" "There are no more" '... and no more'
has "$out" "$(tail -n 1 "$folder/HINTS.md")" '... the last one again'

# Alone.
alone exercises
is "$status/$(state 1)" '0/solved' 'in a chapter alone: make exercises'
alone exercise EX=1
is "$status/$(echo "$out" | grep -x solved)" '0/solved' '... make exercise EX=1'
alone exercise EX="$id"
is "$status" 0 "... EX=$id means the same"

# In a folder with blanks.
mkdir "$tmp/my courses"
cp -r "$tree/$first" "$tmp/my courses/"
rm -rf "$tmp/my courses/$first/build"
run make -s -C "$tmp/my courses/$first" exercise EX=1
is "$status/$(echo "$out" | grep -x solved)" '0/solved' \
    'in a folder with blanks'

# Reset asks; what is replaced is kept.
cp -r "$work" "$tmp/mine"
for answer in n '' no; do
    run sh -c "echo '$answer' | make -s -C '$tree' reset EX=$id"
    has "$status/$out" 'Nothing was changed' "make reset: \"$answer\" is no"
    is "$(diff -r "$work" "$tmp/mine")" '' '... and nothing was changed'
done
run sh -c "echo y | make -s -C '$tree' reset EX=$id"
is "$status" 0 'make reset: y is yes'
run sh -c "echo y | make -s -C '$tree' reset EX=$id"
is "$status" 0 '... and once more'
for file in "$work/.given/"*; do
    name=${file##*/}
    is "$(cmp "$file" "$work/$name")" '' "... $name is as handed out"
    is "$(cmp "$tmp/mine/$name" \
        "$tree/$first/build/exercises/${folder##*/}/before/$name")" '' \
        '... and what it was is kept'
done
top exercises
is "$(state "$id")" 'not started' '... and the exercise not started'
top hint EX="$id"
starts "$out" 'Hint 1 ' '... and the hints begin again'

# What reset has kept is not "built".
run make -s -C "$tree/$first" clean
is "$(find "$tree/$first/build" -type f | sed "s|$tree/$first/build/||" |
    sort | tr '\n' ' ')" "$(cd "$work/.given" && find . -type f |
    sed "s|^\.|exercises/${folder##*/}/before|" | sort | tr '\n' ' ')" \
    'make clean leaves what make reset has kept, and no more'

# Which one?
for ex in 99/1 "${first%%-*}/99" 'x y'; do
    top exercise EX="$ex"
    has "$err" 'make exercises lists them' "make exercise EX='$ex' says how"
done

# A check that was not solved leaves the chapter as it was.
for file in "$work/.given/"*; do
    echo 'a line that does not compile' >"$work/${file##*/}"
done
top exercise EX="$id"
has "$out" 'it does not build' 'a file that does not compile'
run make -s -C "$tree/$first" build/host
is "$status/$err" '0/' '... does not keep the chapter from building'
is "$(cd "$tree" && find . -path '*/build' -prune -o -newer Makefile -type f \
    -name '*.o' -print)" '' '... and nothing is built beside the sources'

# Editors are told how each exercise is compiled.
for one in "$repository"/[0-9][0-9]-*/exercises/[1-9]*-*; do
    # shellcheck disable=SC2046 # several flags
    needed=$(printf '%s\n' $(sed -n 's/^NEEDED = //p' "$one/../exercise.mk" |
        sed "s|\$(B)|../../build/exercises/${one##*/}|"
        sed -n 's/^NEEDED += //p' "$one/Makefile") | sort)
    [ "$(sort "$one/compile_flags.txt" 2>/dev/null)" = "$needed" ] ||
        echo "$one"
done >"$tmp/bad"
is "$(cat "$tmp/bad")" '' 'each compile_flags.txt is what make passes'

# The functions of exercise.sh, each with what does not hold.
mkdir -p "$tree/$first/exercises/9-trial"
cd "$tree/$first/exercises/9-trial" || exit 1
# not_yet STEPS WANTED WHAT: a check of these steps says so, and stops.
not_yet() {
    printf '%s\n' '. ../exercise.sh' "must 'a step'" "$1" 'solved' >trial.sh
    run sh trial.sh
    has "$status/$out" '1/not yet - a step' "$3"
    has "$out" "$2" '... and says what was got'
    is "$(echo "$out" | grep -c solved)/$err" '0/' '... and no more'
}
not_yet 'try false; exits 0' 'got: exit status 1' 'exits: another status'
not_yet 'try sh -c "echo why >&2; exit 3"; exits 0' 'got: stderr: why' \
    'exits: ... with what was said'
not_yet 'try sh -c "kill -SEGV \$\$"; prints ""' 'signal 11, SIGSEGV' \
    'prints: a crash'
not_yet 'limit=1; try sleep 100; prints ""' 'it did not end in 1 s' \
    'prints: a program that hangs'
not_yet 'try yes; exits 0' 'it wrote without end' 'exits: endless output'
not_yet 'try cat /dev/zero; prints a' 'it wrote without end' \
    'prints: endless output that is no text'
not_yet 'try echo a; prints b' 'got: a' 'prints: another text'
not_yet 'try true; prints b' 'got: nothing on stdout' 'prints: no text'
not_yet 'try echo b; prints ""' 'wanted: nothing' 'prints: too much text'
not_yet 'try echo abc; prints_part d' 'wanted: ...d...' 'prints_part'
not_yet 'try echo abc; prints_not b' 'wanted: no "b"' 'prints_not'
not_yet 'try echo abc; says abc' 'got: nothing on stderr' 'says'
not_yet 'try sh -c "echo abc >&2"; says_not b' 'wanted: no "b"' 'says_not'
not_yet 'is a b' 'got: a' 'is'
not_yet 'holds test -s no-such-file' 'it does not hold: test -s' 'holds'
not_yet 'advice "look there"; try false; exits 0' 'advice: look there' 'advice'
not_yet "is 1 1; try true; exits 0; is a b" 'got: a' 'the first that fails'
echo '. ../exercise.sh; needs no-such-tool; solved' >trial.sh
run sh trial.sh
is "$status/$out" '2/cannot be checked here: no-such-tool is missing' 'needs'
# shellcheck disable=SC2016 # for the check
printf '%s\n' '. ../exercise.sh' 'must a; try cat; exits 0; prints ""' \
    'must b; is 1 1' 'a=$(secret); b=$(secret); [ "$a" = "$b" ] && exit 1' \
    'n=$(random 3 5); holds test $n -ge 3 -a $n -le 5; solved' >trial.sh
run sh trial.sh
is "$status/$out/$err" '0/ok - a
ok - b
solved/' 'steps that hold, and stdin is empty'
# A file that is edited may not read what the check has drawn.
mkdir -p ../../build/exercises/9-trial
echo 'Edit: a.c' >README.md
printf '%s\n' 'PROGRAMS = a' 'include ../exercise.mk' >Makefile
# shellcheck disable=SC2016 # for the check
printf '%s\n' '. ../exercise.sh' 'echo "#define A 0" >"$B/drawn.h"' \
    'echo "#define A 0" >"$B/home.h"' builds solved >trial.sh
echo 'int main(void) { return 0; }' >a.c
run sh trial.sh
is "$status" 0 'a file of its own headers builds'
for header in drawn.h ../../build/exercises/9-trial/drawn.h \
    "$PWD/../../build/exercises/9-trial/home.h"; do
    printf '%s\n' '#define TO_BE_INCLUDED "'"$header"'"' \
        '#include TO_BE_INCLUDED' 'int main(void) { return A; }' >a.c
    run sh trial.sh
    has "$status/$out" '1/not yet - it builds' 'one that includes the drawn one'
    has "$out" 'got: a.c includes ' '... is told'
done

# A try of a program of ours goes through RUN, also behind env.
# shellcheck disable=SC2016
printf '%s\n' '#!/bin/sh' 'echo "ours $V $*"' >../../build/exercises/9-trial/p
chmod +x ../../build/exercises/9-trial/p
# shellcheck disable=SC2016
printf '%s\n' '. ../exercise.sh' "RUN='echo run'" \
    'must a; try "$B/p" 1 "2  3"; prints "run $B/p 1 2  3"' \
    'must b; try env V=v "$B/p" "$B/p"; prints "run $B/p $B/p"' \
    'RUN=; must c; try env V=v "$B/p" x; prints "ours v x"; solved' >trial.sh
run sh trial.sh
is "$status/$(echo "$out" | tail -n 1)" 0/solved 'RUN goes before our programs'
finish
