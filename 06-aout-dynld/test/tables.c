// tables.c - sorted tables, the program's and a module's: what is found, what
// is not. Prints TAP.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loader/loader.h"
#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"

#define MANY 1000

static struct module m;

// Names of even numbers only: "n0000", "n0002", ...
static Dynsym many[MANY + 1];
static char names[MANY][16];

static void fill(void)
{
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "n%04d", 2 * i);
        many[i] = (Dynsym){0, (ulong)i, names[i]};
    }
}

// Every table of up to n symbols, every name in it and between.
static bool finds_all(int n)
{
    char name[16];
    for (int i = 0; i < 2 * n; i++) {
        snprintf(name, sizeof name, "n%04d", i);
        Dynsym *wanted = i % 2 == 0 ? &many[i / 2] : NULL;
        if (dynfindsym(name, many, n) != wanted)
            return false;
    }
    return dynfindsym("a", many, n) == NULL && dynfindsym("z", many, n) == NULL;
}

// From every place, to every symbol at or behind it.
static bool gallops_all(int n)
{
    char name[16];
    for (int from = 0; from <= n; from++) {
        for (int to = 2 * from; to <= 2 * n; to++) {
            snprintf(name, sizeof name, "n%04d", to);
            if (dyngallop(name, many, from, n, 1) != (to + 1) / 2 ||
                dyngallop(name, many, from, n, 7) != (to + 1) / 2)
                return false;
        }
    }
    return true;
}

// The library's calls of strcmp() come by here (--wrap, see the Makefile).
static int comparisons;

int __real_strcmp(const char *a, const char *b);
int __wrap_strcmp(const char *a, const char *b);
int __wrap_strcmp(const char *a, const char *b)
{
    comparisons++;
    return __real_strcmp(a, b);
}

// A symbol that is so far ahead, in a table of 1,000: as many comparisons as
// loader/find.c says, whatever time that takes.
static bool gallops_fast(int ahead)
{
    int most = 1;
    for (int n = ahead + 1; n > 1; n /= 2)
        most += 2;
    comparisons = 0;
    return dyngallop(names[ahead], many, 0, MANY, 1) == ahead &&
           comparisons <= most;
}

// One within the first step: as many as to find it there, and one more; also if
// the table ends there.
static bool steps_fast(int ahead, int n)
{
    comparisons = 0;
    return dyngallop(names[ahead], many, 0, n, 64) == ahead &&
           comparisons <= 1 + 6;
}

static void find(void)
{
    bool all = true, gallop = true;
    for (int n = 0; n < 40; n++) {
        all = all && finds_all(n);
        gallop = gallop && gallops_all(n);
    }
    ok(all && finds_all(MANY), "dynfindsym() finds all that is there, no more");
    ok(gallop, "... and so does the search that goes on from the last one");
    bool fast = true;
    for (int ahead = 0; ahead < MANY; ahead++)
        fast = fast && gallops_fast(ahead);
    ok(fast, "... with 1 + 2 log (d + 1) comparisons for d places, in a large"
             " table");
    for (int ahead = 0; ahead < 64; ahead++)
        fast = fast && steps_fast(ahead, MANY) && steps_fast(ahead, 64);
    ok(fast, "... with 1 + log n in a first step of n places");
    ok(dynfindsym("n0000", NULL, 0) == NULL &&
           dynfindsym("n0000", many, -1) == NULL,
       "... of nothing: nil");
    ok(dyntabsize(many) == MANY, "dyntabsize() counts up to a nil name");
    ok(dyntabsize(&many[MANY]) == 0 && dyntabsize(nil) == 0,
       "... which is 0 of "
       "nothing");
    Dynsym twice[] = {{0, 1, "a"}, {0, 2, "b"}, {0, 3, "b"}, {0, 4, "b"}};
    ok(dynfindsym("b", twice, 4) == &twice[1], "of equal names, the first");
    ok(dynfindsym("n0004", many, MANY + 1) == &many[2] &&
           dynfindsym("z", many, MANY + 1) == NULL,
       "a nil name that was counted in ends the table all the same");
}

// Loads m with this table; returns the error's text, or "" if it loads.
static const char *load(Dynsym *table, int n)
{
    size_t size;
    uchar *file = module_write(&m, &size);
    struct source s = {.bytes = file, .n = size};
    dynobjfree(source_load(&s, table, n, 0));
    free(file);
    return err_text();
}

// The thread's error string.
static const char *reason(void)
{
    static char text[ERRMAX];
    rerrstr(text, sizeof text);
    return text;
}

static void signatures(void)
{
    Dynsym table[3];
    memcpy(table, host_table, sizeof table);
    module_init(&m);
    is(load(table, 2), "", "signatures: equal ones match");
    table[0].sig = 0xabcd;
    is(load(table, 2), "signature mismatch: host_ask (00000011 != 0000abcd)",
       "... others do not");
    table[0].sig = 0;
    is(load(table, 2), "", "... 0 in the program matches");
    table[0].sig = 0xabcd;
    m.imports[0].sig = 0;
    is(load(table, 2), "", "... 0 in the module matches");

    module_init(&m);
    size_t size;
    uchar *file = module_write(&m, &size);
    struct source s = {.bytes = file, .n = size};
    Dynobj *o = source_load(&s, host_table, 2, 0);
    ok(dynimport(o, "count", 0x102) != nil, "dynimport(): the right signature");
    ok(dynimport(o, "count", 0) != nil, "... 0 asks for none");
    ok(dynimport(o, "count", 0x103) == nil, "... a wrong one: nil");
    is(reason(), "signature mismatch: count (00000102 != 00000103)",
       "... and the reason is the thread's error string");
    ok(dynimport(o, "coun", 0) == nil, "... a name that is not there: nil");
    is(reason(), "not exported: coun", "... and the reason");
    o->export[2].sig = 0;
    ok(dynimport(o, "count", 0x103) != nil, "... 0 in the module matches");
    dynobjfree(o);
    free(file);
}

static void program_table(void)
{
    Dynsym unsorted[] = {host_table[1], host_table[0], host_table[2]};
    module_init(&m);
    is(load(host_table, 1), "undefined symbol: host_value", "undefined");
    is(load(NULL, 0), "undefined symbols: host_ask, host_value",
       "... in no table at all: all of them");
    is(load(host_table, -1), "undefined symbols: host_ask, host_value",
       "... in less than that");
    is(load(host_table, 3), "", "a table whose nil name is counted in");
    is(load(unsorted, 2), "program's table is not sorted: host_ask",
       "a table that is not sorted: said so, if a search fails");
    Dynsym last[] = {host_table[1], {0, 0, "a"}, {0, 0, "b"}};
    m.imports[0] = m.imports[1];
    m.nimports = m.said_imports = 1;
    is(load(last, 3), "program's table is not sorted: host_value",
       "... also of its first symbol");
    module_init(&m);
    m.imports[1].name = "zzz";
    is(load(host_table, 3), "undefined symbol: zzz",
       "... and a name behind all that are in it");
    module_exports(&m, 3);
    is(load(NULL, 0), "", "a module without imports needs no table");
}

// Imports that lie 1, 2, 3, ... 39 symbols apart.
static bool binds_from(int first)
{
    enum { N = 40 };
    module_exports(&m, 1);
    for (int i = 0; i < N; i++)
        m.imports[i].name = names[first + i * (i + 1) / 2];
    m.nimports = m.said_imports = N;
    size_t size;
    uchar *file = module_write(&m, &size);
    struct source s = {.bytes = file, .n = size};
    Dynobj *o = source_load(&s, many, MANY, 0);
    bool right = o != NULL && o->nimport == N;
    for (int i = 0; i < N && right; i++)
        right = o->import[i]->name == m.imports[i].name;
    dynobjfree(o);
    free(file);
    return right;
}

// A module that imports all of a table: each symbol is compared twice to find
// it, then as the right one, and with the one before it for the order.
static void all_of_it(void)
{
    enum { N = 1000 };
    module_exports(&m, 1);
    for (int i = 0; i < N; i++)
        m.imports[i].name = names[i];
    m.nimports = m.said_imports = N;
    comparisons = 0;
    is(load(many, N), "", "all of a table imported");
    if (WORD == 8)  // on 386, where they have no order, each from the start
        ok(comparisons <= 4 * N, "... with 4 comparisons for each");
}

// The section is as short as it can be with so many imports.
static void short_names(void)
{
    static char letters[26][2];
    static Dynsym table[26];
    module_exports(&m, 0);
    for (int i = 0; i < 26; i++) {
        letters[i][0] = (char)('a' + i);
        table[i] = (Dynsym){0, 1, letters[i]};
        m.imports[i].name = letters[i];
    }
    m.nimports = m.said_imports = 26;
    is(load(table, 26), "", "26 imports with names of one letter");
}

static void merge(void)
{
    bool right = true;
    for (int first = 0; first + 780 < MANY; first++)
        right = right && binds_from(first);
    ok(right, "many imports, each bound to its own symbol");
}

int main(void)
{
    fill();
    find();
    signatures();
    program_table();
    merge();
    all_of_it();
    short_names();
    return finish();
}
