// link.c - what a link costs: aoutld -u next to ld -shared.
//
// The objects are made by bench/objects.awk, and about as large as those of
// cJSON (one), Lua (33) and SQLite (one, a thousand functions and more), with
// debug information: aoutld computes signatures of it, and ld copies it. Both
// are started as programs, as make does it.

#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "parts.h"

#define ROOM 40  // words of a command

extern char **environ;

static void run(char *const words[])
{
    pid_t pid;
    int status;
    if (posix_spawnp(&pid, words[0], NULL, NULL, words, environ) != 0 ||
        waitpid(pid, &status, 0) != pid || status != 0)
        die(words[0], "cannot link");
}

// Who links, and what.
enum linker { LD, AOUTLD, AOUTLD_BARE };

// Links the count objects build/link/NAME_1.o, ...; or NAME_1.bare, ..., the
// same without debug information.
static void link_objects(enum linker linker, const char *name, int count)
{
    static char paths[ROOM][40];
    char *words[ROOM + 5] = {"ld", "-shared", "-o", "build/link/out.so"};
    int n = 4;
    if (linker != LD) {
        words[0] = "build/aoutld";
        words[1] = "-u";
        words[3] = "build/link/out.mod";
    }
    for (int i = 0; i < count; i++) {
        snprintf(paths[i], sizeof paths[i], "build/link/%s_%d.%s", name, i + 1,
                 linker == AOUTLD_BARE ? "bare" : "o");
        words[n++] = paths[i];
    }
    run(words);
}

static void cjson_ld(long times)
{
    while (times-- > 0)
        link_objects(LD, "cjson", 1);
}

static void cjson_aoutld(long times)
{
    while (times-- > 0)
        link_objects(AOUTLD, "cjson", 1);
}

static void cjson_bare(long times)
{
    while (times-- > 0)
        link_objects(AOUTLD_BARE, "cjson", 1);
}

static void lua_ld(long times)
{
    while (times-- > 0)
        link_objects(LD, "lua", 33);
}

static void lua_aoutld(long times)
{
    while (times-- > 0)
        link_objects(AOUTLD, "lua", 33);
}

static void lua_bare(long times)
{
    while (times-- > 0)
        link_objects(AOUTLD_BARE, "lua", 33);
}

static void sqlite_ld(long times)
{
    while (times-- > 0)
        link_objects(LD, "sqlite", 1);
}

static void sqlite_aoutld(long times)
{
    while (times-- > 0)
        link_objects(AOUTLD, "sqlite", 1);
}

static void sqlite_bare(long times)
{
    while (times-- > 0)
        link_objects(AOUTLD_BARE, "sqlite", 1);
}

static const struct bench rows[] = {
    {"ld -shared, as large as cJSON", cjson_ld, 1},
    {"aoutld -u", cjson_aoutld, 1},
    {"aoutld -u, no debug information", cjson_bare, 1},
    {"ld -shared, as large as Lua", lua_ld, 1},
    {"aoutld -u", lua_aoutld, 1},
    {"aoutld -u, no debug information", lua_bare, 1},
    {"ld -shared, as large as SQLite", sqlite_ld, 1},
    {"aoutld -u", sqlite_aoutld, 1},
    {"aoutld -u, no debug information", sqlite_bare, 1},
};

void bench_links(void)
{
    enum { N = sizeof rows / sizeof rows[0], EACH = 3 };
    struct bench_result r[N];
    bench_measure(rows, N, r);
    putchar('\n');
    bench_title("ns to link");
    for (int i = 0; i < N; i++)
        bench_line(rows[i].name, r[i], r[i - i % EACH]);
    for (int i = 0; i < N; i += EACH)
        target(rows[i].name + strlen("ld -shared, "),
               r[i + 1].minimum / r[i].minimum, "x ld -shared", 3);
}
