// host.c - start a driver, if the gate lets it in.
//
// Usage:        host MODULE CHANNEL DRIVER ASK REPORT
//               MODULE is a file, or "-": standard input
//               the last three are signatures: of struct driver, and of the
//               two functions that a driver may import
// Exit status:  0 it was started, 1 it was refused, 2 usage, 3 the gate has
//               left something behind, or does not say why; 4 a driver was
//               called that should have been refused.

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gate.h"
#include "slurp.h"

// What drivers may call. To be called as a driver's own function, by us, is
// not what they are for.
static int ask(void)
{
    printf("ask() was called\n");
    return -1;
}

static int report(void)
{
    printf("report() was called\n");
    return -1;
}

// Makes a gap among the mappings that is as large as an image without bss, and
// behind it a page that cannot be read. The kernel will probably put the image
// there: then who reads behind its end crashes, and does not pass by luck.
static void make_gap(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *map =
        mmap(NULL, 3 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map != MAP_FAILED)
        munmap(map, 2 * page);
}

// How many modules are loaded. The linker makes each load and each unload one
// of these functions (see Makefile), but for those within the loader.
static int nloaded;

Dynobj *__real_dynloadgen(void *file, long (*read)(void *, void *, long),
                          vlong (*seek)(void *, vlong, int),
                          void (*err)(char *), Dynsym *exports, int nexport,
                          ulong maxsize);
Dynobj *__wrap_dynloadgen(void *file, long (*read)(void *, void *, long),
                          vlong (*seek)(void *, vlong, int),
                          void (*err)(char *), Dynsym *exports, int nexport,
                          ulong maxsize);
Dynobj *__real_dynloadfd(int fd, Dynsym *exports, int nexport, ulong maxsize);
Dynobj *__wrap_dynloadfd(int fd, Dynsym *exports, int nexport, ulong maxsize);
void __real_dynobjfree(Dynobj *obj);
void __wrap_dynobjfree(Dynobj *obj);

Dynobj *__wrap_dynloadgen(void *file, long (*read)(void *, void *, long),
                          vlong (*seek)(void *, vlong, int),
                          void (*err)(char *), Dynsym *exports, int nexport,
                          ulong maxsize)
{
    make_gap();
    Dynobj *obj =
        __real_dynloadgen(file, read, seek, err, exports, nexport, maxsize);
    nloaded += obj != NULL;
    return obj;
}

Dynobj *__wrap_dynloadfd(int fd, Dynsym *exports, int nexport, ulong maxsize)
{
    make_gap();
    Dynobj *obj = __real_dynloadfd(fd, exports, nexport, maxsize);
    nloaded += obj != NULL;
    return obj;
}

void __wrap_dynobjfree(Dynobj *obj)
{
    nloaded -= obj != NULL;
    __real_dynobjfree(obj);
}

static volatile sig_atomic_t in_gate;

// The functions of some forged drivers are traps, which come here.
static void trapped(int signal)
{
    static const char by_gate[] = "host: the gate has called the driver\n";
    static const char by_us[] = "host: the driver was let in, and is forged\n";
    (void)signal;
    ssize_t n = in_gate ? write(2, by_gate, sizeof by_gate - 1)
                        : write(2, by_us, sizeof by_us - 1);
    _exit(n < 0 ? 1 : 4);
}

// Returns NULL, or what the gate should not have done.
static const char *find_fault(const Dynobj *obj, const char *why)
{
    if (obj == NULL && nloaded > 0)
        return "refused, but the module is still loaded";
    if (nloaded != (obj != NULL))
        return "of what was loaded, not all but the driver is unloaded";
    if (slurped() != 0)
        return "the bytes of the file were not freed";
    if (obj == NULL && why[0] == '\0')
        return "refused, but why says nothing";
    if (obj == NULL && memchr(why, '\0', ERRMAX) == NULL)
        return "refused, but why does not end within ERRMAX bytes";
    return NULL;
}

int main(int argc, char *argv[])
{
    if (argc != 6) {
        fprintf(stderr, "usage: host MODULE CHANNEL DRIVER ASK REPORT\n");
        return 2;
    }
    Dynsym exports[] = {
        {strtoul(argv[4], NULL, 16), (ulong)ask, "ask"},
        {strtoul(argv[5], NULL, 16), (ulong)report, "report"},
    };
    int fd = strcmp(argv[1], "-") == 0 ? 0 : open(argv[1], O_RDONLY);
    struct driver *driver = NULL;
    char why[ERRMAX] = "";
    signal(SIGILL, trapped);   // on amd64
    signal(SIGTRAP, trapped);  // elsewhere
    in_gate = true;
    Dynobj *obj =
        gate(fd, exports, 2, strtoul(argv[3], NULL, 16), &driver, why);
    in_gate = false;
    close(fd);
    const char *fault = find_fault(obj, why);
    if (fault != NULL) {
        fprintf(stderr, "host: %s\n", fault);
        dynobjfree(obj);
        return 3;
    }
    if (obj == NULL) {
        fprintf(stderr, "host: refused: %s\n", why);
        return 1;
    }
    printf("driver %s\n", driver->name);
    printf("channel %d\n", driver->start(atoi(argv[2])));
    printf("measured %d\n", driver->measure());
    dynobjfree(obj);
    return 0;
}
