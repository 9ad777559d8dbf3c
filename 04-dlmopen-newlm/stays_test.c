// stays_test.c - tests what unload() says when something happens meanwhile.
//
// Usage:        stays_test deleted WAY FILE.so
//               Loads FILE.so, deletes it, and prints what unload() says.
//               stays_test replaced WAY FILE.so
//               Loads it again between dlclose() and the look for the first.
//               stays_test threads WAY FILE.so
//               Four threads load and unload it, 200 times each.
// Exit status:  0 done, 1 could not be loaded, 2 usage.

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "linkmap.h"
#include "load.h"
#include "stays.h"

#define THREADS 4
#define ROUNDS 200

static enum load_way way;
static const char *path;
static atomic_int failed, said;

static int fail(const char *why)
{
    fprintf(stderr, "stays_test: %s\n", why);
    return 1;
}

static void print_reason(const char *why)
{
    printf("stays: %s\n", why == NULL ? "no" : why);
}

static int unload_deleted(void)
{
    struct loaded loaded;
    char why[LOAD_WHY];
    if (!load(&loaded, way, path, why, sizeof why))
        return fail(why);
    unlink(path);
    print_reason(unload(&loaded));
    return 0;
}

// Does what unload() does and, in the middle of it, what another thread may do.
static int unload_replaced(void)
{
    struct loaded loaded, next;
    struct stays stays;
    char why[LOAD_WHY];
    if (!load(&loaded, way, path, why, sizeof why))
        return fail(why);
    stays_note(&stays, loaded.handle);
    const struct link_map *map = linkmap_of_handle(loaded.handle);
    const void *place = map->l_ld;
    dlclose(loaded.handle);
    if (!load(&next, way, path, why, sizeof why))
        return fail(why);
    map = linkmap_of_handle(next.handle);
    printf("the next is %s\n",
           next.handle == loaded.handle && map->l_ld == place
               ? "in its place"
               : "somewhere else");
    print_reason(stays_why(&stays));
    unload(&next);
    if (loaded.fd >= 0)
        close(loaded.fd);
    return 0;
}

// The file leaves nothing behind, so any text but stays_unknown is wrong.
static void *come_and_go(void *unused)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct loaded loaded;
        char why[LOAD_WHY];
        if (!load(&loaded, way, path, why, sizeof why)) {
            failed++;
            return unused;
        }
        const char *left = unload(&loaded);
        said += left != NULL && left != stays_unknown;
    }
    return unused;
}

static int come_and_go_all(void)
{
    pthread_t threads[THREADS];
    int n = 0;
    while (n < THREADS &&
           pthread_create(&threads[n], NULL, come_and_go, NULL) == 0)
        n++;
    if (n < THREADS)
        failed++;
    while (n > 0)
        pthread_join(threads[--n], NULL);
    printf("%d times said to stay, %d times not loaded\n", said, failed);
    return failed > 0 || said > 0;
}

int main(int argc, char *argv[])
{
    static const struct {
        const char *name;
        int (*run)(void);
    } tests[] = {{"deleted", unload_deleted},
                 {"replaced", unload_replaced},
                 {"threads", come_and_go_all}};
    for (int i = 0; i < 3 && argc == 4; i++) {
        if (strcmp(argv[1], tests[i].name) == 0 && load_way(argv[2], &way)) {
            path = argv[3];
            return tests[i].run();
        }
    }
    fprintf(stderr, "usage: stays_test deleted|replaced|threads WAY FILE.so\n");
    return 2;
}
