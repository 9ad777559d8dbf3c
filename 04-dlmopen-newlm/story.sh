#!/bin/sh
# story.sh - the chapter as something to watch. `make run` builds, then runs it.

cd "$(dirname "$0")" || exit 1
. ./common.sh

title 'which instance called?'

two='kitchen=build/thermometer.so cellar=build/thermometer.so'

say 'Where chapter 3 ended: the same file twice is one plugin. One code, one
address, one set of variables; both measure the cellar.'
show "build/host dlopen table $two"

if on_musl; then
    say 'The answer needs dlmopen(), which this C library does not have.'
    show "build/host dlmopen table $two" 1
    say 'What is left: a copy of the file for each instance.'
    show "build/host copy table $two"
    show 'build/isolates copy build/probe.so'
    exit
fi

say 'dlmopen() loads the file into a new namespace each time. Two instances,
two addresses, two sets of variables. The table of chapter 3 does the rest.'
show "build/host dlmopen table $two"

say 'Or without a table: the loader knows the link map of an address,
and the namespace of a link map.'
show "build/host dlmopen linkmap $two"
show "build/host dlmopen namespace $two"

say 'What is loaded in this process? Each namespace has a list of its own. The
same picture, with addresses, is now in build/picture.svg, for a browser.'
show "build/picture -s build/picture.svg dlmopen $two"

say 'An instance has a libc of its own, so a call through libc has a sender.'
show 'build/pitfalls/sorter_host build/pitfalls/sorter.so'

say 'How many? Until something runs out. The loaded instances still work.'
show 'build/walls build/thermometer.so'
show 'build/walls build/thermometer_bare.so'

say 'An instance that is unloaded gives its namespace back ...'
show 'build/again 200 build/thermometer.so'

say '... if nothing in it has to stay. This one asks to stay. In C++, a library
does.'
show 'build/again 200 build/pitfalls/nodelete.so' 1

say 'And it has to leave nothing behind. Here it left a signal handler.'
show 'build/pitfalls/service_host wrong build/pitfalls/handler.so'

say 'The alternative is a copy of the file. It isolates less:'
show 'build/isolates dlmopen build/probe.so'
show 'build/isolates copy build/probe.so'

say 'Two instances, told apart. But an instance sees nothing of the host, and
there are two of everything that libc has. That is chapter 5.'
