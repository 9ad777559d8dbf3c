// large.c - modules of any size: what a load takes, and what an instance holds.
//
// All have 64 KB of data with 2,000 relocations, 100 of them imports, and from
// 4 KB to 8 MB of text, see large.S. dlopen() is given the same objects, linked
// in the two ways that load.c explains. Text that is mapped is not touched: so
// the time should not grow with it.

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "a.out.h"
#include "bench.h"
#include "parts.h"

#define SYMBOL "structs"
#define TIMES 10
#define INSTANCES 1000

// Bytes of text and data, with the header, of the module at hand.
static size_t text, data;

static long read_fd(void *file, void *buf, long nbytes)
{
    return read(*(int *)file, buf, (size_t)nbytes);
}

static vlong seek_fd(void *file, vlong n, int type)
{
    return lseek(*(int *)file, (off_t)n, type);
}

static void complain(char *reason)
{
    die("large", reason);
}

static int open_file(const char *path)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        die(path, strerror(errno));
    return fd;
}

static Dynobj *load(const char *path)
{
    char reason[ERRMAX];
    int fd = open_file(path);
    Dynobj *obj = dynloadfd(fd, _exporttab, nexport, 0);
    close(fd);
    if (obj == NULL) {
        rerrstr(reason, sizeof reason);
        die(path, reason);
    }
    return obj;
}

static void use(Dynobj *obj)
{
    if (dynimport(obj, SYMBOL, 0) == NULL)
        die("large", "no " SYMBOL);
    dynobjfree(obj);
}

static void map_text(const char *path)
{
    use(load(path));
}

static void copy_text(const char *path)
{
    int fd = open_file(path);
    use(dynloadgen(&fd, read_fd, seek_fd, complain, _exporttab, nexport, 0));
    close(fd);
}

static void system_calls(const char *path)
{
    least(path, text, data);
}

static void with_dlopen(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL || dlsym(handle, SYMBOL) == NULL)
        die(path, dlerror());
    dlclose(handle);
}

enum { FLOOR, MAPPED, COPIED, DLOPEN, PLAIN, WAYS };
static const struct way {
    const char *name;
    void (*load)(const char *path);
    const char *file;  // its name ends so
} ways[WAYS] = {
    {"the bare system calls", system_calls, ".mod"},
    {"dynld, text mapped", map_text, ".mod"},
    {"dynld, text copied", copy_text, ".mod"},
    {"dlopen, with libc, 4 segments", with_dlopen, ".so"},
    {"dlopen, no libc, 2 segments", with_dlopen, "_bare.so"},
};

enum { SMALLEST, MEGABYTE = 3, LARGEST, SIZES };
static const int sizes[SIZES] = {4, 64, 256, 1024, 8192};  // KB of text

static double ns[SIZES][WAYS][BENCH_ROUNDS];
static struct bench_result results[SIZES][WAYS];

static void path_of(char *path, size_t room, int size, const char *end)
{
    snprintf(path, room, "./build/large_%d%s", sizes[size], end);
}

static void measure_shape(int size)
{
    char path[64];
    path_of(path, sizeof path, size, ".mod");
    Dynobj *obj = load(path);
    text = EXEC_SIZE_LP64 + obj->text;
    data = obj->data;
    dynobjfree(obj);
}

static void one_round(int size, int way, int round)
{
    char path[64];
    path_of(path, sizeof path, size, ways[way].file);
    double start = bench_now();
    for (int i = 0; i < TIMES; i++)
        ways[way].load(path);
    ns[size][way][round] = (bench_now() - start) / TIMES;
}

static void measure(int nways)
{
    for (int round = 0; round < BENCH_ROUNDS; round++)
        for (int size = 0; size < SIZES; size++) {
            measure_shape(size);
            for (int way = 0; way < nways; way++)
                one_round(size, way, round);
        }
    for (int size = 0; size < SIZES; size++)
        for (int way = 0; way < nways; way++)
            results[size][way] = bench_result(ns[size][way]);
}

static void draw(int way)
{
    char title[80], room[SIZES][16];
    const char *names[SIZES];
    double us[SIZES];
    for (int i = 0; i < SIZES; i++) {
        snprintf(room[i], sizeof room[i], "%d KB", sizes[i]);
        names[i] = room[i];
        us[i] = results[i][way].minimum / 1000;
    }
    snprintf(title, sizeof title, "us to load so much text: %s",
             ways[way].name);
    plot(title, names, us, SIZES);
}

// What each of so many holds, of the module with 1 MB of text.
static double kilobytes_each(void)
{
    static Dynobj *all[INSTANCES];
    char path[64];
    path_of(path, sizeof path, MEGABYTE, ".mod");
    double before = private_kilobytes();
    for (int i = 0; i < INSTANCES; i++)
        all[i] = load(path);
    double each = (private_kilobytes() - before) / INSTANCES;
    for (int i = 0; i < INSTANCES; i++)
        dynobjfree(all[i]);
    return each;
}

static void tell_targets(int nways)
{
    const struct bench_result *r = results[MEGABYTE];
    const char *what = "load 1 MB of text";
    double ours = r[MAPPED].minimum;
    if (nways > PLAIN) {
        target(what, ours / r[DLOPEN].minimum, "x dlopen", 0.7);
        target(what, ours / r[PLAIN].minimum, "x dlopen, no libc", 1);
    }
    target("load 8 MB of text", results[LARGEST][MAPPED].minimum / ours,
           "x 1 MB", 1.1);
}

void bench_large(void)
{
    int nways = dlclose_unloads() ? WAYS : DLOPEN;
    kilobytes_each();  // the allocator's own part comes with the first ones
    double each = kilobytes_each();
    measure(nways);
    putchar('\n');
    bench_title("ns to load 1 MB of text");
    for (int i = 0; i < nways; i++)
        bench_line(ways[i].name, results[MEGABYTE][i],
                   results[MEGABYTE][FLOOR]);
    tell_targets(nways);
    target("private memory of each of 1,000", each, "KB",
           (double)((data + 4095) / 4096 * 4 + 4));
    draw(MAPPED);
    draw(COPIED);
    if (nways > PLAIN)
        draw(PLAIN);
}
