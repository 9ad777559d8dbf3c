// loader.c - the target: the loader is given a module, in three ways.
//
// From memory in one piece; then from a pipe, a few bytes at a time, or from a
// file, mapped and without a limit: which has to come to the same end, with the
// same words. Then perhaps once more while something fails: a call for memory,
// a read. What is done depends on the input alone.
//
// Nothing of a module is ever called.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "a.out.h"
#include "fuzz/target.h"
#include "fuzz/watch.h"
#include "test/source.h"

#define LIMIT (1 << 24)

// What came of an attempt.
struct result {
    Dynobj *obj;  // or nil
    char why[ERRMAX];
};

// One export: it is found, and only by its own signature.
static void check_export(Dynobj *o, Dynsym *sym)
{
    ulong at = sym->addr - (ulong)o->base;
    Dynsym *found = dynfindsym(sym->name, o->export, o->nexport);
    if (strlen(sym->name) >= 4096)
        target_wrong("the name of an export has no end");
    if (found == NULL || strcmp(found->name, sym->name) != 0)
        target_wrong("an export is not found by its name");
    if (at > o->size || (at == o->size && sizeof(long) == 8))
        target_wrong("an export lies outside of the module");
    if (dynimport(o, sym->name, found->sig) != (void *)found->addr)
        target_wrong("dynimport() does not return an export's address");
    if (found->sig != 0 && dynimport(o, sym->name, found->sig ^ 1) != nil &&
        (found->sig ^ 1) != 0)
        target_wrong("dynimport() does not look at the signature");
}

// On LP64 text is as it is in the file.
static void check_text(const Dynobj *o, const uint8_t *bytes)
{
    if (sizeof(long) == 8 && memcmp(o->base, bytes + EXEC_SIZE_LP64, o->text))
        target_wrong("text was changed");
}

// Where everything is.
static void check_places(const Dynobj *o, const uint8_t *bytes)
{
    const uchar *data = o->base + o->text, *end = data + o->data;
    if (o->size != o->text + o->data + o->bss)
        target_wrong("the sizes do not add up");
    if ((uchar *)o->export < data ||
        (uchar *)(o->export + o->nexport + 1) > end)
        target_wrong("the export table is not in data");
    for (ulong i = 0; i < o->bss; i += 4096)
        if (end[i] != 0)
            target_wrong("bss is not zero");
    check_text(o, bytes);
}

// What a program does with a module, short of calling it.
static void use(Dynobj *o)
{
    if (dyntabsize(o->export) != o->nexport)
        target_wrong("the export table ends elsewhere");
    for (int i = 0; i < o->nexport; i++)
        check_export(o, &o->export[i]);
    for (int i = 0; i < o->nimport; i++)
        if (o->import[i] < target_table ||
            o->import[i] >= target_table + target_nsym)
            target_wrong("an import is not of the program's table");
    dynimport(o, "no such name", 0);
}

static void load(struct result *result, struct source *s, ulong limit)
{
    result->obj = source_load(s, target_table, target_nsym, limit);
    snprintf(result->why, sizeof result->why, "%s", err_text());
    if (err_calls() != (result->obj == NULL) ||
        (result->why[0] == '\0') == (result->obj == NULL))
        target_wrong("err was not called once, with a text");
    if (result->obj == NULL && !s->pipe && s->at != 0)
        target_wrong("after an error the offset is elsewhere");
}

// May two loads of the same bytes differ like that? Where a file ends too early
// is noticed depends on whether what is passed over is read, or may lie behind
// the end. And a name that is relocated depends on where the image lies.
static bool may_differ(const char *why)
{
    return strncmp(why, "error reading object file: ", 27) == 0 ||
           strncmp(why, "invalid export table: ", 22) == 0;
}

// Both are of one opinion.
static void compare(const struct result *a, const struct result *b)
{
    if (strcmp(a->why, b->why) != 0 && !may_differ(a->why) &&
        !may_differ(b->why)) {
        fprintf(stderr, "%s\n%s\n", a->why, b->why);
        target_wrong("the same bytes have two ends");
    }
    if (a->obj != NULL && b->obj != NULL && a->obj->nexport != b->obj->nexport)
        target_wrong("the same bytes make two modules");
}

// What cannot be read, and why, is said in the system's words.
static void check_descriptor(void)
{
    char why[ERRMAX];
    if (dynloadfd(-1, target_table, target_nsym, 0) != NULL)
        target_wrong("no file, and it loads");
    rerrstr(why, sizeof why);
    if (strstr(why, strerror(EBADF)) == NULL)
        target_wrong("the system's reason is missing");
}

// From a file. Without a limit, what is refused for its size may load; and for
// an image of some GB there may be no memory.
static void load_file(struct result *result, const uint8_t *bytes, size_t size)
{
    static int fd = -1;
    if (fd < 0)
        fd = memfd_create("module", 0);
    if (fd < 0 || ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0 ||
        write(fd, bytes, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    result->obj = dynloadfd(fd, target_table, target_nsym, 0);
    result->why[0] = '\0';
    if (result->obj != NULL)
        return;
    rerrstr(result->why, sizeof result->why);
    if (lseek(fd, 0, SEEK_CUR) != 0)
        target_wrong("after an error the file's offset is elsewhere");
}

static bool is_about_size(const char *why)
{
    return strstr(why, "object too big") != NULL ||
           strstr(why, "out of memory") != NULL;
}

// Something fails, and what that is depends on the input.
static void load_failing(const uint8_t *bytes, size_t size, uint32_t hash)
{
    struct source s = {.bytes = bytes, .n = size, .file = hash & 128};
    struct result result;
    watch.calls = 0;
    watch.fail = hash % 8;
    if (watch.fail == 0)
        s.fail_read = 1 + (int)(hash / 8 % 4);
    s.lie = hash & 64 ? -1 : 1L << 30;
    load(&result, &s, LIMIT);
    watch.fail = 0;
    dynobjfree(result.obj);
}

// Once more in another way, and to the same end.
static void load_again(const struct result *whole, const uint8_t *bytes,
                       size_t size, bool from_file)
{
    struct source pipe = {.bytes = bytes, .n = size, .pipe = true, .most = 97};
    struct result result;
    if (from_file)
        load_file(&result, bytes, size);
    else if (dynloadable(&pipe, source_read, source_seek))
        target_wrong("dynloadable() took from a pipe");
    else
        load(&result, &pipe, LIMIT);
    if (!from_file ||
        (!is_about_size(whole->why) && !is_about_size(result.why)))
        compare(whole, &result);
    if (result.obj != NULL)
        check_text(result.obj, bytes);
    dynfreeimport(result.obj);
    dynobjfree(result.obj);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct source s = {.bytes = bytes, .n = size};
    uint32_t hash = target_hash(bytes, size);
    struct result whole;
    watch_begin(1 << 20 | 16 * size);
    if (size == 0)
        check_descriptor();
    bool loadable = dynloadable(&s, source_read, source_seek);
    if (s.at != 0)
        target_wrong("dynloadable() leaves the offset elsewhere");

    load(&whole, &s, LIMIT);
    if (whole.obj != NULL) {
        if (!loadable)
            target_wrong("dynloadable() says no, and it loads");
        check_places(whole.obj, bytes);
        use(whole.obj);
        target_accepted++;
    }
    load_again(&whole, bytes, size, hash & 1);
    dynobjfree(whole.obj);
    if (hash & 2)
        load_failing(bytes, size, hash / 4);
    watch_end();
    return 0;
}
