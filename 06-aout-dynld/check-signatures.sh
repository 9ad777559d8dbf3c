# shellcheck shell=sh disable=SC2154 # check.sh has sourced common.sh
# check-signatures.sh - the types' part of check.sh, which sources it.

# signed FLAGS...: compiles with these; $out becomes a line "SIG NAME" for each
# name that the object $tmp/types.o defines.
signed() {
    "$@" -std=gnu17 -w -c -o "$tmp/types.o" || return
    run build/aoutld -v -x -o "$tmp/types.c" "$tmp/types.o"
    out=$(printf '%s\n' "$out" | sed -n 's/^export //p')
}

# pairs_of FILE: its "a == b" and "a != b".
pairs_of() {
    sed -n 's|^.*// \([a-z0-9_]* [!=]= [a-z0-9_]*\)$|\1|p' "$1"
}

# pairs: those of test/alike.c that are not so in $out.
pairs() {
    printf '%s\n' "$out" >"$tmp/signed"
    pairs_of test/alike.c |
        awk -v table="$tmp/signed" '
            BEGIN { while (getline <table) sig[$2] = $1 }
            {
                alike = sig[$1] == sig[$3]
                if (sig[$1] == "" || sig[$3] == "" || sig[$1] == 0 ||
                    alike != ($2 == "=="))
                    print $0 ": " sig[$1] ", " sig[$3]
            }'
}

sed -n 's|^.*// \([a-z][a-z0-9_]*\) \([0-9a-f]\{8\}\)$|\2 \1|p' \
    test/vectors.c | sort -k2 >"$tmp/vectors"
is "$(grep -c . "$tmp/vectors")" 50 'there are 50 signatures to compare with'
alike=$(pairs_of test/alike.c | grep -c .)
is "$alike" "$(grep -c ' [!=]= ' test/alike.c)" "... and $alike pairs"
for cc in gcc clang; do
    if ! command -v $cc >/dev/null; then
        skip "signatures with $cc" $cc
        continue
    fi
    for flags in '-O0 -gdwarf-4' '-O0 -gdwarf-5' '-O2 -gdwarf-4' \
        '-O2 -gdwarf-5' '-O2 -gdwarf-5 -gdwarf64' '-O1 -g3'; do
        # shellcheck disable=SC2086 # several flags
        signed $cc -g $flags test/vectors.c
        is "$out" "$(cat "$tmp/vectors")" "the signatures, $cc $flags"
        # shellcheck disable=SC2086 # several flags
        signed $cc -g $flags test/alike.c
        is "$(pairs)" '' "$alike pairs that are alike or not, $cc $flags"
    done
done
