// header.c - the first bytes of a module: which machine it is for, and
// where in the file everything else is.

#include "dump.h"

static const struct format formats[] = {
    {"386", DYN_MAGIC | I_MAGIC, EXEC_SIZE, 4, 8, 4, 1024, false},
    {"amd64", DYN_MAGIC_LP64 | S_MAGIC, EXEC_SIZE_LP64, 8, 4096, 8, 0x7fffffff,
     true},
    {"arm64", DYN_MAGIC_LP64 | R_MAGIC, EXEC_SIZE_LP64, 8, 4096, 8, 0x7fffffff,
     true},
    {"riscv64", DYN_MAGIC_LP64 | Y_MAGIC, EXEC_SIZE_LP64, 8, 4096, 8,
     0x7fffffff, true},
};

static const struct format *format_of(uint magic)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (formats[i].magic == magic)
            return &formats[i];
    }
    return NULL;
}

// What a magic that is none of ours may be.
static const char *hint(uint magic)
{
    if (magic == (DYN_MAGIC | S_MAGIC))
        return ": it is Inferno's for amd64, whose addresses have 4 bytes";
    if (format_of(magic ^ DYN_MAGIC_EARLIER ^ DYN_MAGIC_LP64) != NULL)
        return ": it is that of an earlier form: link it again";
    if (format_of(magic | DYN_MAGIC) != NULL ||
        format_of(magic | DYN_MAGIC_LP64) != NULL)
        return ": it is that of an executable, which is not a module";
    if (magic == 0x7f454c46)
        return ": it is ELF's";
    return "";
}

// As many words as there are. Returns false if some are missing.
static bool take_words(struct dump *dump)
{
    uint *words[] = {&dump->head.magic, &dump->head.text, &dump->head.data,
                     &dump->head.bss,   &dump->head.syms, &dump->head.entry,
                     &dump->head.spsz,  &dump->head.pcsz};
    uvlong value;
    for (uint i = 0; i < 8; i++) {
        if (!dump_big(dump, 4 * i, 4, &value))
            return dump_wrong(dump, dump->size,
                              "the file ends within the "
                              "header");
        *words[i] = (uint)value;
        if (i == 0 && (dump->format = format_of((uint)value)) == NULL)
            return dump_wrong(dump, 0,
                              "magic 0x%08llx: not a module for 386, amd64, "
                              "arm64 or riscv64%s",
                              value, hint((uint)value));
    }
    dump->entry8 = dump->head.entry;
    if (dump->format->lp64 && !dump_big(dump, EXEC_SIZE, 8, &dump->entry8))
        return dump_wrong(dump, dump->size, "the file ends within the header");
    return true;
}

// One part behind the other. The sums are of numbers of 32 bits: no overflow.
static void place(struct dump *dump)
{
    const Exec *head = &dump->head;
    dump->text = (struct part){dump->format->header, head->text};
    dump->data = (struct part){dump->text.at + head->text, head->data};
    dump->syms = (struct part){dump->data.at + head->data, head->syms};
    dump->spsz = (struct part){dump->syms.at + head->syms, head->spsz};
    dump->pcsz = (struct part){dump->spsz.at + head->spsz, head->pcsz};
    dump->section = (struct part){dump->pcsz.at + head->pcsz, 4};
    dump->had = dump_had(dump, dump->text) + dump_had(dump, dump->data);
}

static void check_sizes(struct dump *dump)
{
    const Exec *head = &dump->head;
    const struct format *format = dump->format;
    if (((uvlong)format->header + head->text) % format->text_unit != 0)
        dump_wrong(dump, 4,
                   "text: %u bytes: with the header not a multiple of %u",
                   head->text, format->text_unit);
    if (head->data % format->data_unit != 0)
        dump_wrong(dump, 8, "data: %u bytes: not a multiple of %u", head->data,
                   format->data_unit);
    if (format->lp64 && head->spsz != 0)
        dump_wrong(dump, 24, "spsz: %u, not 0", head->spsz);
}

// The export table is an array in data, and has at least its end.
static void check_entry(struct dump *dump)
{
    const Exec *head = &dump->head;
    uvlong end = (uvlong)head->text + head->data;
    uint least = 3 * dump->format->word;
    if (dump->entry8 != head->entry)
        dump_wrong(dump, EXEC_SIZE, "entry again: +0x%llx, not +0x%x",
                   dump->entry8, head->entry);
    if (head->entry % dump->format->data_unit != 0)
        dump_wrong(dump, 20, "entry: +0x%x: not a multiple of %u", head->entry,
                   dump->format->data_unit);
    if (head->entry < head->text || head->data < least ||
        head->entry > end - least)
        dump_wrong(dump, 20,
                   "entry: +0x%x: no room for exports: data is +0x%x to "
                   "+0x%llx",
                   head->entry, head->text, end);
}

static void check_end(struct dump *dump)
{
    const struct {
        struct part part;
        const char *name;
    } parts[] = {
        {dump->text, "text"},
        {dump->data, "data"},
        {dump->syms, "symbols"},
        {dump->spsz, "spsz"},
        {dump->pcsz, "line numbers"},
        {dump->section, "size of the dynamic "
                        "section"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        uvlong had = dump_had(dump, parts[i].part);
        if (had < parts[i].part.size) {
            dump_wrong(dump, dump->size,
                       "the file ends within the %s: %llu of %llu bytes",
                       parts[i].name, had, parts[i].part.size);
            return;
        }
    }
}

bool dump_header(struct dump *dump)
{
    if (!take_words(dump))
        return false;
    place(dump);
    check_sizes(dump);
    check_entry(dump);
    check_end(dump);
    return true;
}
