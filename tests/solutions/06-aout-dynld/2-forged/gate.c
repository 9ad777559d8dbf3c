// gate.c - load a driver, if it is what it claims to be: see README.md.

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "a.out.h"
#include "gate.h"
#include "slurp.h"

// The file in memory, and how far the loader has read it.
struct memory {
    uchar *bytes;
    size_t size, at;
};

static long read_memory(void *file, void *buf, long nbytes)
{
    struct memory *memory = file;
    size_t left = memory->size - memory->at;
    size_t n = (size_t)nbytes < left ? (size_t)nbytes : left;
    memcpy(buf, memory->bytes + memory->at, n);
    memory->at += n;
    return (long)n;
}

// As for a pipe: the loader reads what it would have passed over.
static vlong cannot_seek(void *file, vlong n, int type)
{
    (void)file, (void)n, (void)type;
    return -1;
}

static void set_error(char *text)
{
    werrstr("%s", text);
}

static uint big4(const uchar *p)
{
    return (uint)p[0] << 24 | (uint)p[1] << 16 | (uint)p[2] << 8 | p[3];
}

// The loader has read this file from end to end and found nothing wrong with
// its form: so sizes and names can be believed here. (It takes no spsz but 0.)
static bool imports_are_signed(const uchar *file, const Dynobj *obj)
{
    const uchar *p = file + EXEC_SIZE_LP64 + obj->text + obj->data;
    p += (uvlong)big4(file + 16) + big4(file + 28);  // syms, pcsz
    p += 4 + 4;  // the section's size, the number of imports
    for (int i = 0; i < obj->nimport; i++) {
        if (big4(p) == 0)
            return false;
        p += 4;
        p += strlen((const char *)p) + 1;
    }
    return true;
}

// Where an address is in the image. One below the image is far above its end.
static ulong offset(const Dynobj *obj, const void *address)
{
    return (ulong)address - (ulong)obj->base;
}

static bool is_code(const Dynobj *obj, const void *function)
{
    return offset(obj, function) < obj->text;
}

// (One export alone is as large as the table, so the image is not smaller.)
static bool is_table(const Dynobj *obj, const struct driver *driver)
{
    ulong at = offset(obj, driver);
    return at >= obj->text && at <= obj->size - sizeof *driver;
}

static bool is_name(const Dynobj *obj, const char *name)
{
    ulong at = offset(obj, name);
    return at < obj->size && memchr(name, '\0', obj->size - at) != NULL;
}

// Returns NULL, or what is wrong with the table.
static const char *judge(const Dynobj *obj, const Dynsym *sym, ulong signature)
{
    const struct driver *driver;
    if (sym == NULL || sym->sig != signature)
        return "it exports no driver of our type";
    driver = (const struct driver *)sym->addr;
    if (!is_table(obj, driver))
        return "its table does not lie in it";
    if (!is_code(obj, (void *)driver->start) ||
        !is_code(obj, (void *)driver->measure))
        return "a function of its table is not its own";
    if (!is_name(obj, driver->name))
        return "its name is not its own";
    return NULL;
}

static const char *inspect(const uchar *file, Dynobj *obj, ulong signature,
                           struct driver **driver)
{
    if (!imports_are_signed(file, obj))
        return "an import without a signature";
    const Dynsym *sym = dynfindsym(GATE_SYMBOL, obj->export, obj->nexport);
    const char *reason = judge(obj, sym, signature);
    if (reason == NULL)
        *driver = (struct driver *)sym->addr;
    return reason;
}

Dynobj *gate(int fd, Dynsym *exports, int nexport, ulong signature,
             struct driver **driver, char *why)
{
    struct memory memory = {.at = 0};
    memory.bytes = slurp(fd, GATE_LIMIT, &memory.size);
    if (memory.bytes == NULL) {
        snprintf(why, ERRMAX, "it cannot be read, or is too large");
        return NULL;
    }
    Dynobj *obj = dynloadgen(&memory, read_memory, cannot_seek, set_error,
                             exports, nexport, GATE_LIMIT);
    if (obj == NULL) {
        rerrstr(why, ERRMAX);
    } else {
        const char *reason = inspect(memory.bytes, obj, signature, driver);
        if (reason != NULL) {
            snprintf(why, ERRMAX, "%s", reason);
            dynobjfree(obj);
            obj = NULL;
        }
    }
    free(memory.bytes);
    return obj;
}
