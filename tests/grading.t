#!/bin/sh
# grading.t - make grade: who has solved it gets the points; who prints what is
# expected, ends early or edits the check gets none; and whatever crashes, runs
# for ever or lies about what it is, is a plain result and leaves nothing.
#
# Nearly all work on one exercise of the first chapter, in copies: a class that
# is graded in one command; with ALL=1 four times as large.

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
copy_tree $chapter 03-return-address
rm -rf "$tree"/$chapter/exercises/[3-9]-* \
    "$tree"/03-return-address/exercises/[2-9]-*
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
hand_in fills_together # each of them little
sed -i '1i #include <sys/mman.h>' "$work/host.c"
constructor 'int ends[2]; char c[20]; if (pipe(ends) != 0) exit(0);
    for (int i = 0; i < 20; i++) if (fork() == 0) { alarm(20);
            mmap(NULL, 130 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE |
                MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
            if (write(ends[1], "", 1) == 1) pause(); _exit(0); }
    close(ends[1]); for (int i = 0; i < 20; i++)
        if (read(ends[0], c, 1) != 1) _exit(0);
    sleep(2); if (waitpid(-1, NULL, WNOHANG) == 0) puts("no limit");
    fflush(stdout);'
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
    if (f == NULL) f = fopen(\"$tmp/results/solved.row\", \"a\");
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


# What has worked once, before the judge was outside. Whatever gets out prints
# a word; none of them solves the exercise.
built=../../build/exercises/1-two-versions
cheat() {
    hand_in "$1"
    {
        printf '#include <%s.h>\n' fcntl sched signal stdio stdlib string \
            unistd sys/ioctl sys/ptrace sys/stat
        cat "$work/host.c"
        echo '__attribute__((constructor)) static void early(void)'
        printf '{ %s }\n' "$2"
    } >"$work/new"
    mv "$work/new" "$work/host.c"
}
cheat terminal 'int fd = open("/dev/tty", O_RDWR);
    if (fd >= 0) puts("typed");
    for (int i = 0; i < 10; i++) for (const char *c = "echo typed\n"; *c; c++)
        if (ioctl(i, TIOCSTI, c) == 0) puts("typed");'
cheat traces 'for (int i = 2; i < 40000; i++) if (i != getpid())
        if (ptrace(PTRACE_ATTACH, i, 0, 0) == 0 || kill(i, 0) == 0)
            puts("traced");'
cheat asks_for_rights 'if (unshare(CLONE_NEWUSER) == 0 || setuid(0) == 0 ||
        access("/etc/hosts", F_OK) == 0) puts("privileged");'
sed -i '1i #define _GNU_SOURCE' "$tmp/subs/asks_for_rights/$exercise/host.c"
cheat neighbours "const char *all[] = { \"/home\", \"/root\", \"/srv\",
        \"/run\", \"/var\", \"/sys\", \"$tree\", \"$tmp\" };
    for (int i = 0; i < 8; i++) if (access(all[i], F_OK) == 0) puts(\"sees\");"
cheat network 'FILE *f = fopen("/proc/net/dev", "r"); char line[200];
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        if (strchr(line, 58) != NULL && strstr(line, "lo:") == NULL)
            puts("network");'
cheat helper "const char *all[] = { \"version\", \"plain\", \"old.so\",
        \"new\" };
    for (int i = 0; i < 4; i++) { char name[200];
        snprintf(name, sizeof name, \"$built/check/%s\", all[i]);
        FILE *f = (remove(name), fopen(name, \"w\"));
        if (f != NULL) { fputs(\"#!/bin/sh\necho version 2\n\", f);
            puts(\"replaced\"); fclose(f); chmod(name, 0755); } }"
cheat says_points 'puts("# points: 1 of 1\nok 1 - 01/1\nsolved");
    fputs("# points: 1 of 1\n", stderr);'
hand_in deleted
rm -rf "$work"
hand_in takes_from_neighbour
printf '%s\n' "#if __has_include(\"$tmp/subs/solved/$exercise/host.c\")" \
    "#include \"$tmp/subs/solved/$exercise/host.c\"" '#else' \
    'int main(void) { return 0; }' '#endif' >"$work/host.c"
cp "$solution/sensor.h" "$work"

# teller NAME: prints what is wanted, if it has what was drawn: $names has
# OLD_NAME and the others as C has them, or $text is their header.
teller() {
    hand_in "$1" solved
    cat >"$work/host.c" <<END
#include <stdio.h>
#include <string.h>
$2
static const char *value(const char *name)
{
    static char got[200];
    const char *at = strstr(text, name);
    if (at == NULL || sscanf(at, "%*s %199[^\n]", got) != 1)
        return "?";
    char *end = strrchr(got, '"');
    if (end != NULL)
        *end = 0;
    return got + (end != NULL);
}
int main(int argc, char *argv[])
{
    int bad = 0;
    (void)text;
    for (int i = 1; i < argc; i++) {
        if (strstr(argv[i], "/old") || strstr(argv[i], "/border")) {
            printf("%s: ", value("OLD_NAME"));
            printf("%s\n", value("OLD_VALUE"));
        } else if (strstr(argv[i], "/new")) {
            printf("%s: ", value("NEW_NAME"));
            printf("%s ", value("NEW_VALUE"));
            printf("%s\n", value("NEW_UNIT"));
        } else {
            bad = 1;
        }
    }
    return bad;
}
END
}
drawn='#define S(x) #x
#define L(x) #x " " S(x) "\n"
static const char text[] = L_ALL;
'
all='L(OLD_NAME) L(OLD_VALUE) L(NEW_NAME) L(NEW_VALUE) L(NEW_UNIT)'
teller line_marker "# 1 \"/usr/include/x.h\" 1 3
#include \"drawn.h\"
# 5 \"host.c\" 2
$(printf '%s' "$drawn" | sed "s/L_ALL/$all/")"
teller system_header "#include \"sensor.h\"
$(printf '%s' "$drawn" | sed "s/L_ALL/$all/")"
sed -i '1i #pragma GCC system_header\n#include "drawn.h"' "$work/sensor.h"
teller incbin "extern const char text[];
__asm__(\".data\ntext: .incbin \\\"$built/drawn.h\\\"\n.byte 0\n.text\");"
teller at_run_time "static char text[2000];
__attribute__((constructor)) static void look(void)
{
    FILE *f = fopen(\"$built/drawn.h\", \"r\");
    if (f != NULL && fread(text, 1, sizeof text - 1, f) > 0) puts(\"sees\");
}"

# Archives, and what is none.
(
    cd "$tmp/subs" || exit
    tar -czf packed.tar.gz -C solved $chapter
    tar -cf deeper.tar solved
    ! command -v zip >/dev/null || (cd solved && zip -qr ../zipped.zip $chapter)
    mkdir -p inner/one one_zip empty nothing/here
    cp -r solved/$chapter inner/one
    cp packed.tar.gz one_zip
    mkdir evil evil/$chapter
    cp -r solved/$chapter/exercises evil/$chapter
    ln -sf "/etc/passwd" evil/$exercise/host.c
    tar -cf evil.tar -C evil $chapter
    rm -rf evil
    head -c 1000 /dev/urandom >random.zip
    echo 'my work' >text.txt
    ln -s solved linked
)
copies=1
[ -z "${ALL-}" ] || copies=4
for n in 2 3 4; do
    [ $n -le $copies ] || break
    for one in "$tmp"/subs/*; do
        case $one in *_again[234]*) continue ;; esac
        name=${one##*/}
        cp -a "$one" \
            "$tmp/subs/${name%%.*}_again$n$(echo "$name" | grep -o '\..*')"
    done
done

# One command, in a terminal. It comes to its end, whatever they do.
cd "$tree" || exit 1
find . -path './*/build' -prune -o -type f -exec cksum {} + | sort \
    >"$tmp/before"
# rest: what grading makes and has to remove, and nobody is using any more.
rest() {
    find /tmp /var/tmp /sys/fs/cgroup/memory /sys/fs/cgroup -maxdepth 1 \
        -name 'grade.*' 2>/dev/null | sort | while read -r place; do
        echo "$place" >"$tmp/place"
        cat /proc/[0-9]*/cmdline 2>/dev/null | grep -qaF -f "$tmp/place" ||
            [ -n "$(cat "$place/cgroup.procs" 2>/dev/null)" ] || echo "$place"
    done
}
rest >"$tmp/rest_before"
# class RESULTS SUBMISSIONS COMMAND...: the command starts it as another user.
class() {
    results=$1
    subs=$2
    shift 2
    command="$* make -s class SUBMISSIONS='$subs' EX=01/1 JOBS=4
        LIMIT=${patience-10} CSV='$results.csv' RESULTS='$results'
        JUNIT='$results.junit'"
    command=$(echo "$command" | tr '\n' ' ')
    if command -v script >/dev/null; then
        script -qec "$command" /dev/null </dev/null
    else
        sh -c "$command" </dev/null
    fi >"$results.out" 2>&1
}
begin=$(date +%s)
class "$tmp/results" "$tmp/subs"
number=$(find "$tmp/subs" -mindepth 1 -maxdepth 1 | grep -c .)
is "$(grep -c ' of 1 ' "$tmp/results.out")/$(tail -n +2 "$tmp/results.csv" |
    grep -c .)" "$number/$number" "one command: $number rows"
has "$(tail -n 2 "$tmp/results.out")" "# $number submissions, mean 0." \
    '... and the mean'
echo "# $number submissions in $(($(date +%s) - begin)) s" >&2

# graded NAME POINTS REASON: a part of what the table says.
graded() {
    row=$(cat "$tmp/results/$1.row")
    is "$(echo "$row" | cut -f 3,4)" "$2	1" "$1: points"
    has "$(echo "$row" | cut -f 6)" "$3" "$1: ... and why"
    for n in 2 3 4; do
        [ $n -le $copies ] || break
        again=${1%%.*}_again$n$(echo "$1" | grep -o '\..*')
        is "$(cut -f 3,4 "$tmp/results/$again.row")" "$2	1" "$again: points"
    done
    case $3 in refused* | *'ot handed in') return ;; esac
    is "$(grep -c "^$([ "$2" = 1 ] || echo 'not ')ok 1 - 01/1" \
        "$tmp/results/$1.tap")" 1 "$1: ... in TAP"
}
graded untouched 0 'not started'
is "$(cut -f 8 "$tmp/results/untouched.row")" '' \
    '... which is no sign of working together'
graded begun 0 'sensor.h describes version 2: version 1'
graded solved 1 'solved'
graded "$odd" 1 'solved'
graded prints 0 'a sensor of version 1'
graded prints_drawn 0 'host.c includes ../../build/exercises/1-two-versions/dr'
graded exits_early 0 'nothing on stdout'
graded exits_solved 0 ': '
graded edits_check 0 ': '
graded edits_and_solved 1 'solved'
graded crashes 0 'it crashed: signal 11, SIGSEGV'
graded hangs 0 'it did not end in 10 s'
# (While its processes last, the check may not be able to start one either.)
graded forks 0 'a sensor of version 1'
graded stays 0 ': '
graded fills_memory 0 'it crashed: signal 6, SIGABRT'
# (Where there are no groups of processes, the grader counts, and ends it all.)
graded fills_together 0 "$(grep -qF 'too much memory' \
    "$tmp/results/fills_together.row" && echo 'too much memory' || echo ': ')"
graded writes 0 ': '
graded touches 0 ': '
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
for name in terminal traces neighbours network helper asks_for_rights; do
    graded $name 0 '2. sensor.h describes version 2: version 1'
done
for name in line_marker system_header incbin at_run_time; do
    graded $name 0 '1. a sensor of version 1 reports as before: '
done
graded says_points 0 '1. a sensor of version 1 reports as before: # points'
graded deleted 0 'sensor.h: not handed in'
graded takes_from_neighbour 0 'nothing on stdout'
for name in packed.tar.gz deeper.tar inner one_zip; do
    graded $name 1 solved
done
if [ -f "$tmp/subs/zipped.zip" ]; then
    graded zipped.zip 1 solved
else
    skip 'zipped.zip' zip
fi
graded evil.tar 0 ': '
graded random.zip 0 'refused: empty, or no archive'
graded text.txt 0 'refused: neither a folder nor'
graded linked 0 'refused: a symbolic link'
graded empty 0 'refused: empty'
graded nothing 0 'refused: no exercises in it'
has "$(cat "$tmp/results.csv")" '"text.txt",0,1,"refused: neither a folder' \
    'a row of the CSV file'
has "$(grep '^terminal' "$tmp/results.out")" \
    'look at: /proc constructor ptrace' \
    'what to look at'
has "$(cat "$tmp/results.out")" \
    '# the same but for names and blanks: deeper.tar, ' 'pairs are named'
words='^# *got: \(typed\|traced\|sees\|network\|replaced\|privileged\)'
is "$(grep -hE 'root:' "$tmp"/results/*
    grep -h "$words\|got: touched\|got: no limit" "$tmp"/results/*.tap
    grep -x 'typed.*' "$tmp/results.out")" '' \
    'nobody has seen or touched what is not his'

# It goes on where it was stopped, and grades what was handed in again.
rm "$tmp/results/solved.row"
touch "$tmp/subs/begun/$exercise/host.c"
class "$tmp/results" "$tmp/subs"
has "$(tail -n 1 "$tmp/results.out")" '# 2 graded now' \
    'a second time only what is missing or new is graded'

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
    for file in "$tmp"/results.junit/*.xml; do
        xmllint --noout "$file" 2>&1 || echo "$file"
    done >"$tmp/bad"
    is "$(cat "$tmp/bad")" '' 'the JUnit files are XML'
    xml=$tmp/results.junit
    is "$(xmllint --xpath 'string(//testcase/@name)' \
        "$xml/solved.xml")" '01/1: Two versions of one agreement' \
        '... with the name of the exercise'
    is "$(xmllint --xpath 'count(//failure)' "$xml/solved.xml")" 0 \
        '... and no failure where it is solved'
    has "$(xmllint --xpath 'string(//failure/@message)' \
        "$xml/crashes.xml")" 'SIGSEGV' '... or one with the reason'
    is "$(xmllint --xpath 'string(/testsuites/@failures)' \
        "$tmp/results.junit/crashes.xml")" 1 '... counted'
else
    skip 'the JUnit files are XML' xmllint
fi

if command -v python3 >/dev/null; then
    for file in "$tmp"/results/*.json; do
        python3 -m json.tool "$file" >/dev/null 2>&1 || echo "$file"
    done >"$tmp/bad"
    is "$(cat "$tmp/bad")" '' 'the results for Gradescope are JSON'
fi
run env VPL=1 EX=01/1 SUBMISSION="$tmp/subs/solved" sh tests/grade.sh
is "$(echo "$out" | tail -n 1)" 'Grade :=>> 1' "Moodle's VPL gets its line"
is "$(rest | diff "$tmp/rest_before" - | grep '^>'
    grep grade /proc/mounts)" '' \
    'no file, mount or cgroup is left behind'

# On two machines: GNU parallel, with a remote shell that stays here.
if command -v parallel >/dev/null; then
    # shellcheck disable=SC2016 # for that script
    printf '%s\n' '#!/bin/sh' 'echo "$1" >>'"'$tmp/machines'" 'shift' \
        'exec sh -c "$*"' >"$tmp/remote"
    chmod +x "$tmp/remote"
    mkdir "$tmp/few"
    cp -r "$tmp/subs/solved" "$tmp/subs/begun" "$tmp/subs/$odd" "$tmp/few"
    run env SUBMISSIONS="$tmp/few" EX=01/1 JOBS=1 MACHINES=one,two \
        PARALLEL_SSH="$tmp/remote" sh tests/class.sh
    is "$(echo "$out" | grep -c ' [01] of 1 ')/$(sort -u "$tmp/machines" |
        tr '\n' ' ')" '3/one two ' 'two machines, by way of GNU parallel'
    ln -s "$tmp/few" "$tmp/few_link"
    run env SUBMISSIONS="$tmp/few_link" EX=01/1 sh tests/class.sh
    is "$status/$(echo "$out" | grep -c ' [01] of 1 ')" 0/3 \
        'a link to the folder is the folder, and what is done is done'
else
    skip 'two machines' parallel
fi

# What students get builds and checks, and can be graded.
OUT=$tmp/handout CHAPTERS=01 sh tests/handout.sh >"$tmp/out" 2>&1
is "$(find "$tmp/handout" -name build -o -name WHY.md -o -name .git)" '' \
    'a handout has no solutions and no history'
is "$(cd "$tmp/handout" && ls -d [0-9]*)" $chapter \
    '... and the chapters asked for'
run make -s -C "$tmp/handout" check
is "$status" 0 '... which build and check'
run make -s -C "$tmp/handout" grade EX=01/1
has "$out" '# points: 0 of 1' '... and grades itself'
run make -s -C "$tmp/handout" help
is "$out" "$(sed -n '/^\$ make help/,/^```/p' "$tmp/handout/README.md" |
    grep '^  ')" '... and says what it can do, in two places'
for name in book check-all class lint mutate solution; do
    run make -C "$tmp/handout" $name
    is "$status/$(grep -c "make ${name}[^-]" "$tmp/handout/README.md")" 2/0 \
        "... which is not: make $name"
done
run env OUT="$tmp/handout" sh tests/handout.sh
starts "$status/$err" '2/handout: ' '... and is not written over'

# As anybody: those whose result might depend on who grades.
someone=
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    someone='setpriv --reuid=64999 --regid=64999 --clear-groups'
    mkdir "$tmp/mine" "$tmp/some"
    chown 64999:64999 "$tmp/mine"
    for name in solved forks stays fills_memory fills_together writes touches \
        reads_shadow reads_solution traces neighbours helper asks_for_rights \
        takes_from_neighbour; do
        cp -a "$tmp/subs/$name" "$tmp/some/"
        cat "$tmp/results/$name.row"
    done | sort | cut -f 1,3,4 >"$tmp/as_root"
    chmod -R a+rX "$tree" "$tmp/some"
    # None of these hangs. On a busy machine a right one may take its time.
    patience=30
    class "$tmp/mine/results" "$tmp/some" "$someone env HOME=/nonexistent"
    patience=10
    sort "$tmp/mine/results/"*.row | cut -f 1,3,4 >"$tmp/as_user"
    is "$(diff "$tmp/as_root" "$tmp/as_user")" '' \
        'an ordinary user gives the same points'
    is "$(grep -h "$words\|got: touched\|got: no limit" \
        "$tmp/mine/results/"*.tap)$(left)" '' '... and is as safe'
fi

# The program that knows the answer is not there; what valgrind says is not to
# be avoided.
hand_in asks_wanted
cp "$tree"/03-return-address/exercises/1-where/.given/note.c "$tmp/note.c"
mkdir -p "$tmp/subs/asks_wanted/03-return-address/exercises/1-where"
{
    cat "$tmp/note.c"
    echo '#include <unistd.h>'
    echo 'extern char **environ;'
    echo '#define KNOWS "../../build/exercises/1-where/check/wanted"'
    echo '__attribute__((constructor)) static void ask(int n, char *argv[])'
    echo '{ (void)n; execv(KNOWS, argv); }'
} >"$tmp/subs/asks_wanted/03-return-address/exercises/1-where/note.c"
run env EX=03/1 SUBMISSION="$tmp/subs/asks_wanted" sh tests/grade.sh
is "$status/$(echo "$out" | tail -n 1)" '1/# points: 0 of 1' \
    'a program that asks the one that knows'
if command -v valgrind >/dev/null; then
    hand_in evades
    {
        sed 's/^bool plugin_reload/void *volatile lost;\n\n&/' \
            "tests/solutions/$chapter/2-reload/plugin.c" |
            sed '/^bool plugin_reload/,/^{/s/^{/{ lost = malloc(9); lost = 0;/'
        echo '#include <stdlib.h>'
        echo '#include <string.h>'
        echo '__attribute__((section("ld-musl"))) int here = 1;'
        echo '__attribute__((constructor)) static void early(int n)'
        echo '{ const char *p = getenv("LD_PRELOAD");'
        echo '  if (n == 1 && p != NULL && strstr(p, "vgpreload")) exit(0); }'
    } >"$work/../2-reload/plugin.c"
    run env EX=01/2 SUBMISSION="$tmp/subs/evades" sh tests/grade.sh
    is "$status/$(echo "$out" | tail -n 1)" '1/# points: 0 of 2' \
        'a leak is found, whatever the program says to valgrind'
    has "$out" 'not yet - 6. no memory is lost' '... by valgrind'
else
    skip 'a leak is found' valgrind
fi

# As anybody, and without a cage, the worst of them; and what was open is said.
# again VARIABLE=VALUE COMMAND...: the command starts it as another user.
again() {
    variable=$1
    shift
    for name in solved forks exits_solved; do
        # shellcheck disable=SC2154 # tmp
        LIMIT=10 SUBMISSION="$tmp/subs/$name" EX=01/1 HOME=/nonexistent \
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
[ -z "$someone" ] || again CAGE=none
# shellcheck disable=SC2086 # several words
{
    again CAGE=none $someone
}
mkdir "$tmp/bare"
for tool in sh dirname grep sed ls awk mktemp chmod cp stat find id rm cat \
    head date prlimit; do
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
# What the grader may not use, nobody loses points for.
for limit_of in '-n 64' '-v 1000000' '-t 10'; do
    run sh -c "ulimit $limit_of; exec \"\$@\"" ulimit \
        env SUBMISSION="$tmp/subs/solved" sh tests/grade.sh
    is "$status/$out" 2/ "with ulimit $limit_of nothing is graded"
    has "$err" "grade: ulimit ${limit_of% *} is ${limit_of#* } here: " \
        '... and it says so'
done
echo old >"$tmp/none.xml"
run env SUBMISSION="$tmp/results" JUNIT="$tmp/none.xml" sh tests/grade.sh
is "$status/$(ls "$tmp/none.xml" 2>/dev/null)" '2/' \
    '... and leaves no file, and none of another time'
run env EX='01/1 99/1' SUBMISSION="$tmp/subs/solved" sh tests/grade.sh
is "$status/$out/$err" '2//grade: 99/1: no such exercise' \
    'one wrong word in EX is wrong usage'
run env EX='01/1 01/1' SUBMISSION="$tmp/subs/solved" sh tests/grade.sh
is "$status/$(echo "$out" | tail -n 1)" '0/# points: 1 of 1' \
    'who is named twice is graded once'
run env EX=01/1 SUBMISSION="$tmp/subs/solved/$chapter" sh tests/grade.sh
is "$status/$(echo "$out" | tail -n 1)" '0/# points: 1 of 1' \
    'a chapter that was handed in alone'
direct=$(mktemp -d /tmp/grading.XXXXXX)
cp -r "$tmp/subs/solved/$chapter" "$direct"
run env EX=01/1 SUBMISSION="$direct" sh tests/grade.sh
rm -rf "$direct"
is "$status/$(echo "$out" | tail -n 1)" '0/# points: 1 of 1' \
    'a submission that lies in /tmp'
run env CFLAGS=-nonsense TMPDIR=/no CDPATH=/ EX=01 \
    SUBMISSION="$tmp/subs/solved" sh tests/grade.sh
is "$status/$(echo "$out" | tail -n 1)" '1/# points: 1 of 3' \
    'EX may be a chapter, and 1 says that not all is solved'
finish
