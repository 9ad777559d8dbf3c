// modfile.c - read a module's file, and believe nothing: an LP64 one.

#include <stdbool.h>
#include <string.h>

#include "modfile.h"

#define HEADER 40

struct modfile {
    const uint8_t *image;
    uint64_t text, data, bss, entry;
    uint64_t nimports;
    const uint8_t *next, *end;  // what is left of the dynamic section
    FILE *list;
};

static uint64_t big(const uint8_t *at, int size)
{
    uint64_t value = 0;
    for (int i = 0; i < size; i++)
        value = value << 8 | at[i];
    return value;
}

static uint64_t word(const struct modfile *module, uint64_t at)
{
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--)
        value = value << 8 | module->image[at + (uint64_t)i];
    return value;
}

static const char *check_header(struct modfile *module, const uint8_t *bytes,
                                size_t size)
{
    if (size < HEADER)
        return "no header";
    uint32_t magic = (uint32_t)big(bytes, 4);
    if (magic != 0xe0008a97 && magic != 0xe0008c47 && magic != 0xe0008e17)
        return "magic";
    module->text = big(bytes + 4, 4);
    module->data = big(bytes + 8, 4);
    module->bss = big(bytes + 12, 4);
    module->entry = big(bytes + 20, 4);
    if (big(bytes + 16, 4) || big(bytes + 24, 4) || big(bytes + 28, 4))
        return "a table that should be empty";
    if (big(bytes + 32, 8) != module->entry)
        return "the two entries differ";
    if ((HEADER + module->text) % 4096 || module->data % 8 || module->bss % 8)
        return "a size that is no multiple";
    if (size - HEADER < 4 + module->text + module->data)
        return "text and data are cut off";
    module->image = bytes + HEADER;
    const uint8_t *section = module->image + module->text + module->data;
    if (big(section, 4) != (uint64_t)(bytes + size - section - 4))
        return "the size of the dynamic section";
    module->next = section + 4;
    module->end = bytes + size;
    return NULL;
}

// The number of size bytes that comes next; false at the end of the section.
static bool next(struct modfile *module, int size, uint64_t *value)
{
    if (module->end - module->next < size)
        return false;
    *value = big(module->next, size);
    module->next += size;
    return true;
}

static const char *check_imports(struct modfile *module)
{
    const char *last = "";
    if (!next(module, 4, &module->nimports))
        return "no number of imports";
    for (uint64_t i = 0; i < module->nimports; i++) {
        uint64_t signature;
        const char *name = (const char *)module->next + 4;
        if (!next(module, 4, &signature) ||
            !memchr(name, 0, (size_t)(module->end - module->next)))
            return "an import is cut off";
        if (strcmp(last, name) >= 0)
            return "imports not ascending";
        if (module->list)
            fprintf(module->list, "import %s\n", name);
        module->next += strlen(name) + 1;
        last = name;
    }
    return NULL;
}

static const char *check_relocation(struct modfile *module, uint64_t at,
                                    uint64_t kind)
{
    if (at % 8 || at < module->text || at > module->text + module->data - 8)
        return "a relocation outside of data";
    if (kind & 0x30 || (kind & 0xf) > 1)
        return "a relocation's mode";
    if ((kind & 0xf) == 1 && word(module, at) >> 32 >= module->nimports)
        return "a relocation's import";
    if (module->list)
        fprintf(module->list, "relocation %d +0x%llx 0x%llx\n",
                (int)(kind & 0xf), (unsigned long long)at,
                (unsigned long long)word(module, at));
    return NULL;
}

static const char *check_relocations(struct modfile *module)
{
    uint64_t count, kind, distance, at = 0;
    if (!next(module, 4, &count))
        return "no number of relocations";
    for (uint64_t i = 0; i < count; i++) {
        if (!next(module, 1, &kind) || kind >> 6 == 3 ||
            !next(module, 1 << (kind >> 6), &distance))
            return "a relocation is cut off";
        if ((kind >> 6 == 1 && distance < 0x100) ||
            (kind >> 6 == 2 && distance < 0x10000))
            return "a distance could be shorter";
        if (i > 0 && distance < 8)
            return "relocations not ascending";
        at += distance;
        const char *wrong = check_relocation(module, at, kind);
        if (wrong)
            return wrong;
    }
    return module->next == module->end ? NULL : "bytes behind the last one";
}

static const char *check_export(struct modfile *module, uint64_t at,
                                const char **last)
{
    uint64_t address = word(module, at + 8), name = word(module, at + 16);
    uint64_t end = module->text + module->data;
    if (word(module, at) >> 32)
        return "a signature of more than 32 bits";
    if (address >= end + module->bss)
        return "an export outside of the image";
    if (name < module->text || name >= end ||
        !memchr(module->image + name, 0, end - name))
        return "an export's name";
    if (strcmp(*last, (const char *)module->image + name) >= 0)
        return "exports not ascending";
    *last = (const char *)module->image + name;
    if (module->list)
        fprintf(module->list, "export %s +0x%llx\n", *last,
                (unsigned long long)address);
    return NULL;
}

static const char *check_exports(struct modfile *module)
{
    const char *last = "";
    uint64_t at = module->entry, end = module->text + module->data;
    if (at % 8 || at < module->text)
        return "the entry";
    for (;; at += 24) {
        if (at > end || end - at < 24)
            return "the export table does not end";
        if (word(module, at + 16) == 0)
            return NULL;
        const char *wrong = check_export(module, at, &last);
        if (wrong)
            return wrong;
    }
}

const char *modfile_check(const uint8_t *bytes, size_t size, FILE *list)
{
    struct modfile module = {.list = list};
    const char *wrong = check_header(&module, bytes, size);
    if (!wrong && list)
        fprintf(list, "text %llu data %llu bss %llu\n",
                (unsigned long long)module.text,
                (unsigned long long)module.data,
                (unsigned long long)module.bss);
    if (!wrong)
        wrong = check_exports(&module);
    if (!wrong)
        wrong = check_imports(&module);
    return wrong ? wrong : check_relocations(&module);
}
