// whose.c - load diaries, and say whose the addresses are that they show.
//
// Usage:        whose COMMAND...
//               NAME=dlmopen:FILE.so  load it; or with copy in the place of
//                                     dlmopen
//               -NAME                 unload it
//               NAME:WHAT             whose is what NAME shows? (diary.h)
//               host:WHAT             whose is what the host has?
//               NAME#                 how many objects are in its namespace?
// Exit status:  0 done, 1 a command could not be done, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "diary.h"
#include "owner.h"
#include "own.h"

#define MAX_DIARIES 32

static struct loaded list[MAX_DIARIES + 1];
static char names[MAX_DIARIES][64];
static int n;
static void *host;

static int find(const char *name)
{
    int i = 0;
    while (i < n && strcmp(names[i], name) != 0)
        i++;
    return i < n ? i : -1;
}

static const struct diary *diary_of(int i)
{
    return own_symbol(list[i].handle, DIARY_SYMBOL);
}

static int open_diary(const char *name, const char *way_name, const char *path)
{
    enum load_way way;
    char why[LOAD_WHY];
    if (n == MAX_DIARIES || !load_way(way_name, &way))
        return -1;
    if (!load(&list[n], way, path, why, sizeof why)) {
        fprintf(stderr, "whose: %s\n", why);
        return -1;
    }
    snprintf(names[n++], sizeof names[0], "%.63s", name);
    return 0;
}

static int close_diary(int i)
{
    if (i < 0)
        return -1;
    unload(&list[i]);
    for (n--; i < n; i++) {
        list[i] = list[i + 1];
        memcpy(names[i], names[i + 1], sizeof names[0]);
    }
    return 0;
}

static const void *host_shows(const char *what)
{
    if (strcmp(what, "own") == 0)
        return &n;
    if (strcmp(what, "libc") == 0)
        return stdout;
    return NULL;
}

static int tell(const char *name, const char *what)
{
    int i = find(name);
    if (i < 0 && strcmp(name, "host") != 0)
        return -1;
    const void *address = i < 0 ? host_shows(what) : diary_of(i)->show(what);
    if (address == NULL)
        return -1;
    list[n].handle = host;  // no instance: the list has n, and no more
    int owner = owner_find(address, list, n);
    printf("%s:%s: %s\n", name, what,
           owner >= 0 && owner < n ? names[owner]
           : owner == OWNER_HOST   ? "host"
           : owner == OWNER_NOBODY ? "nobody"
                                   : "no such number");
    return 0;
}

static int count(const char *name)
{
    int i = find(name);
    if (i < 0)
        return -1;
    printf("%s#: %d\n", name, owner_objects(&list[i]));
    return 0;
}

static int obey(char *command)
{
    char *mark = command + strcspn(command, "=:#");
    char kind = *mark;
    if (*command == '-')
        return close_diary(find(command + 1));
    if (kind == '\0')
        return -1;
    *mark++ = '\0';
    if (kind == '#')
        return count(command);
    if (kind == ':')
        return tell(command, mark);
    char *path = strchr(mark, ':');
    if (path == NULL)
        return -1;
    *path++ = '\0';
    return open_diary(command, mark, path);
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: whose COMMAND...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    host = dlopen(NULL, RTLD_LAZY);
    for (int i = 1; i < argc; i++) {
        char command[512];
        snprintf(command, sizeof command, "%s", argv[i]);
        if (obey(command) != 0) {
            fprintf(stderr, "whose: %s: cannot do that\n", argv[i]);
            return 1;
        }
    }
    while (n > 0)
        close_diary(n - 1);
    return 0;
}
