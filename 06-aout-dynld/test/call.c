// call.c - load a module, call all that is known of it, and print what it
// returns.
//
// Usage:        call MODULE
//               The module was linked of test/modules/*.o. An export that is
//               not there is passed over.
// Exit status:  0 called, 1 not loaded, 2 usage.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "dynld.h"
#include "test/modules/everything.h"
#include "test/modules/lent.h"

int lent_number = 42;
int lent_row[4] = {1, 2, 3, 4};

int lent_add(int a, int b)
{
    return a + b;
}

double lent_half(double x)
{
    return x / 2;
}

static void call_data(const struct everything *module)
{
    printf("statics %d", module->statics(1));
    printf(" %d\n", module->statics(1));
    printf("pointers %d\n", module->through_pointers(21));
    printf("names %s, %s\n", module->name_of(2), module->name_of(4));
    printf("half %.1f\n", module->half_of(1));
    printf("dispatch");
    for (int i = -1; i < 8; i++)
        printf(" %d", module->dispatch(i));
    printf("\nweekday %s %s %s\n", module->weekday(0), module->weekday(6),
           module->weekday(7));
}

static void call_functions(const struct everything *module)
{
    int from[200] = {[199] = 7}, to[200] = {0};
    printf("operate %d %d\n", module->operate(0, 7, 3),
           module->operate(1, 7, 3));
    printf("same address %d\n", module->address_of_lent() == lent_add);
    printf("tail %d\n", module->tail(1));
    printf("floating %.1f\n", module->floating(3));
    module->copy(to, from);
    printf("copy %d\n", to[199]);
    printf("sum %d\n", module->sum(4));
}

// A function that is exported by itself. (C has no conversion from void * to a
// pointer to a function, but the bytes are the same.)
static void call(Dynobj *obj, const char *name)
{
    int (*function)(int x);
    void *address = dynimport(obj, (char *)name, 0);
    memcpy(&function, &address, sizeof function);
    if (address != nil)
        printf("%s %d\n", name, function(1));
}

static void call_all(Dynobj *obj)
{
    const struct everything *module = dynimport(obj, "everything", 0);
    if (module != nil) {
        call_data(module);
        call_functions(module);
    }
    int **pointer = dynimport(obj, "lent_third", 0);
    if (pointer != nil)
        printf("lent_third %d\n", **pointer);
    long *answer = dynimport(obj, "answer", 0);
    if (answer != nil)
        printf("answer %ld\n", *answer);
    const char *const *greeting = dynimport(obj, "greeting", 0);
    if (greeting != nil)
        printf("greeting %s\n", *greeting);
    call(obj, "first");
    call(obj, "maybe");
    call(obj, "first_user");
    call(obj, "second_user");
    call(obj, "plain");
    call(obj, "widths");
}

static Dynobj *load(const char *path)
{
    char why[ERRMAX];
    int fd = open(path, O_RDONLY);
    if (fd < 0) {
        fprintf(stderr, "call: %s: %s\n", path, strerror(errno));
        return nil;
    }
    Dynobj *obj = dynloadfd(fd, _exporttab, dyntabsize(_exporttab), 0);
    close(fd);
    rerrstr(why, sizeof why);
    if (obj == nil)
        fprintf(stderr, "call: %s: %s\n", path, why);
    return obj;
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: call MODULE\n");
        return 2;
    }
    Dynobj *obj = load(argv[1]);
    if (obj == nil)
        return 1;
    call_all(obj);
    dynobjfree(obj);
    return 0;
}
