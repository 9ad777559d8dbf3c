// exports.c - the module's export table, checked once, so that dynimport() can
// trust it: it ends, its names lie in the module, end there too and are sorted,
// and its addresses are the module's own.
//
// This comes after the relocations. What they made of the table counts, and not
// what stood there before.

#include <string.h>

#include "loader.h"

// The longest name, its zero included. Names may overlap: without a limit, a
// file of 10 MB whose names are all tails of one would take minutes to check.
#define NAME_MAX_SIZE 4096

static bool check_name(struct job *job, int i)
{
    const Dynobj *obj = &job->module->obj;
    const char *name = obj->export[i].name;
    ulong at = (ulong)name - (ulong)obj->base;
    if (at < obj->text || at >= obj->text + obj->data)
        return dynfail(job,
                       "invalid export table: the name of export %d is "
                       "not in the module's data",
                       i);
    ulong room = obj->text + obj->data - at;
    if (room > NAME_MAX_SIZE)
        room = NAME_MAX_SIZE;
    if (memchr(name, '\0', room) == NULL)
        return dynfail(job,
                       "invalid export table: the name of export %d does "
                       "not end within %lu bytes",
                       i, room);
    return true;
}

// Sorted, or dynimport() would not find what is there. Only Inferno's linker
// can list a name twice, told to list static symbols as well.
static bool check_order(struct job *job, int i)
{
    const Dynsym *export = job->module->obj.export;
    if (i == 0)
        return true;
    int order = strcmp(export[i - 1].name, export[i].name);
    if (order < 0 || (order == 0 && !dynmachine.strict))
        return true;
    char quoted[QUOTED];
    return dynfail(job, "invalid export table: export %d is not in order: %s",
                   i, dynquote(quoted, sizeof quoted, export[i].name));
}

// A signature has 4 bytes on every machine. "end" is an address that Inferno's
// linker may export, and it lies just behind the image.
static bool check_value(struct job *job, int i)
{
    const Dynobj *obj = &job->module->obj;
    const Dynsym *sym = &obj->export[i];
    ulong at = sym->addr - (ulong)obj->base;
    char quoted[QUOTED];
    if (at >= obj->size && (dynmachine.strict || at > obj->size))
        return dynfail(job,
                       "invalid export table: the address of %s is not in "
                       "the module",
                       dynquote(quoted, sizeof quoted, sym->name));
    if (sym->sig > 0xffffffff)
        return dynfail(job,
                       "invalid export table: the signature of %s has "
                       "more than 4 bytes",
                       dynquote(quoted, sizeof quoted, sym->name));
    return true;
}

bool dyncheckexports(struct job *job)
{
    Dynobj *obj = &job->module->obj;
    ulong room = (obj->text + obj->data - job->entry) / sizeof(Dynsym);
    obj->export = (Dynsym *)(obj->base + job->entry);
    int n = 0;
    while ((ulong)n < room && obj->export[n].name != NULL) {
        if (!check_name(job, n) || !check_order(job, n) || !check_value(job, n))
            return false;
        n++;
    }
    if ((ulong)n == room)
        return dynfail(job,
                       "invalid export table: no end within the module's "
                       "data, after %d symbols",
                       n);
    obj->nexport = n;
    return true;
}
