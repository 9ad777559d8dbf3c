// shared.c - an unchanged shared object, loaded in five ways: what one instance
// more costs, in time and in memory.
//
// The shared object is the driver of load.c, linked as nearly all are: with
// libc, in four segments. It is compared with a module of the driver's object,
// and with the module that the shared object becomes. dlopen() makes one
// instance of a file, so it loads copies for more of them.

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bench.h"
#include "dynshared.h"
#include "parts.h"

#define SHARED "build/bench_shared.mod"
#define COUNT 500
#define SPACES 10  // namespaces: a few more than that are all there are

static Dynsym *self;
static int nself;

// An instance, of any kind.
struct way {
    const char *name;
    void *(*load)(void);
    void (*unload)(void *instance);
    int count;  // for the memory
};

static void *load_module(const char *path, Dynsym *table, int n)
{
    int fd = open(path, O_RDONLY);
    Dynobj *obj = dynloadfd(fd, table, n, 0);
    close(fd);
    if (obj == NULL || dynimport(obj, TABLE, 0) == NULL)
        die(path, "cannot load");
    return obj;
}

static void *load_linked(void)
{
    return load_module(MODULE, _exporttab, nexport);
}

static void *load_shared(void)
{
    return load_module(SHARED, self, nself);
}

static void unload_module(void *instance)
{
    dynobjfree(instance);
}

static void *look_up(void *handle)
{
    if (handle == NULL || dlsym(handle, TABLE) == NULL)
        die(OBJECT, dlerror());
    return handle;
}

static void *load_once(void)
{
    return look_up(dlopen(OBJECT, RTLD_NOW | RTLD_LOCAL));
}

// Its descriptor is the name of a copy, so it stays open as long as the copy is
// loaded: another one of the same name would be the same one to dlopen().
struct copy {
    void *handle;
    int fd;
};

static void write_copy(int copy)
{
    char bytes[65536];
    int fd = open(OBJECT, O_RDONLY);
    ssize_t size = read(fd, bytes, sizeof bytes);
    if (copy < 0 || size <= 0 || write(copy, bytes, (size_t)size) != size)
        die(OBJECT, strerror(errno));
    close(fd);
}

static void *load_copy(void)
{
    char path[32];
    struct copy *copy = malloc(sizeof *copy);
    if (copy == NULL)
        die(OBJECT, "out of memory");
    copy->fd = memfd_create("copy", MFD_CLOEXEC);
    write_copy(copy->fd);
    snprintf(path, sizeof path, "/proc/self/fd/%d", copy->fd);
    copy->handle = look_up(dlopen(path, RTLD_NOW | RTLD_LOCAL));
    return copy;
}

static void unload_copy(void *instance)
{
    struct copy *copy = instance;
    dlclose(copy->handle);
    close(copy->fd);
    free(copy);
}

static void unload_handle(void *instance)
{
    dlclose(instance);
}

#ifdef LM_ID_NEWLM
static void *load_space(void)
{
    return look_up(dlmopen(LM_ID_NEWLM, OBJECT, RTLD_NOW));
}
#endif

static const struct way ways[] = {
    {"dlopen: there is one", load_once, unload_handle, 1},
    {"a module from its object", load_linked, unload_module, COUNT},
    {"a module from a shared object", load_shared, unload_module, COUNT},
    {"dlopen of a copy", load_copy, unload_copy, COUNT},
#ifdef LM_ID_NEWLM
    {"dlmopen", load_space, unload_handle, SPACES},
#endif
};

enum { NWAYS = sizeof ways / sizeof ways[0] };

static void repeat(int i, long times)
{
    while (times-- > 0)
        ways[i].unload(ways[i].load());
}

// A bench is a function without a context: so here is one for each.
#define REPEAT(i)                                                              \
    static void repeat_##i(long times)                                         \
    {                                                                          \
        repeat(i, times);                                                      \
    }
REPEAT(0)
REPEAT(1)
REPEAT(2)
REPEAT(3)
REPEAT(4)

static void make_table(long times)
{
    while (times-- > 0) {
        int n;
        free(dyntable_self(&n));
    }
}

static void print_memory(const struct way *way)
{
    void *instances[COUNT];
    double kilobytes = private_kilobytes(), maps = mappings();
    for (int i = 0; i < way->count; i++)
        instances[i] = way->load();
    printf("%-34s %7.1f KB %7.1f mappings\n", way->name,
           (private_kilobytes() - kilobytes) / way->count,
           (mappings() - maps) / way->count);
    for (int i = way->count; i > 0; i--)
        way->unload(instances[i - 1]);
}

void bench_shared(void)
{
    static void (*const repeats[])(long) = {repeat_0, repeat_1, repeat_2,
                                            repeat_3, repeat_4};
    struct bench rows[NWAYS];
    struct bench_result r[NWAYS];
    self = dyntable_self(&nself);
    if (self == NULL || !dlclose_unloads())
        return;
    for (int i = 0; i < NWAYS; i++)
        rows[i] = (struct bench){ways[i].name, repeats[i], i == 4 ? 10 : 50};
    bench_measure(rows, NWAYS, r);
    putchar('\n');
    bench_title("ns to load a shared object, free");
    for (int i = 0; i < NWAYS; i++)
        bench_line(rows[i].name, r[i], r[0]);
    target("a module from a shared object", r[2].minimum / r[3].minimum,
           "x dlopen of a copy", 0.5);
    puts("\nprivate memory of each instance");
    for (int i = 1; i < NWAYS; i++)
        print_memory(&ways[i]);

    struct bench table = {"dyntable_self()", make_table, 1};
    bench_measure(&table, 1, r);
    printf("\n%d names, more than 100,000 of them the bench's own:\n", nself);
    bench_title("ns to make a table of them");
    bench_line(table.name, r[0], r[0]);
    free(self);
}
