#!/bin/sh
# story.sh - the chapter as something to watch. `make run` builds, then runs it.

cd "$(dirname "$0")" || exit 1
. ./common.sh

title 'who called?'

say 'Chapter 1 ended with numbers that nobody had signed. Here it is worse: one
plugin, asked twice, with one callback.'
show 'build/anonymous build/fixed_now.so kitchen cellar'

say 'The answer, where the agreement can be changed: the host hands over a
pointer with its callback, and the plugin hands it back with each report.'
show 'build/host build/thermometer.so kitchen cellar build/barometer.so roof'

say 'Where it cannot be changed there are three ways out. First: a table of
copies of the function. Each copy knows its number; there are four here.'
show 'build/with_pool build/fixed_now.so kitchen cellar attic'
show 'build/with_pool build/fixed_now.so a b c d e' 1

if nm build/with_thunk | grep -q ' [rR] thunk_template$'; then
    say 'Second: a copy for each instance, made of machine code at run time.'
    show 'build/with_thunk build/fixed_now.so kitchen cellar attic'
    say 'Its memory is first writable, then executable, and never both at once.'
    show 'build/thunk_test'
    say 'Where the system forbids making code, the assembler makes the copies.'
    show 'build/with_assembled build/fixed_now.so kitchen cellar attic'
fi

say 'Third: a variable that is set around each call into the plugin ...'
show 'build/with_tls build/fixed_now.so kitchen cellar'

say '... which is wrong for a plugin that reports later,'
show 'build/with_tls build/fixed_later.so kitchen cellar'

say '... and knows nothing for one that reports from another thread.'
show 'build/with_tls build/fixed_thread.so kitchen cellar'

say 'All three need the host to prepare something before the plugin calls.
Chapter 3 asks the other way round: whose code is calling me?'
