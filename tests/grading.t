#!/bin/sh
# grading.t - make grade: who has solved it gets the points; who prints what is
# expected, ends early or edits the check gets none; and whatever crashes, runs
# for ever or lies about what it is, is a plain result and leaves nothing.
#
# All work on one exercise of the first chapter, in copies.

CDPATH='' cd -- "$(dirname "$0")/.." || exit 1
. tests/common.sh
. tests/copy.sh
need_solutions
if ! why=$(sh tests/cage.sh probe); then
    skip 'make grade' "a cage ($why)"
    finish
    exit
fi
unset CC CFLAGS LDFLAGS EXTRA DEFS LIMIT CAGE SUBMISSION EX JUNIT

chapter=01-dlopen-basic
exercise=$chapter/exercises/1-two-versions
solution=tests/solutions/$chapter/1-two-versions
copy_tree $chapter
rm -rf "$tree"/$chapter/exercises/[2-9]-*
cp "$tree/$exercise/.given/"* "$tree/$exercise"
mkdir "$tmp/subs"
chmod 755 "$tmp"

# hand_in NAME [solved]: a copy of the chapter for somebody to work in, as
# $work; solved by the solution, or only begun.
hand_in() {
    work=$tmp/subs/$1/$exercise
    mkdir -p "$tmp/subs/$1"
    cp -r "$tree/$chapter" "$tmp/subs/$1/"
    echo '// mine' >>"$work/host.c"
    [ "${2-}" != solved ] || cp "$solution"/*.[ch] "$work"
}

# constructor STATEMENTS: into host.c, to run before main().
constructor() {
    {
        echo '#include <signal.h>'
        echo '#include <stdlib.h>'
        echo '#include <sys/wait.h>'
        echo '#include <unistd.h>'
        cat "$work/host.c"
        echo '__attribute__((constructor)) static void early(void)'
        echo "{ $1 }"
    } >"$work/new"
    mv "$work/new" "$work/host.c"
}

hand_in untouched
cp "$work/.given/"* "$work"
hand_in begun
hand_in solved solved
odd="it's \$(HOME) & \$x"
hand_in "$odd" solved

# Three ways to cheat. The text that is wanted: out of the README, then out of
# what the check has drawn.
hand_in prints solved
printf '%s\n' '#include <stdio.h>' 'int main(void)' \
    '{ puts("barometer: 1013.2 hPa"); return 0; }' >"$work/host.c"
hand_in prints_drawn solved
printf '%s\n' '#include "drawn.h"' '#include <stdio.h>' 'int main(void)' \
    '{ printf("%s: %.1f\n", OLD_NAME, OLD_VALUE); return 0; }' >"$work/host.c"
# Success before anything was looked at.
hand_in exits_early
constructor '_exit(0);'
hand_in exits_solved
constructor 'puts("ok - it builds"); puts("solved"); fflush(stdout);
    kill(getppid(), 9); exit(0);'
# The check, what it is written with, the Makefile, what may be edited.
hand_in edits_check
printf '%s\n' '#!/bin/sh' 'echo solved' >"$work/check.sh"
printf '%s\n' 'solved() { :; }' 'echo solved; exit 0' >"$work/../exercise.sh"
printf 'all:\n\techo solved\n' >"$work/Makefile"
cp "$work/Makefile" "$work/../exercise.mk"
sed -i "s/^Edit:.*/Edit: check.sh/" "$work/README.md"
# ... which does not hurt who has solved it.
hand_in edits_and_solved solved
echo 'exit 1' >"$work/check.sh"
echo 'exit 1' >"$work/../exercise.sh"
rm -rf "$work/.given" "$work/check" "$work/README.md" "$work/../exercise.mk"

# What crashes, never ends, or multiplies. The bomb is out after 500: a limit
# that is broken fails this test, and not the machine.
hand_in crashes
constructor 'volatile int *volatile nothing = NULL; *nothing = 1;'
hand_in hangs
constructor 'for (;;) ;'
hand_in forks
constructor 'for (int i = 0; i < 500; i++) {
        pid_t child = fork();
        if (child == -1) exit(0);
        if (child == 0) { setsid(); alarm(60);
            execlp("sleep", "sleep", "60.98765", (char *)0); _exit(1); } }
    puts("no limit"); fflush(stdout); kill(0, 9);'
hand_in stays # behind, in a session of its own, deaf to all that can be heard
constructor 'if (fork() == 0) { setsid(); signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN); if (fork() == 0) { alarm(60);
        execlp("sleep", "sleep", "60.98765", (char *)0); } _exit(0); }'
hand_in fills_memory
constructor 'for (;;) { char *volatile p = malloc(1 << 24);
    if (p == NULL) abort(); }'
hand_in writes
constructor 'char name[200]; for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "%s/%d", getenv("TMPDIR"), i);
        FILE *f = fopen(name, "w"); static char b[1 << 20];
        for (int n = 0; f != NULL && n < 20; n++)
            if (fwrite(b, sizeof b, 1, f) != 1) { puts("disk full");
                fflush(stdout); _exit(0); } }'
hand_in touches # the check, the repository, the result
constructor "chmod(\"check.sh\", 0777); FILE *f = fopen(\"check.sh\", \"r+\");
    if (f == NULL) f = fopen(\"$tree/$exercise/check.sh\", \"a\");
    if (f == NULL) f = fopen(\"$tmp/results/touches.xml\", \"a\");
    if (f != NULL) { fputs(\"touched\", f); puts(\"touched\"); }
    fflush(NULL);"
sed -i '1i #include <sys/stat.h>' "$work/host.c"

# What is no C file of somebody's own.
hand_in reads_device
sed -i '1i #include "/dev/zero"' "$work/host.c"
hand_in reads_shadow
sed -i '1i #include "/etc/shadow"' "$work/host.c"
hand_in reads_solution
echo "#include \"$tree/$solution/host.c\"" >"$work/host.c"
hand_in links
ln -sf "$tree/$solution/host.c" "$work/host.c"
hand_in links_folder
rm -rf "$work"
mkdir -p "$tmp/elsewhere"
cp "$solution"/*.[ch] "$tmp/elsewhere"
ln -s "$tmp/elsewhere" "$work"
hand_in pipe
rm "$work/host.c"
mkfifo "$work/host.c"
hand_in device
rm "$work/host.c"
mknod "$work/host.c" c 1 5 2>/dev/null || mkdir "$work/host.c"
hand_in missing
rm "$work/host.c"
hand_in huge
head -c 300000 /dev/zero | tr '\000' ' ' >>"$work/host.c"
hand_in is_binary
head -c 3000 /dev/urandom >"$work/host.c"

# The one loop of the root README. It comes to its end, whatever they do.
mkdir "$tmp/results"
cd "$tree" || exit 1
find . -path './*/build' -prune -o -type f -exec cksum {} + | sort \
    >"$tmp/before"
for submission in "$tmp"/subs/*/; do
    name=$(basename "$submission")
    LIMIT=5 make -s grade SUBMISSION="$submission" \
        JUNIT="$tmp/results/$name.xml" >"$tmp/results/$name.tap" \
        2>"$tmp/results/$name.err"
    echo $? >"$tmp/results/$name.status"
done

# graded NAME POINTS REASON: a part of what the table says. make's status is 2
# for any failure.
graded() {
    tap=$tmp/results/$1.tap
    is "$(grep '^# points' "$tap")/$(cat "$tmp/results/$1.status")" \
        "# points: $2 of 1/$([ "$2" = 1 ] && echo 0 || echo 2)" "$1: points"
    has "$(grep '^# 01/1' "$tap")" "$3" "$1: ... and why"
    is "$(grep -c "^$([ "$2" = 1 ] || echo 'not ')ok 1 - 01/1" "$tap")/$(grep \
        '^1\.\.' "$tap")" '1/1..1' "$1: ... in TAP"
}
graded untouched 0 'not started'
graded begun 0 'sensor.h describes version 2: version 1'
graded solved 1 'solved'
graded "$odd" 1 'solved'
graded prints 0 'a sensor of version 1'
graded prints_drawn 0 'host.c includes ../../build/exercises/1-two-versions/dr'
graded exits_early 0 'nothing on stdout'
graded exits_solved 0 '  '
graded edits_check 0 '  '
graded edits_and_solved 1 'solved'
graded crashes 0 'it crashed: signal 11, SIGSEGV'
graded hangs 0 'it did not end in 5 s'
graded forks 0 'nothing on stdout'
graded stays 0 '  '
graded fills_memory 0 'it crashed: signal 6, SIGABRT'
graded writes 0 '  '
graded touches 0 '  '
graded reads_device 0 'does not build'
graded reads_shadow 0 'does not build'
graded reads_solution 0 'it builds: ' # not there, or not its own header
graded links 0 'host.c: a symbolic link is not accepted'
graded links_folder 0 'a symbolic link is not accepted'
graded pipe 0 'host.c: not a regular file'
graded device 0 'host.c: not a regular file'
graded missing 0 'host.c: not handed in'
graded huge 0 'host.c: larger than'
graded is_binary 0 'does not build'
is "$(grep -h 'root:\|touched\|no limit' "$tmp"/results/*)" '' \
    'nobody has seen or touched what is not his'

# left: processes of theirs.
left() {
    for process in /proc/[0-9]*/cmdline; do
        tr '\000' ' ' <"$process" | grep 'sleep 60\.98765'
    done 2>/dev/null
}
is "$(left)" '' 'no process is left behind'
find . -path './*/build' -prune -o -type f -exec cksum {} + | sort \
    >"$tmp/after"
is "$(diff "$tmp/before" "$tmp/after")" '' 'the repository is as it was'
is "$(ls -d $chapter/build 2>/dev/null)" '' '... and nothing was built in it'

# What other programs read.
if command -v xmllint >/dev/null; then
    for file in "$tmp"/results/*.xml; do
        xmllint --noout "$file" 2>&1 || echo "$file"
    done >"$tmp/bad"
    is "$(cat "$tmp/bad")" '' 'the JUnit files are XML'
    is "$(xmllint --xpath 'string(//testcase/@name)' \
        "$tmp/results/solved.xml")" '01/1: Two versions of one agreement' \
        '... with the name of the exercise'
    is "$(xmllint --xpath 'count(//failure)' "$tmp/results/solved.xml")" 0 \
        '... and no failure where it is solved'
    has "$(xmllint --xpath 'string(//failure/@message)' \
        "$tmp/results/crashes.xml")" 'SIGSEGV' '... or one with the reason'
    is "$(xmllint --xpath 'string(/testsuites/@failures)' \
        "$tmp/results/crashes.xml")" 1 '... counted'
else
    skip 'the JUnit files are XML' xmllint
fi

# As anybody, and without a cage, the worst of them; and what was open is said.
# again VARIABLE=VALUE COMMAND...: the command starts it as another user.
again() {
    variable=$1
    shift
    for name in solved forks exits_solved; do
        # shellcheck disable=SC2154 # tmp
        LIMIT=5 SUBMISSION="$tmp/subs/$name" HOME=/nonexistent \
            $limit "$@" env "$variable" sh tests/grade.sh 2>&1
    done >"$tmp/again"
    is "$(sed -n 's/^# points: \(.\).*/\1/p' "$tmp/again" | tr '\n' ' ')" \
        '1 0 0 ' "$variable $*: the same points"
    # Without a cage nobody knows what somebody's own processes are.
    [ "$variable$*" != "CAGE=none$someone" ] || $someone sh -c 'kill -KILL -1'
    is "$(left)" '' '... and no process is left behind'
    # shellcheck disable=SC2126
    is "$(grep '^# no cage: ' "$tmp/again" | wc -l)" \
        "$([ "$variable" = CAGE=none ] && echo 3 || echo 0)" \
        '... and what was open is said with each'
}
someone=
if [ "$(id -u)" -eq 0 ]; then
    someone='setpriv --reuid=64999 --regid=64999 --clear-groups'
    again CAGE=none
fi
# shellcheck disable=SC2086 # several words
{
    again CAGE= $someone
    again CAGE=none $someone
}
mkdir "$tmp/bare"
for tool in sh dirname grep sed ls awk mktemp chmod cp stat find id rm cat head; do
    ln -s "$(command -v $tool)" "$tmp/bare/$tool"
done
run env PATH="$tmp/bare" SUBMISSION="$tmp/subs/solved" sh tests/grade.sh
is "$status/$out" '2/' 'without bubblewrap nothing is graded'
has "$err" 'no cage can be had here: bubblewrap (bwrap) is missing' \
    '... and it says so'

# How it is used.
for wrong in SUBMISSION=no-such-folder EX=99/1 "SUBMISSION=$tmp/results" \
    "JUNIT=$tmp/no/such/folder"; do
    run env "$wrong" sh tests/grade.sh
    is "$status/$out" '2/' "$wrong is wrong usage"
    has "$err" 'grade: ' '... and says so'
done
echo old >"$tmp/none.xml"
run env SUBMISSION="$tmp/results" JUNIT="$tmp/none.xml" sh tests/grade.sh
is "$status/$(ls "$tmp/none.xml" 2>/dev/null)" '2/' \
    '... and leaves no file, and none of another time'
run env EX='01/1 99/1' SUBMISSION="$tmp/subs/solved" sh tests/grade.sh
is "$status/$out/$err" '2//grade: 99/1: no such exercise' \
    'one wrong word in EX is wrong usage'
run env EX='01 01/1 01/1' SUBMISSION="$tmp/subs/solved" sh tests/grade.sh
is "$status/$(echo "$out" | tail -n 1)" '0/# points: 1 of 1' \
    'who is named twice is graded once'
run env SUBMISSION="$tmp/subs/solved/$chapter" sh tests/grade.sh
is "$status/$(echo "$out" | tail -n 1)" '0/# points: 1 of 1' \
    'a chapter that was handed in alone'
direct=$(mktemp -d /tmp/grading.XXXXXX)
cp -r "$tmp/subs/solved/$chapter" "$direct"
run env SUBMISSION="$direct" sh tests/grade.sh
rm -rf "$direct"
is "$status/$(echo "$out" | tail -n 1)" '0/# points: 1 of 1' \
    'a submission that lies in /tmp'
run env EX=01 SUBMISSION="$tmp/subs/begun" sh tests/grade.sh
is "$status/$(echo "$out" | tail -n 1)" '1/# points: 0 of 1' \
    'EX may be a chapter, and 1 says that not all is solved'
finish
