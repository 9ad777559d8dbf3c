// protect.c - the rights of a module's pages, at each step. Prints TAP.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/maps.h"
#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"
#include "test/wrap.h"

// Of Linux 6.3, which headers may not know yet.
#ifndef PR_SET_MDWE
#define PR_SET_MDWE 65
#define PR_MDWE_REFUSE_EXEC_GAIN 1
#endif

static struct module m;
static int steps, both;

// Called in each callback, and before and after each call for memory.
static void look(void)
{
    steps++;
    both += maps_both();
}

static bool from_file;

static Dynobj *load(void)
{
    size_t size;
    uchar *file = module_write(&m, &size);
    struct source s = {
        .bytes = file, .n = size, .step = look, .file = from_file};
    wrap.step = look;
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, 0);
    wrap.step = NULL;
    free(file);
    if (o == NULL)
        abort();
    return o;
}

static void rights(int least)
{
    bool clean = !maps_both();
    steps = 0;
    Dynobj *o = load();
    if (clean)
        ok(steps >= least && both == 0 && !maps_both(),
           "no page is writable and executable, at any step");
    else
        skip("no page is writable and executable, at any step",
             "this process had such pages before: valgrind's own");
    ok(!wrap.both, "none is asked for");
    uchar *data = o->base + o->text;
    is(maps_rights(o->base), "r-xp", "text: read and execute");
    is(maps_rights(data - 1), "r-xp", "... to its last byte");
    is(maps_rights(data), "rw-p", "data: read and write, from its first");
    is(maps_rights(o->base + o->size - 1), "rw-p", "... to the end of bss");
    int (*answer)(void) = (int (*)(void))(ulong)dynimport(o, "answer", 0);
    ok(answer() == 42, "text is executed");
    *(int *)dynimport(o, "counter", 0) = 5;
    ok(*(int *)dynimport(o, "counter", 0) == 5, "data is written");
    uchar *base = o->base;
    dynobjfree(o);
    is(maps_rights(base), "none", "afterwards nothing is there");
}

// The table begins behind a variable, in the first page of data, and ends in
// the middle of some other page.
static void exports(void)
{
    if (sysconf(_SC_PAGESIZE) != 4096) {
        skip("whole pages of exports: read only",
             "this table is for 4 KB pages");
        return;
    }
    module_exports(&m, 700);
    Dynobj *o = load();
    uchar *data = o->base + o->text;
    uchar *end = (uchar *)&o->export[o->nexport + 1];
    is(maps_rights(data), "rw-p", "exports: the page with a variable before");
    is(maps_rights(data + 4096), "r--p", "... the next whole page: read only");
    is(maps_rights(end - 4096), "r--p", "... and the last whole one");
    is(maps_rights(end), "rw-p", "... the page in which the table ends");
    *(int *)dynimport(o, "s000", 0) = 5;
    ok(strcmp(o->export[699].name, "s699") == 0 &&
           *(int *)dynimport(o, "s699", 0) == 5,
       "... all can be read, and the variable written");
    dynobjfree(o);

    module_exports(&m, 340);  // 8 + 341 * 24 is 2 pages
    o = load();
    end = (uchar *)&o->export[o->nexport + 1];
    if (WORD == 8)
        is(maps_rights(end - 1), "r--p",
           "... which may be the last byte of a page");
    dynobjfree(o);

    module_exports(&m, 339);  // the names begin 24 bytes before that
    o = load();
    if (WORD == 8)
        is(maps_rights(o->export[0].name), "rw-p",
           "... and what is behind it in that page: read and write");
    dynobjfree(o);
}

// A table in two pages, and both hold something else: as many calls as for a
// short one.
static void shared_pages(void)
{
    int calls[2];
    const int n[2] = {1, (int)(4096 / (3 * WORD)) + 30};
    for (int i = 0; i < 2; i++) {
        module_exports(&m, n[i]);
        wrap.calls = 0;
        Dynobj *o = load();
        calls[i] = wrap.calls;
        dynobjfree(o);
    }
    ok(calls[0] == calls[1],
       "exports that have no page of their own: nothing is asked for");
}

// arm64 also has pages of 16 and of 64 KB. mmap() here knows nothing of them,
// but the image has to lie the same way within what it returns.
static void large_pages(void)
{
    module_init(&m);
    wrap.page = 65536;
    Dynobj *o = load();
    wrap.page = 0;
    is(maps_rights(o->base - 1), "r-xp", "pages of 64 KB: text ends with one");
    is(maps_rights(o->base + o->text), "rw-p", "... where data begins");
    if (WORD == 8)
        ok((ulong)o->base % 4096 == EXEC_SIZE_LP64,
           "... the image, behind a multiple of 4 KB as in the file");
    int (*ask)(void) = (int (*)(void))(ulong)dynimport(o, "ask", 0);
    ok(ask() == 7, "... and all works");
    dynobjfree(o);
}

// Text that ends with a page of 64 KB is mapped; what ends with one of 4 KB
// only is not, and neither is what a system refuses to map, for any of these
// reasons.
static void mapped(void)
{
    module_init(&m);
    Dynobj *o = load();
    ok(maps_file(o->base) && !maps_file(o->base + o->text),
       "from a file: text is mapped, and data is not");
    dynobjfree(o);
    wrap.page = 65536;
    o = load();
    ok(!maps_file(o->base), "... pages of 64 KB, text is too short: copied");
    dynobjfree(o);
    module_with_text(&m, 65536 - EXEC_SIZE_LP64);
    o = load();
    ok(maps_file(o->base), "... as long as they are: mapped");
    wrap.page = 0;
    dynobjfree(o);
}

static void refused(void)
{
    const int errors[] = {EPERM, EACCES, ENODEV};
    bool right = true;
    module_init(&m);
    for (int i = 0; i < 3; i++) {
        wrap.refuse = errors[i];
        Dynobj *o = load();
        int (*answer)(void) = (int (*)(void))(ulong)dynimport(o, "answer", 0);
        right = right && !maps_file(o->base) && answer() == 42 &&
                strcmp(maps_rights(o->base), "r-xp") == 0;
        dynobjfree(o);
    }
    wrap.refuse = 0;
    ok(right, "... the system refuses to map text: it is copied");
}

// In a process that may not make memory executable after it was written, as
// with systemd's MemoryDenyWriteExecute: a module loads whose text is mapped.
static int load_hardened(void)
{
    size_t n;
    char why[ERRMAX];
    module_init(&m);
    uchar *file = module_write(&m, &n);
    struct source s = {.bytes = file, .n = n, .file = true}, memory = s;
    memory.file = false;
    if (prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0) != 0)
        return 1;
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, 0);
    int (*answer)(void) = (int (*)(void))(ulong)dynimport(o, "answer", 0);
    if (o == NULL || answer() != 42)
        return 2;
    snprintf(why, sizeof why, "cannot make text executable: %s",
             strerror(EACCES));
    return source_load(&memory, host_table, HOST_NSYM, 0) == NULL &&
                   strcmp(err_text(), why) == 0
               ? 0
               : 3;
}

static void hardened(void)
{
    const char *what = "memory that was written may not become executable: a"
                       " module loads from a file";
    int status = 1 << 8;  // exit status 1
    pid_t child = maps_both() ? -1 : fork();
    if (child == 0)
        _exit(load_hardened());
    if (child > 0)
        waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 1)
        skip(what, "this system cannot be told to forbid it");
    else
        ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, what);
}

// As many pages as the image touches, and no more: where bss ends with a page,
// and some bytes before and behind that.
static void ends(void)
{
    ulong page = (ulong)sysconf(_SC_PAGESIZE);
    bool right = true;
    for (ulong end = 2 * page - 4; end <= 2 * page + 4; end++) {
        module_init(&m);
        m.head.bss = end - m.head.data;
        Dynobj *o = load();
        o->base[o->size - 1] = 1;
        ulong text = (o->text + page - 1) / page;
        ulong rest = (o->data + o->bss + page - 1) / page;
        right = right && wrap.mapped == (text + rest) * page;
        dynobjfree(o);
        right = right && wrap.mapped == 0;
    }
    ok(right,
       "as much is mapped as is needed, and is unmapped, whatever the size");
}

// How many pages of these bytes are in memory; *all is how many there are
// addresses for.
static size_t resident(uchar *from, size_t n, size_t *all)
{
    static uchar there[(1 << 28) / 4096 + 32];
    size_t page = (size_t)sysconf(_SC_PAGESIZE), count = 0;
    size_t before = (size_t)from % page;
    *all = (before + n + page - 1) / page;
    if (mincore(from - before, *all * page, there) != 0)
        abort();
    for (size_t i = 0; i < *all; i++)
        count += there[i] & 1;
    return count;
}

// Can the kernel bring pages before they are touched?
static bool populates(void)
{
    bool can = false;
#ifdef MADV_POPULATE_WRITE
    size_t n = 2 * (size_t)sysconf(_SC_PAGESIZE), all;
    uchar *p = mmap(NULL, n, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    can = p != MAP_FAILED && madvise(p, n, MADV_POPULATE_WRITE) == 0 &&
          resident(p, n, &all) == 2;
    munmap(p, n);
#endif
    return can;
}

// Of the largest read: its bytes, the pages that it is to fill, and how many of
// these were there before.
static size_t most, all_pages, pages;

static void look_at_pages(void *buf, size_t n)
{
    if (n > most)
        pages = resident(buf, most = n, &all_pages);
}

// Loads a file that says it has so much data, and has none.
static void load_large(ulong data)
{
    size_t n;
    module_init(&m);
    m.head.data = (uint)data;
    m.filled = m.head.text;
    uchar *file = module_write(&m, &n);
    struct source s = {.bytes = file, .n = n, .file = true};
    most = 0;
    wrap.reading = look_at_pages;
    dynobjfree(source_load(&s, host_table, HOST_NSYM, 0));
    wrap.reading = NULL;
    free(file);
}

// If a file is refused with that error, its text is copied. One page comes
// faster when it is written to.
static void at_once(const char *how, int refuse)
{
    char what[100];
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    snprintf(what, sizeof what,
             "%s: pages are asked for at once, of a file that lies 1 MB", how);
    if (!populates()) {
        skip(what, "here they come one by one");
        return;
    }
    wrap.refuse = refuse;
    load_large(8 * page);
    bool right = most >= 8 * page && pages == all_pages;
    load_large(1 << 28);
    right = right && most >= 1 << 28 && pages * page == 1 << 20;
    load_large(page);
    wrap.refuse = 0;
    ok(right && (all_pages > 1 || pages == 0), what);
}

#ifdef __aarch64__
// What the library says of code that was written comes by here (--wrap).
static const uchar *new_from, *new_end;

void __real___clear_cache(void *from, void *end);
void __wrap___clear_cache(void *from, void *end);
void __wrap___clear_cache(void *from, void *end)
{
    new_from = from;
    new_end = end;
    __real___clear_cache(from, end);
}

// A processor may fetch instructions that are not there any more; qemu does
// not, so nothing else would show it.
static void caches(void)
{
    module_init(&m);
    Dynobj *o = load();
    ok(new_from <= o->base && new_end >= o->base + o->text,
       "text is copied: the processor is told that it is new");
    dynobjfree(o);
}
#else
static void caches(void)
{
}
#endif

// Both ways of loading: text copied, and text that is the file's pages, which
// nobody but the kernel has written to.
int main(void)
{
    module_init(&m);
    rights(8);
    exports();
    shared_pages();
    large_pages();
    ends();
    caches();
    from_file = true;
    module_init(&m);
    rights(4);
    exports();
    large_pages();
    ends();
    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);  // or they come by the 2 MB
    at_once("text is copied", EPERM);
    if (WORD == 8) {  // on 386 text is always copied, because it is relocated
        at_once("text is mapped", 0);
        mapped();
        refused();
        hardened();
    }
    return finish();
}
