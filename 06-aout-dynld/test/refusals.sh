#!/bin/sh
# refusals.sh - which shared objects become modules, and why the others do not.
#
# Usage:        sh test/refusals.sh FOLDER...   from the chapter's folder
#               sh test/refusals.sh -m <FILE    lines that aoutld has said
#
# Tries each shared object in there, without -i and then with it, and counts the
# reasons as SHARED.md lists them. What that page does not list is printed.
# Exit status: 0 if there is nothing of that kind.

# counts: of lines "ok", "-i" and messages.
counts() {
    awk -F ' [|] ' '
        /^## / { listed = ($0 == "## What is refused") }
        NR == FNR {
            if (listed && NF > 1 && !/^[|] ([*]|message)/) {
                n = split(substr($1, 3), some, "; ")
                for (i = 1; i <= n; i++)
                    list(some[i])
            }
            next
        }
        { all++ }
        $0 == "ok" || $0 == "-i" { count[$0]++; next }
        {
            said = $0
            sub(/^aoutld: [^:]*: /, "", said)
            for (i = 1; i <= nreasons; i++)
                if (said ~ patterns[i]) {
                    count[reasons[i]]++
                    next
                }
            print "not listed: " $0
            unlisted++
        }
        function list(reason,    pattern) {
            pattern = reason
            gsub(/[][().*+?^$\\]/, "\\\\&", pattern)
            gsub(/\\\.\\\.\\\./, ".*", pattern)
            reasons[++nreasons] = reason
            patterns[nreasons] = pattern
        }
        END {
            printf "%5d shared objects\n", all
            printf "%5d become modules\n", count["ok"] + count["-i"]
            if (count["-i"])
                printf "%5d of these with -i\n", count["-i"]
            for (i = 1; i <= nreasons; i++)
                if (reasons[i] in count)
                    printf "%5d %s\n", count[reasons[i]], reasons[i]
            exit unlisted > 0
        }' SHARED.md -
}

# tried FILE: what becomes of it, in a line.
tried() {
    if why=$(build/aoutld -u -o "$tmp/module" "$1" 2>&1); then
        echo ok
    elif why=$(build/aoutld -i -u -o "$tmp/module" "$1" 2>&1); then
        echo -i
    else
        printf '%s\n' "$why" | head -n 1
    fi
}

case ${1-} in
-m) counts ;;
'' | -*)
    echo 'usage: refusals.sh -m | FOLDER...' >&2
    exit 2
    ;;
*)
    tmp=$(mktemp -d)
    trap 'rm -rf "$tmp"' EXIT
    find "$@" -type f -name '*.so*' | while IFS= read -r file; do
        # Not a debugger's script, nor a text for ld.
        [ "$(head -c 4 "$file" | tail -c 3)" = ELF ] && tried "$file"
    done | counts
    ;;
esac
