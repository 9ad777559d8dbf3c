// shared.c - modules that were made of shared objects, beside dlopen() of the
// same files. Prints TAP.
//
// Usage:        shared MODULE OBJECT ...
//               of test/shared/plugin.c, linked in several ways: each gives
//               what it gives under dlopen(), in two instances with a state of
//               each. shared -t MODULE N N instances of it, used by 4 threads
//               at once. shared -i MODULE OBJECT of test/shared/init.c: its
//               constructors and destructors.
// Exit status:  0 all tests passed, 1 not, 2 usage.

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dynshared.h"
#include "test/tap.h"

#define THREADS 4

static Dynsym *table;
static int nsym;

// Returns NULL after saying why.
static Dynobj *load(const char *path)
{
    int fd = open(path, O_RDONLY);
    Dynobj *o = dynloadfd(fd, table, nsym, 0);
    if (fd >= 0)
        close(fd);
    if (o == NULL) {
        char why[ERRMAX];
        rerrstr(why, sizeof why);
        fprintf(stderr, "# %s: %s\n", path, why);
    }
    return o;
}

typedef int next_fn(void);
typedef size_t text_fn(char *text, size_t size);

static int next_of(Dynobj *o)
{
    return ((next_fn *)(ulong)dynimport(o, "plugin_next", 0))();
}

static char *text_of(Dynobj *o, char *text, size_t size)
{
    ((text_fn *)(ulong)dynimport(o, "plugin_text", 0))(text, size);
    return text;
}

// Two instances, and dlopen's own.
static void compare(const char *module, const char *object)
{
    char wanted[512] = "dlopen", got[512] = "not loaded", what[600];
    Dynobj *a = load(module), *b = load(module);
    void *handle = dlopen(object, RTLD_NOW);
    bool apart = false;
    if (handle != NULL)
        ((text_fn *)(ulong)dlsym(handle, "plugin_text"))(wanted, sizeof wanted);
    else
        fprintf(stderr, "# %s\n", dlerror());
    if (a != NULL && b != NULL && handle != NULL) {
        text_of(a, got, sizeof got);
        next_of(a);
        const int *counter = dynimport(b, "plugin_counter", 0);
        // (musl's dlclose() does not unload: its own counts on.)
        int before = *(const int *)dlsym(handle, "plugin_counter");
        next_fn *next = (next_fn *)(ulong)dlsym(handle, "plugin_next");
        apart = next_of(a) == 2 && *counter == 0 && next_of(b) == 1 &&
                next() == before + 1;
    }
    snprintf(what, sizeof what, "%s: what dlopen() gives",
             strrchr(module, '/') == NULL ? module : strrchr(module, '/') + 1);
    is(got, wanted, what);
    ok(apart, "... and each instance has a state of its own");
    dynobjfree(a);
    dynobjfree(b);
    if (handle != NULL)
        dlclose(handle);
}

// Threads: each uses all instances, from another place on.

static Dynobj **instances;
static int ninstances;
static char right[512];

static void *use_all(void *first)
{
    unsigned long wrong = 0;
    for (int i = 0; i < ninstances; i++) {
        char text[512];
        int at = (*(int *)first + i) % ninstances;
        wrong += strcmp(text_of(instances[at], text, sizeof text), right) != 0;
    }
    return (void *)wrong;
}

static void with_threads(const char *module, int n)
{
    pthread_t threads[THREADS];
    int first[THREADS];
    unsigned long wrong = 0;
    instances = calloc((size_t)n, sizeof(Dynobj *));
    while (instances != NULL && ninstances < n &&
           (instances[ninstances] = load(module)) != NULL)
        ninstances++;
    ok(ninstances == n, "as many instances as wanted");
    if (ninstances > 0)
        text_of(instances[0], right, sizeof right);
    for (int i = 0; i < THREADS; i++) {
        first[i] = i * (n / THREADS);
        if (pthread_create(&threads[i], NULL, use_all, &first[i]) != 0)
            abort();
    }
    for (int i = 0; i < THREADS; i++) {
        void *result;
        pthread_join(threads[i], &result);
        wrong += (unsigned long)result;
    }
    ok(wrong == 0, "snprintf, malloc, isalpha in 4 threads: none is wrong");
    for (int i = 0; i < ninstances; i++)
        dynobjfree(instances[i]);
    free(instances);
}

// Constructors and destructors write down that they ran, each a letter. What
// dlopen() and dlclose() have them write:
static void with_dlopen(const char *object, char *begun, char *ended)
{
    void *handle = dlopen(object, RTLD_NOW);
    if (handle == NULL) {
        fprintf(stderr, "# %s\n", dlerror());
        return;
    }
    strcpy(begun, dlsym(handle, "init_log"));
    *(char **)dlsym(handle, "init_out") = ended;
    dlclose(handle);
}

static void with_init(int argc, char *argv[], char *envp[])
{
    char begun[16] = "", ended[16] = "", ours[16] = "";
    Dynobj *a = load(argv[2]), *b = load(argv[2]);
    with_dlopen(argv[3], begun, ended);
    if (a == NULL || b == NULL) {
        ok(false, "modules with constructors are loaded");
        return;
    }
    const char *of_a = dynimport(a, "init_log", 0);
    const char *of_b = dynimport(b, "init_log", 0);
    is(of_a, "", "nothing is called that was not asked for");
    dyninit(a, argc, argv, envp);
    ok(strlen(begun) == 4 && strlen(ended) == 4, "dlopen(): four and four");
    is(of_a, begun, "constructors in its order, with main()'s arguments");
    is(of_b, "", "... of that instance alone");
    dyninit(b, argc, argv, envp);
    *(char **)dynimport(a, "init_out", 0) = ours;
    dynfini(a);
    is(ours, ended, "destructors in dlclose()'s order, atexit()'s among them");
    dynobjfree(a);
    dynfini(b);
    dynobjfree(b);  // and at the end of the program nothing is left to call
}

int main(int argc, char *argv[], char *envp[])
{
    table = dyntable_self(&nsym);
    if (table == NULL || argc < 3) {
        fprintf(stderr, "usage: shared MODULE OBJECT ...\n");
        return 2;
    }
    ok(dynfindsym("snprintf", table, nsym) != NULL && dyntabsize(table) == nsym,
       "dyntable_self(): has what libc offers");
#ifdef __GLIBC__
    ok(dlsym(RTLD_DEFAULT, "sys_errlist") == NULL &&
           dynfindsym("sys_errlist", table, nsym) != NULL,
       "... and what it keeps for old objects only");
#endif
    if (strcmp(argv[1], "-t") == 0 && argc == 4)
        with_threads(argv[2], atoi(argv[3]));
    else if (strcmp(argv[1], "-i") == 0 && argc == 4)
        with_init(argc, argv, envp);
    else
        for (int i = 1; i + 1 < argc; i += 2)
            compare(argv[i], argv[i + 1]);
    free(table);
    return finish();
}
