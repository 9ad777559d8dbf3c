#!/bin/sh
# story.sh - the chapter as something to watch. `make run` builds, then runs it.

cd "$(dirname "$0")" || exit 1
. ./common.sh

title 'what is in there with the plugin?'

both='kitchen=build/thermometer.so cellar=build/thermometer.so'

say 'A sensor that calls the host by name. One namespace, one instance: that
is where chapter 3 ended.'
show "build/host dlopen $both"

if on_musl; then
    say 'Chapter 4 loads each instance into a namespace of its own. This C
library has none: its dlmopen() is not there.'
    show "build/host dlmopen $both" 1
    exit 0
fi

say 'In a namespace of its own, the answer of chapter 4, it does not load:
nobody there has the function that it calls.'
show "build/host dlmopen $both" 1

say 'A new namespace contains only the plugin and its dependencies.'
show 'build/contents/list dlmopen build/contents/alone.so'
show 'build/contents/list dlmopen build/contents/needs_libc.so'

say 'A library that it needs but does not name has to be there before it: all
later files look up names in the first file and its dependencies.'
show 'build/contents/list dlmopen build/contents/forgot.so' 1
show 'build/contents/list dlmopen libc.so.6 build/contents/forgot.so'

say 'So now there are two libcs in the process: two of some things, one of
others, and some that depend on which of them started the thread.'
show 'build/twice/compare dlmopen build/twice/guest.so'

say 'Two stdouts: what the plugin prints into a pipe is lost.'
show 'build/pitfalls/lost_line nothing build/pitfalls/printer.so | cat'

say 'Back to the host. First way: hand its functions over in a table. For
sensors that were written for it.'
show 'build/host table kitchen=build/table.so cellar=build/table.so'

say 'Second: load a copy of the host first. The sensor finds its function, but
the copy counts for itself, and knows nobody.'
show "build/host copy $both"

if ! nm -D build/forward_station.so | grep -q ' T station_report$'; then
    say 'Third: a library of jumps to the host. There is none for this machine.'
    show "build/host forward $both" 1
    exit 0
fi

say 'Third: load a library first that has the same names, and jumps from each
to the host we started with. The sensor is the one that did not load above.'
show "build/host forward $both"

say 'That works for any function.'
show 'build/host forward roof=build/every_kind.so'

say 'A real host can do this: 40 instances, 4 threads. When the namespaces run
out, copies of the file take over.'
show 'build/studio build/voice.so'

say 'Two instances, each with globals of its own (and a libc, if it needs one),
one host, and every report has a sender. The loader did all this for us.
Chapter 6 writes one.'
