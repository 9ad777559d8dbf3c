// maps.c - what the kernel says about this process's memory.
//
// Only open() and read(), no stdio: this is called while the calls for memory
// are counted.

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test/maps.h"

// Calls f for each line of /proc/self/maps, "55d0-55e0 r-xp ...", without what
// comes behind the 100th character.
static void each_line(void (*f)(const char *line, void *arg), void *arg)
{
    static char buf[65536];
    char line[100];
    size_t n = 0;
    int fd = open("/proc/self/maps", O_RDONLY);
    ssize_t got;
    if (fd < 0)
        abort();
    while ((got = read(fd, buf, sizeof buf)) > 0) {
        for (ssize_t i = 0; i < got; i++) {
            if (buf[i] != '\n') {
                if (n < sizeof line - 1)
                    line[n++] = buf[i];
                continue;
            }
            line[n] = '\0';
            n = 0;
            f(line, arg);
        }
    }
    close(fd);
}

struct search {
    unsigned long address;
    char rights[8];
    bool file;
};

static void compare(const char *line, void *arg)
{
    struct search *s = arg;
    char *rest;
    unsigned long from = strtoul(line, &rest, 16);
    unsigned long to = strtoul(rest + 1, &rest, 16);
    if (from > s->address || s->address >= to)
        return;
    memcpy(s->rights, rest + 1, 4);
    // "55d0-55e0 r-xp 00000000 00:01 1234": offset, device, inode.
    for (int i = 0; i < 3 && rest != NULL; i++)
        rest = strchr(rest + 1, ' ');
    s->file = rest != NULL && strtoul(rest, NULL, 10) != 0;
}

const char *maps_rights(const void *address)
{
    static struct search s;
    s = (struct search){(unsigned long)address, "none", false};
    each_line(compare, &s);
    return s.rights;
}

bool maps_file(const void *address)
{
    struct search s = {(unsigned long)address, "none", false};
    each_line(compare, &s);
    return s.file;
}

static void find_both(const char *line, void *arg)
{
    const char *rights = strchr(line, ' ');
    if (rights != NULL && rights[2] == 'w' && rights[3] == 'x')
        *(bool *)arg = true;
}

bool maps_both(void)
{
    bool both = false;
    each_line(find_both, &both);
    return both;
}

static void add_one(const char *line, void *arg)
{
    (void)line;
    ++*(int *)arg;
}

int maps_count(void)
{
    int n = 0;
    each_line(add_one, &n);
    return n;
}
