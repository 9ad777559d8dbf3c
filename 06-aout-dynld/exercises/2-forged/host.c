// host.c - start a driver, if the gate lets it in.
//
// Usage:        host MODULE CHANNEL DRIVER ASK REPORT
//               MODULE is a file, or "-": standard input
//               the last three are signatures: of struct driver, and of the
//               two functions that a driver may import
// Exit status:  0 it was started, 1 it was refused, 2 usage.

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gate.h"

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
    make_gap();
    struct driver *driver = NULL;
    char why[ERRMAX] = "";
    Dynobj *obj =
        gate(fd, exports, 2, strtoul(argv[3], NULL, 16), &driver, why);
    close(fd);
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
