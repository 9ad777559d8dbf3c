#!/bin/sh
# story.sh - the chapter as something to watch. `make run` builds, then runs it.

cd "$(dirname "$0")" || exit 1
. ./common.sh

title 'how does foreign code get in, and how does it reach back?'

say 'Two sensors in a folder. The host was built without knowing of either:
it opens them, finds a table in each, and calls through it. They call back.'
show 'build/host build/sensors'

say 'One of them is for another version of the table. It is refused, by name;
the other one works all the same.'
show 'build/host build/bad/wrong_abi.so build/sensors/thermometer.so' 1

say 'Loading a plugin reports a function that no file has ...'
show 'build/host build/bad/undefined.so' 1

say 'The same file under two names is one plugin. A copy is another one.'
show 'build/pitfalls/same_file build/same/*.so'

say 'So code gets in, and reaches back. But look at the first transcript: the
callback got two numbers, and nothing says whose they are. That is chapter 2.'
