// find.c - look up names in sorted tables of symbols.

#include <string.h>

#include "loader.h"

// A nil name ends a table: it stands behind every name. So a table whose end is
// counted as one of its symbols is searched like any other.
static bool below(const Dynsym *sym, const char *name)
{
    return sym->name != NULL && strcmp(sym->name, name) < 0;
}

// The first of syms[low..high) that is not below name.
static int bisect(const char *name, const Dynsym *syms, int low, int high)
{
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (below(&syms[middle], name))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Steps of doubled width until name is passed, then bisection of the last step.
// If the first step is as wide as the names are apart on average, a symbol that
// is about so far ahead is found with 1 + log step comparisons, however long
// the table is; one d places ahead, with 1 + 2 log (d + 1) if the first step is
// 1.
int dyngallop(const char *name, const Dynsym *syms, int from, int nsym,
              uint step)
{
    int low = from;
    vlong end = (vlong)from + step;  // of this step, even beyond all symbols
    while (end <= nsym && below(&syms[end - 1], name)) {
        low = (int)end;
        step *= 2;
        end += step;
    }
    return bisect(name, syms, low, end <= nsym ? (int)end - 1 : nsym);
}

Dynsym *dynfindsym(char *name, Dynsym *syms, int nsym)
{
    int at = bisect(name, syms, 0, nsym);
    if (at >= nsym || syms[at].name == NULL || strcmp(syms[at].name, name) != 0)
        return NULL;
    return &syms[at];
}

int dyntabsize(Dynsym *t)
{
    int n = 0;
    if (t == NULL)
        return 0;
    while (t[n].name != NULL)
        n++;
    return n;
}

void *dynimport(Dynobj *o, char *name, ulong sig)
{
    char quoted[QUOTED];
    Dynsym *sym = dynfindsym(name, o->export, o->nexport);
    if (sym == NULL) {
        werrstr("not exported: %s", dynquote(quoted, sizeof quoted, name));
        return NULL;
    }
    if (sig != 0 && sym->sig != 0 && sig != sym->sig) {
        werrstr("signature mismatch: %s (%08lx != %08lx)",
                dynquote(quoted, sizeof quoted, name), sym->sig, sig);
        return NULL;
    }
    return (void *)sym->addr;
}
