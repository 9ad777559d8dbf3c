#!/bin/sh
# self.t - the tests tested: a mistake of each kind is made in a copy, and the
# right test has to notice it and to name it.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# shellcheck disable=SC2012 # names without blanks
first=$(ls -d [0-9][0-9]-* | head -n 1)

# Built once; what is changed in a copy of that is built anew.
mkdir "$tmp/built"
copy_built "$first"
mv "$copy" "$tmp/built/"
built=$tmp/built/$first
make -s -C "$built" all >/dev/null 2>&1
is $? 0 'the first chapter builds'

copy_tree_built "$built"
sed -i 's/^report: 21.5$/report: 21.6/' "$tree/$first/README.md"
fails_with 'a wrong line in a README is caught' '< report: 21.6' \
    make -C "$first" check

copy_tree_built "$built"
sed -i '/^```console$/d' "$tree/$first/README.md"
fails_with 'a console block that vanished is caught' 'README.md makes' \
    make -C "$first" check

copy_tree "$first"
mv "$tree/$first/sensor.h" "$tree/tests/sensor.h"
sed -i 's#"sensor.h"#"../tests/sensor.h"#' "$tree/$first/plugin.h"
fails_with 'an include from outside the chapter is caught' \
    '../tests/sensor.h' sh tests/copies.t
sed -i 's#"sensor.h"#"../../tests/sensor.h"#' "$tree/$first/sensors/"*.c
fails_with '... and does not build alone' 'sensor.h' sh tests/compilers.t

copy_tree "$first"
cp -r "$tree/$first" "$tree/02-drifted"
echo '# a local improvement' >>"$tree/02-drifted/common.mk"
fails_with 'a drifted copy is caught' '# a local improvement' \
    sh tests/copies.t
cp "$tree/$first/common.mk" "$tree/02-drifted/"
echo '# not here' >>"$tree/02-drifted/exercises/exercise.sh"
fails_with '... also in the frame of the exercises' '# not here' \
    sh tests/copies.t

copy_tree "$first"
{
    echo '// long.c - too long'
    echo 'int f(void);'
    echo 'int f(void)'
    echo '{'
    yes '    g();' | head -n 60
    echo '}'
} >"$tree/$first/long.c"
fails_with 'a function that is too long is caught' 'long.c:4: 61 lines' \
    sh tests/style.t

copy_tree "$first"
sed -i '1d' "$tree/$first/host.c"
fails_with 'a file that does not say what it is is caught' "$first/host.c" \
    sh tests/style.t

copy_tree "$first"
# shellcheck disable=SC2016 # not to be expanded
printf '%s\n' 'See `nowhere.c`.' >>"$tree/$first/README.md"
fails_with 'a README that names a missing file is caught' 'nowhere.c' \
    sh tests/style.t

# What the code must not do: each fault, and the check that has to see it.
# fault FILE SED-SCRIPT TEXT WHAT
fault() {
    copy_tree_built "$built"
    cp "$tree/$first/$1" "$tmp/before"
    sed -i "$2" "$tree/$first/$1"
    if cmp -s "$tmp/before" "$tree/$first/$1"; then
        result no "$4"
        echo "# sed changed nothing in $1" >&2
        return
    fi
    fails_with "$4" "$3" make -C "$first" check
}

# What a test shows of a chapter that fails: what failed, and no command and
# no check that passed, whatever words are in them.
copy_built "$built"
# shellcheck disable=SC2016 # that is what is looked for
sed -i 's/^    \[ "$failed" -eq 0 \]$/    result no "as ordered"; false/' \
    "$copy/common.sh"
(checks_pass 'it') >"$tmp/out" 2>"$tmp/err"
is "$(cat "$tmp/out")" "not ok $((count + 1)) - it" \
    'a chapter that fails is noticed'
has "$(cat "$tmp/err")" '- as ordered' '... and what failed is shown'
is "$(grep -e '^# ok ' -e Werror "$tmp/err")" '' '... and nothing else'

fault plugin.c 's/table->abi != SENSOR_ABI/0/' \
    'another ABI is refused before it is called' 'ABI not compared'
fault plugin.c 's/RTLD_NOW/RTLD_LAZY/' \
    'RTLD_NOW: a missing function is found' 'RTLD_LAZY in the host'
fault folder.c 's/strcmp((\*a)->d_name, (\*b)/strcmp((*b)->d_name, (*a)/' \
    'in a stable order' 'another order'
need_solutions

# An exercise that is solved as it is handed out, and one whose solution does
# not solve it. (Wrong solutions come later: here they would be built for
# nothing.)
exercise=$(ls -d "$first"/exercises/1-*)
solution=tests/solutions/$first/${exercise##*/}
wrong=tests/wrong/$first/${exercise##*/}
for none in "${exercise##*/}" "$PWD/$exercise" "$exercise-not"; do
    run sh tests/two-sided.sh "$none"
    is "$status/$out" 2/ "two-sided.sh: what is no exercise is wrong usage"
done
copy_tree "$first"
rm "$tree/$wrong"/*
for file in "$tree/$exercise/.given/"*; do
    cp "$tree/$solution/${file##*/}" "$file" 2>/dev/null
done
fails_with 'an exercise that is solved as handed out is caught' \
    'failed: 01/1 as handed out, gcc: not solved' \
    env STRICT=1 sh tests/two-sided.sh "$exercise"
has "$(cat "$tmp/log")" 'failed: 01/1: a TODO in each file to edit' \
    '... and that it has no TODO'
has "$(cat "$tmp/log")" '01/1: the files to edit are as they were handed out' \
    '... and that the files to edit are others'

copy_tree "$first"
rm "$tree/$wrong"/*
echo 'nothing says this' >"$tree/$solution/leads"
: >"$tree/$solution/WHY.md"
for file in "$tree/$exercise/.given/"*; do
    cp "$file" "$tree/$solution/"
done
fails_with 'a solution that does not solve is caught' \
    'failed: 01/1 solved, gcc' sh tests/two-sided.sh "$exercise"
has "$(cat "$tmp/log")" 'leads: nothing says this' \
    '... and a message that does not lead'
has "$(cat "$tmp/log")" 'failed: 01/1: ... and no TODO' \
    '... and a TODO in the solution'
has "$(cat "$tmp/log")" 'WHY.md: missing, or empty' '... and an empty WHY.md'

# Wrong solutions: one that is none, one that the check refuses for another
# rule, one that changes nothing; and a rule that nobody breaks.
copy_tree "$first"
rm "$tree/$wrong"/*
sed -i 's/^6\. /7. /' "$tree/$exercise/README.md"
echo '# 1: a comment goes
s,// what was reported last,,' >"$tree/$wrong/right.sed"
echo '# 1: another version is taken
s/ || sensor->abi > SENSOR_ABI//' >"$tree/$wrong/other.sed"
echo '# 1: nothing is changed' >"$tree/$wrong/nothing.sed"
fails_with 'a wrong solution that is right is caught' \
    'failed: 01/1 wrong, 1: a comment goes' \
    sh tests/two-sided.sh "$exercise" wrong
has "$(cat "$tmp/log")" 'failed: 01/1 wrong, 1: another version is taken' \
    '... and one that breaks another rule'
has "$(cat "$tmp/log")" 'nothing.sed: no rule in its first line, or it ch' \
    '... and one that changes nothing'
has "$(cat "$tmp/log")" '#    got: 7' '... and a rule that no one breaks'

rm -r "${tree:?}/$solution"
fails_with 'a new exercise without a solution is caught' \
    'failed: 01/1: it has a solution' sh tests/two-sided.sh "$exercise"
finish
