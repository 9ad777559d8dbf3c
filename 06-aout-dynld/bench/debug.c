// debug.c - what it costs to make many modules known to a debugger: without a
// debugger, and with gdb.
//
// Without one, it is a copy of the objects and an entry in a list. With gdb the
// process stops at each entry, and gdb reads it: the host is started in gdb,
// and makes so many devices known. What the same takes without `debug` is
// subtracted.

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "dyndebug.h"
#include "parts.h"

#define MANY 10000
#define PART 1000
#define SESSION "build/bench_session"
#define DRIVER "build/drivers/thermometer"

extern char **environ;

static Dynobj *modules[MANY];

static Dynobj *load(void)
{
    int fd = open(MODULE, O_RDONLY);
    Dynobj *o = dynloadfd(fd, _exporttab, nexport, 0);
    char why[ERRMAX];
    close(fd);
    rerrstr(why, sizeof why);
    if (o == NULL)
        die(MODULE, why);
    return o;
}

// Makes PART of them known, from that one on. Returns ns for each.
static double know(int from)
{
    double start = bench_now();
    char why[ERRMAX];
    for (int i = from; i < from + PART; i++)
        if (dyndebug(modules[i], LIST) != 0) {
            rerrstr(why, sizeof why);
            die(LIST, why);
        }
    return (bench_now() - start) / PART;
}

static double forget(int from)
{
    double start = bench_now();
    for (int i = from; i < from + PART; i++)
        dynobjfree(modules[i]);
    return (bench_now() - start) / PART;
}

static void without_debugger(void)
{
    double start = bench_now(), first = 0, last = 0, freed = 0;
    for (int i = 0; i < MANY; i++)
        modules[i] = load();
    double load_ns = (bench_now() - start) / MANY;
    for (int i = 0; i < MANY; i += PART) {
        last = know(i);
        first = i == 0 ? last : first;
    }
    for (int i = 0; i < MANY; i += PART)
        freed += forget(i) / (MANY / PART);
    printf("\nns for each of %d modules, no debugger\n", MANY);
    printf("%-34s %10.0f %7.2fx\n", "load", load_ns, 1.0);
    printf("%-34s %10.0f %7.2fx\n", "dyndebug(), the first 1000", first,
           first / load_ns);
    printf("%-34s %10.0f %7.2fx\n", "dyndebug(), the last 1000", last,
           last / load_ns);
    printf("%-34s %10.0f %7.2fx\n", "dynobjfree() of one that is known", freed,
           freed / load_ns);
}

static void write_session(int n, bool debug)
{
    FILE *file = fopen(SESSION, "w");
    if (file == NULL)
        die(SESSION, "cannot write");
    for (int i = 0; i < n; i++)
        fprintf(file, "load dev d%d %s.mod\n", i, DRIVER);
    for (int i = 0; i < n && debug; i++)
        fprintf(file, "debug d%d %s.list\n", i, DRIVER);
    fclose(file);
}

// Milliseconds that gdb takes for it; 0 if there is none.
static double in_gdb(int n, bool debug)
{
    char *words[] = {"sh", "-c",
                     "exec gdb -nx -batch -ex 'run <" SESSION
                     "' build/host >/dev/null 2>&1",
                     NULL};
    pid_t pid;
    int status;
    write_session(n, debug);
    double start = bench_now();
    if (posix_spawnp(&pid, words[0], NULL, NULL, words, environ) != 0 ||
        waitpid(pid, &status, 0) != pid || status != 0)
        return 0;
    return (bench_now() - start) / 1e6;
}

static void with_gdb(void)
{
    static const int counts[] = {50, 200, 400};
    if (in_gdb(1, false) == 0) {
        puts("gdb: skipped: there is none that may trace");
        return;
    }
    printf("\nms for each module that comes and goes, in gdb\n");
    for (int i = 0; i < 3; i++) {
        int n = counts[i];
        double plain = in_gdb(n, false), known = in_gdb(n, true);
        printf("of %-4d: load %6.3f, and made known %6.2f\n", n, plain / n,
               (known - plain) / n);
    }
}

void bench_debug(void)
{
    without_debugger();
    with_gdb();
    unlink(SESSION);
}
