# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-library.sh - the loader's library: what it should do, then what it
# should refuse; and which names it shows. Sourced by check.sh.

for name in load tables refuse damage failing protect threads inferno \
    changed; do
    tests build/test/$name
done
if [ -z "${RUN-}" ] && ! variant; then
    tests build/test/many 10000 1000
else
    tests build/test/many 1000 1000 # valgrind and qemu are slow
fi

# A program that uses the library may take any name but those of the manual
# page. (Names with two underscores are the compiler's and the sanitizers'.)
names=$(nm -g --defined-only build/libdynld.a |
    awk 'NF == 3 && $3 !~ /^__/ { print $3 }' | sort)
page=$(for page in man/*.3; do
    sed -n '/^\.SH NAME/,/\\-/p' "$page" | sed -e 1d -e 's/\\-.*//'
done | tr -s ', ' '\n' | grep . | sort)
is "$names" "$page" 'the library shows the names of its manual pages, no others'
sed -n 's/^bool \(dyn[a-z0-9]*\)(.*/int \1(void);\
int \1(void) { return 7; }/p' loader/loader.h >"$tmp/own.c"
cat >>"$tmp/own.c" <<'END'
#include "dynld.h"
int dynnext;
int main(void)
{
    return dynfail() + dynreloc() + (dynmagic() == 0) +
           (dynloadfd(-1, 0, 0, 0) != 0);
}
END
# shellcheck disable=SC2046 # several words
run $(sed 's/ -D_GNU_SOURCE.*//' build/flags) -Iinclude -o "$tmp/own" \
    $(sed -n 's/.* -Iinclude//p' build/flags) "$tmp/own.c" build/libdynld.a
is "$status/$err" 0/ '... a program with a dynnext of its own links'
# shellcheck disable=SC2086 # several words
run ${RUN-} "$tmp/own"
is "$status/$err" 14/ '... and both go their own ways'
