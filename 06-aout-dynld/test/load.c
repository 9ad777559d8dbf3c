// load.c - the way it should go: a good module, loaded in every way. Prints
// TAP.

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dynld.h"
#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"

static uchar *file;
static size_t size;

typedef int function(void);

// What the module exports as name, as a function. By way of a number: C has no
// conversion from a data pointer, which dynimport() returns, to one of code.
static function *get(Dynobj *o, char *name)
{
    return (function *)(ulong)dynimport(o, name, 0);
}

static void works(void)
{
    struct source s = {.bytes = file, .n = size};
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, 0);
    is(err_text(), "", "a good module loads");
    if (o == NULL)
        return;
    ok(get(o, "answer")() == 42, "its code runs");
    ok(get(o, "count")() == 1 && get(o, "count")() == 2,
       "its data can be written");
    ok(*(int *)dynimport(o, "counter", 0) == 2, "... and read by the program");
    ok(get(o, "ask")() == 7, "it calls a function of the program");
    ok(**(int **)dynimport(o, "pointer", 0) == 2,
       "mode 0: a pointer to its own");
    ok(**(int **)dynimport(o, "value", 0) == 22,
       "mode 1: the program's, plus 4");
    dynobjfree(o);
}

int main(void)
{
    struct module m;
    module_init(&m);
    file = module_write(&m, &size);
    works();
    free(file);
    return finish();
}
