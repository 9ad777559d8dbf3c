// section.c - the dynamic section: imports, and relocations.

#include <stdlib.h>
#include <string.h>

#include "dump.h"

// The least that an import takes in the file.
#define SMALLEST 6

// What is read of the section: next is the offset in the file, end where it or
// the file ends, said where the section says that it ends.
struct section_reader {
    struct dump *dump;
    uvlong next, end, said;
};

static bool ends_within(struct section_reader *r, const char *what)
{
    // If it is the file that ends here, that was said.
    if (r->end == r->said)
        dump_wrong(r->dump, r->next, "the dynamic section ends within %s",
                   what);
    return false;
}

static bool take(struct section_reader *r, uint n, uvlong *value,
                 const char *what)
{
    if (r->end - r->next < n)
        return ends_within(r, what);
    dump_big(r->dump, r->next, n, value);
    r->next += n;
    return true;
}

// The imports.

static bool take_import(struct section_reader *r, struct dump_import *import)
{
    uvlong signature;
    import->at = r->next;
    if (!take(r, 4, &signature, "an import"))
        return false;
    import->signature = (uint)signature;
    const uchar *name = r->dump->bytes + r->next;
    const uchar *zero = NULL;
    if (r->next < r->end)
        zero = memchr(name, '\0', (size_t)(r->end - r->next));
    if (zero == NULL) {
        r->next = import->at;
        return ends_within(r, "an import's name");
    }
    import->name = (struct part){r->next, (uvlong)(zero - name)};
    r->next += import->name.size + 1;
    return true;
}

static void check_import(struct dump *dump, const struct dump_import *import)
{
    char quoted[48];
    if (import->name.size == 0)
        dump_wrong(dump, import->name.at, "import %zu has no name",
                   dump->nimports);
    else if (dump->format->lp64 && dump->nimports > 0 &&
             dump_compare(dump, import[-1].name, import->name) >= 0)
        dump_wrong(dump, import->name.at, "import %zu is not in order: %s",
                   dump->nimports,
                   dump_quote(dump, import->name, quoted, sizeof quoted));
}

static bool take_imports(struct section_reader *r)
{
    struct dump *dump = r->dump;
    uvlong n, at = r->next;
    if (!take(r, 4, &n, "the number of imports"))
        return false;
    dump->imports_count = (struct part){at, 4};
    dump->said_imports = (uint)n;
    if (n > (r->said - r->next) / SMALLEST || n > dump->format->maximports)
        return dump_wrong(dump, at, "%llu imports in %llu bytes: at most %u", n,
                          r->said - r->next, dump->format->maximports);
    while (dump->nimports < n) {
        struct dump_import *more =
            dump_grow(dump->imports, dump->nimports, sizeof *dump->imports);
        if (more == NULL)
            return dump_wrong(dump, r->next, "out of memory");
        dump->imports = more;
        struct dump_import *import = &dump->imports[dump->nimports];
        if (!take_import(r, import))
            return false;
        check_import(dump, import);
        dump->nimports++;
    }
    return true;
}

// The relocations.

// Moves *at to the word, from the last one.
static bool take_reloc(struct section_reader *r, struct dump_reloc *reloc,
                       uvlong *at)
{
    struct dump *dump = r->dump;
    uvlong kind, distance, written = r->next;
    if (!take(r, 1, &kind, "a relocation"))
        return false;
    if (kind >> 6 == 3) {
        r->next = written;
        return dump_wrong(dump, written,
                          "relocation %zu: byte 0x%02llx: its distance would "
                          "have 8 bytes",
                          dump->nrelocs, kind);
    }
    if (!take(r, 1u << (kind >> 6), &distance, "a relocation")) {
        r->next = written;
        return false;
    }
    if (dump->format->lp64 && (kind & 0x30) != 0)
        dump_wrong(dump, written, "relocation %zu: byte 0x%02llx",
                   dump->nrelocs, kind);
    if (dump->format->lp64 && distance == 0 && dump->nrelocs > 0)
        dump_wrong(dump, written, "relocation %zu: the same word again",
                   dump->nrelocs);
    // Inferno's loader adds up 32 bits: a distance may lead backwards.
    *at += distance;
    if (!dump->format->lp64)
        *at &= 0xffffffff;
    *reloc = (struct dump_reloc){
        .written = {written, r->next - written}, .mode = kind & 0xf, .at = *at};
    return true;
}

// LP64 has no mode 2: its calls go through addresses in data.
static uint maxmode(const struct dump *dump)
{
    return dump->format->lp64 ? 1 : 2;
}

// The index that the word of mode 1 or 2 holds.
static uvlong import_index(const struct dump *dump, uvlong word)
{
    return dump->format->lp64 ? word >> 32 : word >> 22;
}

static void check_reloc(struct dump *dump, struct dump_reloc *reloc)
{
    const struct format *format = dump->format;
    uvlong from = format->lp64 ? dump->head.text : 0;
    uvlong end = (uvlong)dump->head.text + dump->head.data;
    if (reloc->at < from || end < format->word ||
        reloc->at > end - format->word) {
        dump_wrong(dump, reloc->written.at,
                   "relocation %zu: +0x%llx: not a word of +0x%llx to +0x%llx",
                   dump->nrelocs, reloc->at, from, end);
        return;
    }
    if (format->lp64 && reloc->at % 8 != 0) {
        dump_wrong(dump, reloc->written.at,
                   "relocation %zu: +0x%llx: not a multiple of 8",
                   dump->nrelocs, reloc->at);
        return;
    }
    reloc->inside = dump_little(dump, dump->text.at + reloc->at, format->word,
                                &reloc->word);
    if (reloc->mode > maxmode(dump))
        dump_wrong(dump, reloc->written.at, "relocation %zu: mode %u",
                   dump->nrelocs, reloc->mode);
    else if (reloc->mode != 0 &&
             import_index(dump, reloc->word) >= dump->nimports)
        dump_wrong(dump, dump->text.at + reloc->at,
                   "relocation %zu: import %llu of %zu", dump->nrelocs,
                   import_index(dump, reloc->word), dump->nimports);
}

static bool take_relocs(struct section_reader *r)
{
    struct dump *dump = r->dump;
    uvlong n, counted = r->next, at = 0;
    if (!take(r, 4, &n, "the number of relocations"))
        return false;
    dump->relocs_count = (struct part){counted, 4};
    dump->said_relocs = (uint)n;
    if (n > (r->said - r->next) / 2)
        return dump_wrong(dump, counted, "%llu relocations in %llu bytes", n,
                          r->said - r->next);
    while (dump->nrelocs < n) {
        struct dump_reloc *more =
            dump_grow(dump->relocs, dump->nrelocs, sizeof *dump->relocs);
        if (more == NULL)
            return dump_wrong(dump, r->next, "out of memory");
        dump->relocs = more;
        struct dump_reloc *reloc = &dump->relocs[dump->nrelocs];
        if (!take_reloc(r, reloc, &at))
            return false;
        check_reloc(dump, reloc);
        dump->nrelocs++;
    }
    if (dump->format->lp64 && r->next < r->said)
        dump_wrong(dump, r->next, "%llu bytes behind the last relocation",
                   r->said - r->next);
    return true;
}

// The relocations by place.

static int by_place(const void *a, const void *b)
{
    const struct dump_reloc *x = *(struct dump_reloc *const *)a;
    const struct dump_reloc *y = *(struct dump_reloc *const *)b;
    return (x->at > y->at) - (x->at < y->at);
}

// Each relocation makes an address of what it finds: two of one word, or of
// parts of it, make nonsense. (On LP64 that was found out one by one.)
static void sort(struct dump *dump)
{
    dump->sorted = calloc(dump->nrelocs + 1, sizeof(struct dump_reloc *));
    if (dump->sorted == NULL) {
        dump_wrong(dump, 0, "out of memory");
        return;
    }
    for (size_t i = 0; i < dump->nrelocs; i++) {
        if (dump->relocs[i].inside)
            dump->sorted[dump->nsorted++] = &dump->relocs[i];
    }
    qsort(dump->sorted, dump->nsorted, sizeof(struct dump_reloc *), by_place);
    for (size_t i = 1; i < dump->nsorted; i++) {
        const struct dump_reloc *reloc = dump->sorted[i];
        if (!dump->format->lp64 && reloc->at - dump->sorted[i - 1]->at < 4)
            dump_wrong(dump, reloc->written.at,
                       "+0x%llx: a part of the word is relocated twice",
                       reloc->at);
    }
}

size_t dump_reloc_from(const struct dump *dump, uvlong at)
{
    size_t low = 0, high = dump->nsorted;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dump->sorted[middle]->at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct dump_reloc *dump_reloc_at(const struct dump *dump, uvlong at)
{
    size_t i = dump_reloc_from(dump, at);
    if (i == dump->nsorted || dump->sorted[i]->at != at)
        return NULL;
    return dump->sorted[i];
}

void dump_meaning(const struct dump *dump, const struct dump_reloc *reloc,
                  FILE *out)
{
    char quoted[64];
    uvlong index = import_index(dump, reloc->word);
    if (!reloc->inside || reloc->mode > maxmode(dump)) {
        fputc('?', out);
    } else if (reloc->mode == 0) {
        fprintf(out, "+0x%llx", reloc->word);
    } else if (index >= dump->nimports) {
        fprintf(out, "import %llu", index);
    } else {
        // Not in full: a thousand relocations may refer to one long name.
        fputs(
            dump_quote(dump, dump->imports[index].name, quoted, sizeof quoted),
            out);
        vlong more = dump->format->lp64 ? (int)(uint)reloc->word
                                        : (vlong)(reloc->word & 0x3fffff);
        if (reloc->mode == 1 && more != 0)
            fprintf(out, "%+lld", more);
    }
}

void dump_section(struct dump *dump)
{
    uvlong size;
    if (!dump_big(dump, dump->section.at, 4, &size))
        return;
    dump->section.size = 4 + size;
    struct section_reader r = {.dump = dump, .next = dump->section.at + 4};
    r.said = dump->section.at + 4 + size;
    r.end = dump->section.at + dump_had(dump, dump->section);
    if (size < 8)
        dump_wrong(dump, dump->section.at,
                   "dynamic section of %llu bytes: at least 8", size);
    if (r.end < r.said)
        dump_wrong(dump, dump->size,
                   "the file ends within the dynamic section: %llu of %llu "
                   "bytes",
                   r.end - r.next, size);
    dump->complete = take_imports(&r) && take_relocs(&r);
    dump->read = r.next;
    sort(dump);
}
