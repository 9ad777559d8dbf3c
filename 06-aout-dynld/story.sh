#!/bin/sh
# story.sh - the chapter as something to watch. `make run` builds, then runs it.

cd "$(dirname "$0")" || exit 1
. ./common.sh

title 'what would we do if we wrote the loader?'

if [ ! -x build/host ]; then
    say 'The linker makes no modules for this machine, so no story is told; the
checks of the loader make their modules themselves.'
    exit 0
fi

say 'First a loader of a hundred lines, first/first.c. The linker makes a module
of an object that gcc or clang has compiled as usual.'
show 'build/aoutld -u -o build/story.mod build/first/hello.o'
show 'build/first/first build/story.mod'

say 'It believes what a module says. The loader of this chapter believes
nothing. Here is one bad module after another, what the first loader does with
it, and which file of loader/ has the answer.'
show 'sh first/break.sh'

say 'A driver is compiled as usual. Then our linker makes a module of it, and
says what it did: no dlopen(), no ELF, no libc in there.'
show 'build/aoutld -v -u -o build/story.mod build/drivers/barometer.o'

say 'What a module may ask of the host is a list of names. The linker makes a
table of it, which is linked into the host.'
show 'cat host/host.exports'

say 'The host reads commands. Two thermometers are one file, loaded twice, and
both call report(), which is told a value and nothing else.'
show 'cat host/story/two.txt'
show 'build/host <host/story/two.txt'

say 'So they are told apart by the return address: each load has its own code.
And each has its own variables: only the kitchen was set to Fahrenheit.'

say 'A module that asks for something the host does not have is refused, by
name. So is one that is no driver, and a file that is no module. The host goes
on.'
show 'build/host <host/story/refused.txt' 1

say 'Names are not enough. Here is another host: its struct dev has one member
more, and the drivers were not compiled again. Every name is as it should be,
and every member would be looked for in the wrong place.'
show 'diff host/dev.h build/newdev/dev.h' 1
show 'echo load dev attic build/drivers/barometer.mod | build/newdev/host' 1

say 'It is refused by its type. The numbers are hashes of types, and nobody can
read a member out of a hash. But the objects have debug information: what each
side believes is'
show 'build/aoutdump -s f234d656 build/drivers/barometer.o'
show 'build/aoutdump -s 391cdd20 build/newdev/devices.o'

say 'There is no namespace and no second libc, and it does not end at 15: the
checks have 10,000 instances of one driver alive at once, each attributed
rightly.'
