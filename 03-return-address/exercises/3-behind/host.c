// host.c - load gauges, let them report by many ways, and say who it was.
//
// Usage:        host COMMAND...
//               NAME=FILE.so         load it, and make it known by NAME
//               NAME~FILE.so         load it, and tell nobody
//               NAME:WAY:VALUE       it reports VALUE by WAY: direct, library,
//                                    deep, shallow, tree, back, thread,
//                                    refresh, at-once, jump; parting: when it
//                                    is unloaded
//               NAME>OTHER:WAY:VALUE it has OTHER report
//               host:library:VALUE   the host reports by way of the library
//               -NAME                unload it
// Exit status:  0 done, 1 a command could not be done, 2 usage.
//
// Prints "VALUE: NAME" for each report, or "VALUE: nobody".

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "caller.h"
#include "gauge.h"
#include "own.h"
#include "sender.h"

#define MAX_LOADED (SENDER_MAX + 2)

static struct {
    char name[64];
    void *handle;  // NULL: this place is free
    const struct gauge *gauge;
} loaded[MAX_LOADED];

static volatile int done;  // counted after a call: so it is no jump

// Asks from one of several places: nobody can know how many functions of the
// program lie between the callback and sender_find().
__attribute__((noinline)) static const char *ask(const void *caller, int places)
{
    const char *name =
        places == 0 ? sender_find(caller) : ask(caller, places - 1);
    done++;
    return name;
}

__attribute__((noinline)) static void report(double value)
{
    static int reports;
    const char *name = ask(CALLER(), ++reports % 4);
    printf("%g: %s\n", value, name == NULL ? "nobody" : name);
}

// The host's own report, whoever asked for it: by way of the library, or not.
static bool at_once;

__attribute__((noinline)) static void refresh(double value)
{
    if (at_once)
        report(value);
    else
        smooth_report(report, value);
    done++;
}

static const struct host host = {report, refresh};

static int find(const char *name)
{
    for (int i = 0; i < MAX_LOADED; i++) {
        if (loaded[i].handle != NULL && strcmp(loaded[i].name, name) == 0)
            return i;
    }
    return -1;
}

// The free place behind the last one that was given out, or -1: so what was
// found out of a gauge that is gone is not by accident right of the next one.
static int free_place(void)
{
    static int last = MAX_LOADED - 1;
    for (int n = 1; n <= MAX_LOADED; n++) {
        int i = (last + n) % MAX_LOADED;
        if (loaded[i].handle == NULL)
            return last = i;
    }
    return -1;
}

// Returns 0, or -1 after saying why.
static int open_gauge(const char *name, const char *path, int enter)
{
    int i = free_place();
    if (i < 0)
        return -1;
    loaded[i].handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (loaded[i].handle == NULL) {
        fprintf(stderr, "host: %s\n", dlerror());
        return -1;
    }
    loaded[i].gauge = own_symbol(loaded[i].handle, GAUGE_SYMBOL);
    if (loaded[i].gauge == NULL) {
        fprintf(stderr, "host: %s: not a gauge\n", path);
        dlclose(loaded[i].handle);
        loaded[i].handle = NULL;
        return -1;
    }
    snprintf(loaded[i].name, sizeof loaded[i].name, "%s", name);
    int result = enter ? sender_enter(loaded[i].handle, loaded[i].name) : 0;
    if (result != 0 && result != -1)
        fprintf(stderr, "host: sender_enter() returned %d\n", result);
    return result;
}

static int close_gauge(const char *name)
{
    int i = find(name);
    if (i < 0)
        return -1;
    sender_leave(loaded[i].handle);
    dlclose(loaded[i].handle);
    loaded[i].handle = NULL;
    return 0;
}

// who: NAME, or NAME>OTHER.
static int act(char *who, const char *way, double value)
{
    char *other = strchr(who, '>');
    if (other != NULL)
        *other++ = '\0';
    int i = find(who);
    int j = other == NULL ? i : find(other);
    if (i < 0 || j < 0)
        return -1;
    if (strcmp(way, "jump") == 0) {
        loaded[i].gauge->jump(&host, value);
        done++;
        return 0;
    }
    at_once = strcmp(way, "at-once") == 0;
    return loaded[i].gauge->act(&host, at_once ? "refresh" : way, value,
                                other == NULL ? NULL : loaded[j].gauge);
}

static int obey(char *command)
{
    char *mark = command + strcspn(command, "=~:");
    char kind = *mark;
    if (*command == '-')
        return close_gauge(command + 1);
    if (kind == '\0')
        return -1;
    *mark++ = '\0';
    if (kind != ':')
        return open_gauge(command, mark, kind == '=');
    char *value = strchr(mark, ':');
    if (value == NULL)
        return -1;
    *value++ = '\0';
    if (strcmp(command, "host") != 0)
        return act(command, mark, strtod(value, NULL));
    refresh(strtod(value, NULL));
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: host COMMAND...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 1; i < argc; i++) {
        if (obey(argv[i]) != 0) {
            fprintf(stderr, "host: %s: cannot do that\n", argv[i]);
            return 1;
        }
    }
    for (int i = 0; i < MAX_LOADED; i++) {
        if (loaded[i].handle != NULL)
            close_gauge(loaded[i].name);
    }
    return 0;
}
