// load.c - load a module: the stages in their order, and the one place where
// anything is freed.

#include <stdlib.h>

#include "loader.h"

// Each stage may rely on all that come before it.
static bool load(struct job *job)
{
    return dynreadheader(job)       // its sizes
           && dynmapimage(job)      // memory, and perhaps text is in it
           && dynfillimage(job)     // text and data, what has to be read
           && dynreadsection(job)   // the last that is read
           && dynbind(job)          // imports: addresses in the program
           && dynrelocate(job)      // so that every address in it is right
           && dyncheckexports(job)  // which relocations have made what it is
           && dynprotect(job);      // text: executable, never writable again
}

Dynobj *dynload(struct job *job, void (*err)(char *text))
{
    bool loaded = load(job);
    free(job->section);
    if (loaded)
        return &job->module->obj;

    // err comes last: it may never return.
    if (job->module != NULL)
        dynobjfree(&job->module->obj);
    job->seek(job->file, -(vlong)job->taken, 1);  // a pipe need not
    err(job->why);
    return NULL;
}

Dynobj *dynloadgen(void *file, long (*read)(void *file, void *buf, long nbytes),
                   vlong (*seek)(void *file, vlong n, int type),
                   void (*err)(char *text), Dynsym *exports, int nexport,
                   ulong maxsize)
{
    struct job job = {
        .file = file,
        .read = read,
        .seek = seek,
        .exports = exports,
        .nexport = nexport,
        .maxsize = maxsize,
        .fd = -1,
    };
    return dynload(&job, err);
}

void dynfreeimport(Dynobj *o)
{
    if (o == NULL)
        return;
    free(o->import);
    o->import = NULL;
    o->nimport = 0;
}

void dynobjfree(Dynobj *o)
{
    struct loaded *module = (struct loaded *)o;
    if (o == NULL)
        return;
    while (module->hooks != NULL) {
        struct hook *hook = module->hooks;
        module->hooks = hook->next;
        hook->gone(hook, o);
    }
    dynfreeimport(o);
    dynunmap(module);
    free(o);
}
