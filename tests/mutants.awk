# mutants.awk - every small change that mutate.sh knows how to make to a C file.
#
# Usage:   awk -f tests/mutants.awk FILE.c...
# Prints:  a line for each change, with tabs between FILE, FIRST and LAST line,
#          KIND, FUNCTION, the code that was there, with single blanks, and the
#          line that is to stand there instead.
#
#   comparison   <  <=  >  >= change places with their neighbour, == with !=
#   condition    && and || change places, a ! goes
#   bound        a number becomes one more
#   statement    a statement, of one line or several, goes
#
# It knows C only as clang-format lays it out: blanks around operators, one
# statement on a line. Not every change compiles.
#
# A return that ends a function stays: what is returned without it is anybody's
# guess, and may be the same.

BEGIN {
    OFS = "\t"
    npairs = split("< <=,<= <,> >=,>= >,== !=,!= ==", pairs, ",")
}

FNR == 1 {
    depth = 0
    starts = 1
    name = "-"
}

{
    code = without_text($0)
    sub(/ +$/, "", code)
}

code == "" || code ~ /^#include/ {
    next
}

code ~ /^[a-zA-Z].*\(/ {
    name = code
    sub(/\(.*/, "", name)
    sub(/.*[ *]/, "", name)
}

{
    for (i = 1; i <= npairs; i++) {
        split(pairs[i], side, " ")
        swap(" " side[1] " ", " " side[2] " ", "comparison")
    }
    swap("&&", "||", "condition")
    swap("||", "&&", "condition")
    swap("!", "", "condition")
    numbers()
    statements()
}

# without_text(S): without its comment, and with ~ for each character of a
# string: so that nothing in them is taken for code.
function without_text(s,    i, c, out, quote)
{
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (quote == "" && substr(s, i, 2) == "//")
            break
        if (quote == "") {
            if (c == "\"" || c == "'")
                quote = c
        } else if (c == "\\") {
            out = out "~"
            i++
        } else if (c == quote)
            quote = ""
        out = out (quote == "" ? c : "~")
    }
    return out
}

# squeezed(S): without what is at the ends, and with single blanks.
function squeezed(s)
{
    gsub(/ +/, " ", s)
    gsub(/^ | $/, "", s)
    return s
}

function change(kind, first, old, text)
{
    print FILENAME, first, FNR, kind, name, squeezed(old), text
}

# with(AT, N, NEW): this line with NEW for its N characters from AT on.
function with(at, n, new)
{
    return substr($0, 1, at - 1) new substr($0, at + n)
}

# swap(OLD, NEW, KIND): a change for each place where OLD stands in the code.
function swap(old, new, kind,    at, from)
{
    for (from = 1; at = index(substr(code, from), old); from = at + 1) {
        at += from - 1
        if (old != "!" || substr(code, at + 1, 1) != "=")
            change(kind, FNR, $0, with(at, length(old), new))
    }
}

# numbers(): a change for each number that is not part of a name.
function numbers(    at, from, n, word)
{
    for (from = 1; match(substr(code, from), /[A-Za-z0-9_]+/); from = at + n) {
        at = from + RSTART - 1
        n = RLENGTH
        word = substr(code, at, n)
        if (word ~ /^[0-9]/)
            change("bound", FNR, $0, with(at, n, "(" word " + 1)"))
    }
}

# statements(): a change for the one that ends on this line. It begins behind
# the end of the last one, a header like "if (...)", a brace or a label.
function statements(    i, c)
{
    if (starts) {
        begun = FNR
        whole = ""
        indent = $0
        sub(/[^ ].*/, "", indent)
        header = code ~ /^ *(}? *else|if|for|while|switch|do)( |$)/
        dropped = code ~ /^ / && !header && code !~ /^    return/
    }
    whole = whole " " $0
    for (i = 1; i <= length(code); i++) {
        c = substr(code, i, 1)
        depth += (c == "(") - (c == ")")
    }
    starts = depth == 0 &&
        (code ~ /[;{}:]$/ || header && code ~ /(\)|else|do)$/)
    if (starts && dropped && code ~ /;$/)
        change("statement", begun, whole, indent ";")
}
