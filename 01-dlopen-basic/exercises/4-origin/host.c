// host.c - load files, and say where one of them finds its names.
//
// Usage:        host WORD...
//               PLUGIN.so      load it: the names that follow are asked of it
//               global:FILE.so load it with RTLD_GLOBAL, and ask nothing of it
//               local:FILE.so  the same without
//               ?NAME          where does the plugin find NAME?
//               tN             from now on, text has N bytes
//               !NAME          whom does the plugin call? Its call_NAME() says
// Exit status:  0 done, 1 a file could not be loaded, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "origin.h"

#define TEXT_MAX 4096

// Exported by the program (-rdynamic): also for a plugin that has its own.
const char *scale(void);
const char *offset(void);

const char *scale(void)
{
    return "the program";
}

// Not exported: so nobody finds it by name.
__attribute__((visibility("hidden"))) const char *offset(void)
{
    return "the program";
}

static void ask(void *handle, const char *name, size_t size)
{
    char text[TEXT_MAX];
    memset(text, '#', sizeof text);
    origin_find(handle, name, text, size);
    if (memchr(text, '\0', size) == NULL || text[size] != '#')
        printf("%s: text, of %zu bytes, has no end there\n", name, size);
    else
        printf("%s: %s\n", name, text);
}

static void call(void *handle, const char *name)
{
    char own_name[80];
    const char *(*function)(void);
    snprintf(own_name, sizeof own_name, "call_%s", name);
    *(void **)&function = dlsym(handle, own_name);
    printf("%s() is called in: %s\n", name,
           function == NULL ? "nobody" : function());
}

// Returns what follows the prefix, or NULL.
static const char *behind(const char *word, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(word, prefix, n) == 0 ? word + n : NULL;
}

static void *load(const char *path, int how)
{
    void *handle = dlopen(path, RTLD_NOW | how);
    if (handle == NULL) {
        fprintf(stderr, "host: %s\n", dlerror());
        exit(1);
    }
    return handle;
}

int main(int argc, char *argv[])
{
    void *handle = NULL;
    size_t size = TEXT_MAX - 1;
    if (argc < 2) {
        fprintf(stderr, "usage: host WORD...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 1; i < argc; i++) {
        const char *path;
        if ((path = behind(argv[i], "global:")) != NULL)
            load(path, RTLD_GLOBAL);
        else if ((path = behind(argv[i], "local:")) != NULL)
            load(path, RTLD_LOCAL);
        else if (argv[i][0] == '?')
            ask(handle, argv[i] + 1, size);
        else if (argv[i][0] == '!')
            call(handle, argv[i] + 1);
        else if (argv[i][0] == 't')
            size = strtoul(argv[i] + 1, NULL, 10);
        else
            handle = load(argv[i], RTLD_LOCAL);
    }
    return 0;
}
