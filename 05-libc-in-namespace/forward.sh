#!/bin/sh
# forward.sh - writes the source of a forwarding library from a list of names.
#
# Usage:        sh forward.sh FILE.names >FILE.S
#               Each line has the name of a function, or "data" and the name
#               of a variable; "#" begins a comment.
# Exit status:  0 written, 1 a name is wrong, 2 usage.
# forward_macros.S says what becomes of the names.

if [ $# -ne 1 ]; then
    echo 'usage: forward.sh FILE.names' >&2
    exit 2
fi
LC_ALL=C
export LC_ALL # makes [a-z] those 26 letters

names=$(sed -e 's/#.*//' -e 's/[[:space:]][[:space:]]*/ /g' -e 's/^ //' \
    -e 's/ $//' -e '/^$/d' "$1") || exit 1
if [ -z "$names" ]; then
    echo "forward.sh: $1: no names in it" >&2
    exit 1
fi

wrong=$(echo "$names" | grep -vE '^(data )?[A-Za-z_][A-Za-z0-9_]*$' |
    tr '\n' ' ')
if [ -n "$wrong" ]; then
    echo "forward.sh: $1: not a name in C: ${wrong% }" >&2
    exit 1
fi
twice=$(echo "$names" | sed 's/^data //' | sort | uniq -d | tr '\n' ' ')
if [ -n "$twice" ]; then
    echo "forward.sh: $1: twice: ${twice% }" >&2
    exit 1
fi

echo "// Made by forward.sh from $1: do not edit."
echo '#include "forward_macros.S"'
echo '        forward_begin'
echo "$names" | sed -e 's/^/forward /' -e 's/^forward data /forward_data /' \
    -e 's/^/        /'
echo '        forward_end'
