// debug.c - the target: a list for debuggers, and the object that it names.
//
// The input is the text of the list, a zero, and the bytes of every object in
// the list. They are read by the library, as far as its registering of them,
// and the list by aoutdump -g, too.

#include <stdlib.h>
#include <string.h>

#include "dumper/dump.h"
#include "fuzz/target.h"
#include "fuzz/watch.h"
#include "loader/debug/debug.h"

#define BASE 0x10000028ul

static const uchar *object;
static size_t object_size;

// The checksum is not asked for: no mutation would ever have the right one.
static uchar *read_object(const char *path, uvlong begins, uvlong size,
                          uint crc)
{
    (void)path, (void)crc;
    uchar *bytes = begins > object_size || size > object_size - begins
                       ? NULL
                       : malloc(size + 1);
    if (bytes == NULL) {
        werrstr("has changed since the link");
        return NULL;
    }
    memcpy(bytes, object + begins, size);
    return bytes;
}

static void count(void *context, const char *name, ulong addr, ulong size)
{
    size_t *bytes = context;
    (void)addr, (void)size;
    *bytes += strlen(name);
}

// Is there something in them for a debugger, and for perf?
static bool use(struct symfile *files)
{
    bool useful = false;
    for (struct symfile *f = files; f != NULL; f = f->next) {
        size_t bytes = 0;
        dynfunctions(f, BASE, count, &bytes);
        useful = (!f->shared || dynstub(f, BASE)) && bytes > 0;
        if (f->size < sizeof(Elf64_Ehdr) && useful)
            target_wrong("functions of a file without a header");
    }
    return useful;
}

static char *copy_text(const uint8_t *bytes, size_t size)
{
    char *text = malloc(size + 1);
    if (text != NULL) {
        memcpy(text, bytes, size);
        text[size] = '\0';
    }
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct loaded module = {.obj = {.base = (uchar *)BASE, .size = 1 << 20}};
    size_t length = strnlen((const char *)bytes, size);
    object = bytes + length + (length < size);
    object_size = size - (size_t)(object - bytes);

    // A list may name one object in each of its lines.
    watch_begin((1 << 16) + 8 * size + size * (length / 8));
    for (int round = 0; round < 2; round++) {
        char *text = copy_text(bytes, length);
        if (text == NULL)
            break;
        struct symfile *files =
            dynparselist(&module.obj, "list", text, read_object);
        bool useful = use(files);
        target_accepted += useful && round == 0;
        dynfreesymfiles(files);
        free(text);
        // Once more, and now memory runs out.
        watch.calls = 0;
        watch.fail = 2 + (int)(target_hash(bytes, size) % 8);
    }
    watch.fail = 0;
    char *text = copy_text(bytes, length);
    if (text != NULL)
        dump_list(text, BASE, target_sink());
    free(text);
    fflush(target_sink());
    watch_end();
    return 0;
}
