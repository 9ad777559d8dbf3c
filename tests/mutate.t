#!/bin/sh
# mutate.t - mutate.sh tested: which changes it makes, and what it says of one
# that is noticed, and of one that is not. (`make mutate` itself takes minutes.)

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh

# What is made of a few lines, and what is not: in comments and strings.
cat >"$tmp/small.c" <<'END'
// small.c - if (a < b) is no code here.
#include <x4.h>

static int f(int a, long b1)
{
    if (a < 12 && b1 != 0) // 1
        return !a;
    call("a && b1", '!',
         a);
    return b1;
}
END
awk -f tests/mutants.awk "$tmp/small.c" | cut -f 2- >"$tmp/got"
tr '@' '\t' >"$tmp/wanted" <<'END'
6@6@comparison@f@if (a < 12 && b1 != 0) // 1@    if (a <= 12 && b1 != 0) // 1
6@6@comparison@f@if (a < 12 && b1 != 0) // 1@    if (a < 12 && b1 == 0) // 1
6@6@condition@f@if (a < 12 && b1 != 0) // 1@    if (a < 12 || b1 != 0) // 1
6@6@bound@f@if (a < 12 && b1 != 0) // 1@    if (a < (12 + 1) && b1 != 0) // 1
6@6@bound@f@if (a < 12 && b1 != 0) // 1@    if (a < 12 && b1 != (0 + 1)) // 1
7@7@condition@f@return !a;@        return a;
7@7@statement@f@return !a;@        ;
8@9@statement@f@call("a && b1", '!', a);@    ;
END
is "$(cat "$tmp/got")" "$(cat "$tmp/wanted")" 'the changes to a small file'

# Each explanation is still one of something. Paragraphs, of three lines first.
sh tests/mutate.sh -l >"$tmp/all"
is "$([ "$(grep -c '^- ' "$tmp/all")" -gt 500 ] && echo many)" many \
    'the loader can be changed in more than 500 ways'
if grep -q '^loader/386' "$tmp/all"; then
    cp tests/survivors.txt "$tmp/explained"
else
    skip '... for 386, too' 'gcc -m32'
    awk 'BEGIN { RS = ""; ORS = "\n\n" } !/^loader\/386/' \
        tests/survivors.txt >"$tmp/explained"
fi
awk 'BEGIN { RS = ""; FS = "\n" }
    { three = $1 "\n" $2 "\n" $3 }
    NR == FNR { known[three] = 1; next }
    !(three in known) || NF < 4 { print three }' "$tmp/all" \
    "$tmp/explained" >"$tmp/stale"
is "$(cat "$tmp/stale")" '' 'survivors.txt explains changes that can be made'

# The same for the solutions of exercises, which a student's copy has not.
if [ -d tests/solutions ]; then
    sh tests/mutate-exercises.sh -l >"$tmp/all"
    is "$([ "$(grep -c '^- ' "$tmp/all")" -gt 1000 ] && echo many)" many \
        'the solutions can be changed in more than 1,000 ways'
    awk 'BEGIN { RS = ""; FS = "\n" }
        { three = $1 "\n" $2 "\n" $3 }
        NR == FNR { known[three] = 1; next }
        !(three in known) || NF < 4 { print three }' "$tmp/all" \
        tests/survivors-exercises.txt >"$tmp/stale"
    is "$(cat "$tmp/stale")" '' \
        'survivors-exercises.txt explains changes that can be made'
    run sh tests/mutate-exercises.sh no-such-exercise
    is "$status" 2 'mutate-exercises.sh: wrong usage'
fi

# A copy in which nothing is explained, and all checks but one are left out, as
# they take long, and so does what they would have built.
chapter=$(basename "$PWD"/[0-9][0-9]-*-dynld)
copy_tree "$chapter"
printf '%s\n' 'echo "ok 1 - nothing"' 'echo 1..1' >"$tree/$chapter/check.sh"
sed -i 's/^check: all/check:/' "$tree/$chapter/common.mk"
: >"$tree/tests/survivors.txt"
limit= # it builds the chapter twice
run env TESTS=tables sh "$tree/tests/mutate.sh" loader/load.c:31
is "$status" 1 'one of two changes is noticed: that is too few'
has "$out" 'loader/load.c:31: bound: noticed by plain/build/test/tables: ' \
    '... it says which test has noticed'
has "$out" "loader/load.c:31: statement: not noticed
    loader/load.c dynload
    - job->seek(job->file, -(vlong)job->taken, 1); // a pipe need not
    + ;
    NOT EXPLAINED" '... and which change was not, for want of a reason'
has "$out" '2 changes: 1 noticed, 1 not (0 more' '... and counts'

# If what is unchanged fails, nothing that fails means anything.
sed -i 's/middle + 1/middle + 2/' "$tree/$chapter/loader/find.c"
run env TESTS=tables sh "$tree/tests/mutate.sh" loader/load.c:31
is "$status" 1 'where the tests fail anyway, it does not begin'
has "$err" 'mutate: nothing was changed, and yet: ' '... and says so'
run sh tests/mutate.sh no-such-file
is "$status" 2 'wrong usage'
finish
