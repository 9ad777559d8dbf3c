#!/bin/sh
# story.sh - the chapter as something to watch. `make run` builds, then runs it.

cd "$(dirname "$0")" || exit 1
. ./common.sh

title 'who called, if nobody says?'

say 'No context, nothing prepared: the callback is one plain function. It
looks at its return address, and finds the plugin that contains it.'
show 'build/host table kitchen=build/thermometer.so roof=build/barometer.so'

if ! on_musl; then
    say 'Without a table of our own: the loader knows whose code it is.'
    show 'build/host linkmap a=build/thermometer.so b=build/barometer.so'
fi

say 'A call at the very end of a function becomes a jump, with -O2. Then the
plugin is not on the stack any more. The host says that it does not know.'
show 'build/host table kitchen=build/pitfalls/tail_O2.so' 1

say 'If the plugin passes the callback to libc, then libc is the caller.'
show 'build/pitfalls/sorter_host build/pitfalls/sorter.so'

say 'And two instances of one plugin have one code, and one address.'
show 'build/host table kitchen=build/thermometer.so cellar=build/thermometer.so'

say 'Worse, they have one set of variables: both measure with the
cellar setting. Chapter 4 really loads the same file twice.'
