// damage.c - a good module, cut off at every length, and with each of its bytes
// changed in six ways: it loads, or it is refused with a message. Prints TAP.
//
// Made for the sanitizers and valgrind, which see what a loader does that only
// seems to get away with it. Nothing of a damaged module is called.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"
#include "test/wrap.h"

static struct module m;
static bool from_file;  // then text is mapped, and else copied
static uchar *good;
static size_t size;
static long blocks;  // what is allocated when no module is

// What a program does with a module that has loaded, short of calling it.
static bool usable(Dynobj *o)
{
    bool right = dyntabsize(o->export) == o->nexport;
    for (int i = 0; i < o->nexport; i++) {
        Dynsym *sym = &o->export[i];
        Dynsym *found = dynfindsym(sym->name, o->export, o->nexport);
        right = right && found != NULL && strcmp(found->name, sym->name) == 0;
        // Inferno's linker may list a name twice, and then one is found.
        if (WORD == 8)
            right = right && found == sym;
    }
    return right;
}

// Loads a file. Returns 1 if it loads, 0 if it is refused, -1 if something is
// not right, after saying what.
static int try(const uchar *bytes, size_t n, size_t where)
{
    struct source s = {.bytes = bytes, .n = n, .file = from_file};
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, 1 << 20);
    bool loaded = o != NULL;
    const char *wrong = NULL;
    if (loaded && !usable(o))
        wrong = "not usable";
    dynobjfree(o);
    if (err_calls() != !loaded || (err_text()[0] == '\0') != loaded)
        wrong = "err was not called once, with a text";
    if (wrap.blocks != blocks || wrap.mapped != 0)
        wrong = "it leaks";
    if (!loaded && s.at != 0)
        wrong = "the offset is elsewhere";
    static int shown;
    if (wrong != NULL && shown++ < 10)
        fprintf(stderr, "# byte %zu, %s: %s\n", where, err_text(), wrong);
    return wrong != NULL ? -1 : loaded;
}

// On LP64 nobody looks at text: so one place in 64 is enough of it.
static bool skipped(size_t at)
{
    return WORD == 8 && at > EXEC_SIZE_LP64 && at < m.head.text && at % 64 != 0;
}

static void cut(const char *what)
{
    bool right = true;
    for (size_t n = 0; n < size; n++) {
        if (skipped(n))
            continue;
        uchar *bytes = malloc(n + !n);  // so long, for the sanitizer
        if (bytes == NULL)
            abort();
        memcpy(bytes, good, n);
        blocks++;
        right = try(bytes, n, n) == 0 && right;
        free(bytes);
        blocks--;
    }
    ok(right, what);
}

// Byte by byte, and each is put back.
static void change(const char *what)
{
    const uchar values[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    int loaded = 0, refused = 0, wrong = 0;
    blocks = wrap.blocks;  // in a static program printf() counts, too
    for (size_t at = 0; at < size; at++) {
        if (skipped(at))
            continue;
        uchar was = good[at];
        for (size_t i = 0; i <= sizeof values; i++) {
            good[at] = i < sizeof values ? values[i] : (uchar)~was;
            int result = try(good, size, at);
            loaded += result == 1;
            refused += result == 0;
            wrong += result < 0;
        }
        good[at] = was;
    }
    // Text and variables may be anything; sizes and offsets may not.
    ok(wrong == 0 && loaded > 100 && refused > 100, what);
}

static void both(const char *kind, bool file)
{
    char what[100];
    from_file = file;
    good = module_write(&m, &size);
    blocks = wrap.blocks;
    const char *from = file ? "from a file" : "from memory";
    snprintf(what, sizeof what, "%s, %s: cut off anywhere, it is refused", kind,
             from);
    cut(what);
    snprintf(what, sizeof what,
             "%s, %s: any byte changed, it loads or is refused", kind, from);
    change(what);
    free(good);
}

int main(void)
{
    module_init(&m);
    both("a module", false);
    both("a module", true);
    module_exports(&m, 20);
    m.head.syms = m.head.pcsz = 8;
    m.nsymbols = 16;
    both("a module with symbols and without imports", false);
    both("a module with symbols and without imports", true);
    return finish();
}
