// imports.c - find each import in the table that the program gave.
//
// An LP64 module lists its imports sorted by name. The program's table is
// sorted too, so each search begins where the last one ended, and the whole is
// a merge. Inferno's linker lists them in no order: each search begins at 0.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loader.h"

// The least that an import takes in the file: a signature, and a name of one
// character with its zero.
#define SMALLEST 6

// Is it there all the same? Then the table is not sorted, and to say
// "undefined" would send the reader looking in the wrong place.
static bool there(const char *name, Dynsym *syms, int nsym)
{
    for (int i = 0; i < nsym && syms[i].name != NULL; i++) {
        if (strcmp(syms[i].name, name) == 0)
            return true;
    }
    return false;
}

// The names that the program does not have, for one message about all of them,
// so that they can be added to the program in one go.
struct missing {
    char list[ERRMAX];  // "a, b, c", or at its end ", ..."
    bool cut;           // it ends so: no more is added
    uint count;
};

// The list is at most so long that the whole message fits an error string.
#define LIST (ERRMAX - sizeof "undefined symbols: , ... (2147483647)")

static void note_missing(struct missing *missing, const char *name)
{
    char quoted[QUOTED];
    const char *comma = missing->count++ == 0 ? "" : ", ";
    if (missing->cut)
        return;
    dynquote(quoted, sizeof quoted, name);
    size_t used = strlen(missing->list);
    missing->cut = used + strlen(comma) + strlen(quoted) > LIST;
    snprintf(missing->list + used, sizeof missing->list - used, "%s%s", comma,
             missing->cut ? "..." : quoted);
}

static bool tell_missing(struct job *job, const struct missing *missing)
{
    if (missing->count == 0)
        return true;
    if (missing->count == 1)
        return dynfail(job, "undefined symbol: %s", missing->list);
    if (!missing->cut)
        return dynfail(job, "undefined symbols: %s", missing->list);
    return dynfail(job, "undefined symbols: %s (%u)", missing->list,
                   missing->count);
}

// Is sym what the module wants to import? sym is nil if there is none. (The
// table is searched through for the first name that is missing, not for each of
// them: a file may list many.)
static bool matches(struct job *job, struct missing *missing, const Dynsym *sym,
                    const char *name, ulong sig)
{
    char quoted[QUOTED];
    bool first = missing->count == 0;
    bool found =
        sym != NULL && sym->name != NULL && strcmp(sym->name, name) == 0;
    if (!found && first && there(name, job->exports, job->nexport))
        return dynfail(job, "program's table is not sorted: %s",
                       dynquote(quoted, sizeof quoted, name));
    if (!found)
        note_missing(missing, name);
    else if (first && sig != 0 && sym->sig != 0 && sig != sym->sig)
        return dynfail(job, "signature mismatch: %s (%08lx != %08lx)",
                       dynquote(quoted, sizeof quoted, name), sig, sym->sig);
    return true;
}

// The next import of the section. Returns its name, or nil after dynfail().
static const char *next_import(struct job *job, ulong *sig)
{
    const uchar *p = dynnext(job, 4, "imports");
    if (p == NULL)
        return NULL;
    *sig = dynbig4(p);
    const char *name = (const char *)job->next;
    const uchar *zero = memchr(name, '\0', dynleft(job));
    if (zero == NULL) {
        dynfail(job,
                "dynamic object: the section ends within an import's name");
        return NULL;
    }
    job->next = zero + 1;
    return name;
}

// Strictly ascending, so that each is listed once and the merge misses none.
static bool in_order(struct job *job, uint i, const char *last,
                     const char *name)
{
    char quoted[QUOTED];
    if (name[0] == '\0')
        return dynfail(job, "dynamic object: import %u has no name", i);
    if (dynmachine.strict && last != NULL && strcmp(last, name) >= 0)
        return dynfail(job, "dynamic object: import %u is not in order: %s", i,
                       dynquote(quoted, sizeof quoted, name));
    return true;
}

// How far ahead the next of so many imports is, if all are spread evenly over
// the rest of the table.
static uint distance(const struct job *job, int at, uint imports)
{
    return (uint)(job->nexport - at) / imports + 1;
}

// Where the search for each import ends is where that for the next one begins.
static bool bind_all(struct job *job, uint n)
{
    Dynobj *obj = &job->module->obj;
    struct missing missing = {.count = 0};
    const char *last = NULL;
    int at = 0;
    for (uint i = 0; i < n; i++) {
        ulong sig;
        const char *name = next_import(job, &sig);
        if (name == NULL || !in_order(job, i, last, name))
            return false;
        if (!dynmachine.strict)
            at = 0;
        at = dyngallop(name, job->exports, at, job->nexport,
                       distance(job, at, n - i));
        Dynsym *sym = at < job->nexport ? &job->exports[at] : NULL;
        if (!matches(job, &missing, sym, name, sig))
            return false;
        obj->import[i] = sym;
        last = name;
    }
    return tell_missing(job, &missing);
}

bool dynbind(struct job *job)
{
    Dynobj *obj = &job->module->obj;
    uint n = dynbig4(job->next);  // dynreadsection() has seen that it is there
    job->next += 4;
    if (n > dynleft(job) / SMALLEST || n > dynmachine.maximports)
        return dynfail(job,
                       "dynamic object: %u imports: at most %u are "
                       "possible, in %zu bytes",
                       n, dynmachine.maximports, dynleft(job));
    if (n == 0)
        return true;
    obj->import = calloc(n, sizeof *obj->import);
    if (obj->import == NULL)
        return dynfail(job, "out of memory: %u imports", n);
    obj->nimport = (int)n;
    return bind_all(job, n);
}
