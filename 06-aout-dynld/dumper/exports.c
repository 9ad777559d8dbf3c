// exports.c - the export table: three words each, and one without a name
// at the end.
//
// The loader looks at the table after the relocations, and so what they will
// make of it has to be foreseen: an address or a name has to be relocated, and
// with mode 0.

#include <string.h>

#include "dump.h"

// The longest name that the loader takes, its zero included.
#define NAME_MAX_SIZE 4096

// Does a word that is relocated begin there, from and after places of the
// image?
static bool begins(const struct dump *dump, uvlong from, uvlong after)
{
    size_t i = dump_reloc_from(dump, from);
    return i < dump->nsorted && dump->sorted[i]->at < after;
}

// Does one begin before that place, and reach it?
static bool reaches(const struct dump *dump, uvlong at)
{
    uint word = dump->format->word;
    return begins(dump, at < word ? 0 : at - word + 1, at);
}

// Is the word at that place relocated in part?
static bool in_part(const struct dump *dump, uvlong at)
{
    return reaches(dump, at) || begins(dump, at + 1, at + dump->format->word);
}

// The word at that place of the image will be an address in the module.
static bool check_word(struct dump *dump, uvlong at, const char *what)
{
    const struct dump_reloc *reloc = dump_reloc_at(dump, at);
    if (!dump->complete || (reloc != NULL && reloc->mode == 0))
        return true;
    return dump_wrong(dump, dump->text.at + at,
                      "export %zu: its %s is not relocated with mode 0",
                      dump->nexports, what);
}

// The bytes of the name at that place of the image, in data. word is where in
// the file that place was read.
static void find_name(struct dump *dump, struct dump_export *export, uvlong at,
                      uvlong word)
{
    uvlong file = dump->text.at + at, from = dump->head.text;
    uvlong end = from + dump->head.data;
    if (at < from || at >= end) {
        dump_wrong(dump, word, "export %zu: its name at +0x%llx is not in data",
                   dump->nexports, at);
        return;
    }
    uvlong room = at < dump->had ? dump->had - at : 0;
    if (room > NAME_MAX_SIZE)
        room = NAME_MAX_SIZE;
    const uchar *zero = NULL;
    if (room > 0)
        zero = memchr(dump->bytes + file, '\0', (size_t)room);
    if (zero != NULL)
        export->name = (struct part){file, (uvlong)(zero - dump->bytes) - file};
    else if (dump->had == end)
        dump_wrong(dump, file,
                   "export %zu: its name does not end within %llu bytes",
                   dump->nexports, room);
}

static void check_words(struct dump *dump, const struct dump_export *export,
                        uvlong at)
{
    uvlong size = (uvlong)dump->head.text + dump->head.data + dump->head.bss;
    uvlong file = dump->text.at + at;
    uint word = dump->format->word;
    if (export->signature > 0xffffffff)
        dump_wrong(dump, file, "export %zu: a signature of more than 4 bytes",
                   dump->nexports);
    if (dump_reloc_at(dump, at) != NULL)
        dump_wrong(dump, file, "export %zu: its signature is relocated",
                   dump->nexports);
    for (uint i = 0; i < 3; i++) {
        if (in_part(dump, at + i * word))
            dump_wrong(dump, file + i * word,
                       "export %zu: a part of it is relocated", dump->nexports);
    }
    if (check_word(dump, at + word, "address") &&
        (export->address > size ||
         (dump->format->lp64 && export->address == size)))
        dump_wrong(dump, file + word,
                   "export %zu: its address +0x%llx is not in the module",
                   dump->nexports, export->address);
    check_word(dump, at + 2 * word, "name");
}

static void check_name(struct dump *dump, const struct dump_export *export)
{
    char quoted[48];
    if (export->name.at == 0)
        return;  // that was said
    uvlong at = export->name.at - dump->text.at;
    if (reaches(dump, at) || begins(dump, at, at + export->name.size + 1))
        dump_wrong(dump, export->name.at,
                   "export %zu: a part of its name is relocated",
                   dump->nexports);
    if (dump->nexports == 0 || export[-1].name.at == 0)
        return;
    int order = dump_compare(dump, export[-1].name, export->name);
    if (order > 0 || (dump->format->lp64 && order == 0))
        dump_wrong(dump, export->name.at, "export %zu is not in order: %s",
                   dump->nexports,
                   dump_quote(dump, export->name, quoted, sizeof quoted));
}

// Is it a last entry, also when the relocations have been made?
static bool is_end(const struct dump *dump, uvlong name, uvlong at)
{
    uint word = dump->format->word;
    return name == 0 && dump_reloc_at(dump, at + 2 * word) == NULL &&
           !in_part(dump, at + 2 * word);
}

// The entry at that place of the image. Returns false if it was the last one.
static bool take_export(struct dump *dump, uvlong at)
{
    uint word = dump->format->word;
    uvlong file = dump->text.at + at, name;
    struct dump_export export = {0};
    dump_little(dump, file, word, &export.signature);
    dump_little(dump, file + word, word, &export.address);
    dump_little(dump, file + 2 * word, word, &name);
    if (is_end(dump, name, at)) {
        dump->ends = true;
        return false;
    }
    struct dump_export *more =
        dump_grow(dump->exports, dump->nexports, sizeof *dump->exports);
    if (more == NULL)
        return dump_wrong(dump, file, "out of memory");
    dump->exports = more;
    find_name(dump, &export, name, file + 2 * word);
    dump->exports[dump->nexports] = export;
    check_words(dump, &dump->exports[dump->nexports], at);
    check_name(dump, &dump->exports[dump->nexports]);
    dump->nexports++;
    return true;
}

void dump_exports(struct dump *dump)
{
    uvlong at = dump->head.entry, size = 3 * dump->format->word;
    uvlong end = (uvlong)dump->head.text + dump->head.data;
    if (at < dump->head.text || at % dump->format->data_unit != 0)
        return;  // that was said
    for (; size <= dump->had && at <= dump->had - size; at += size) {
        if (!take_export(dump, at))
            return;
    }
    if (dump->had == end && dump->nexports > 0)
        dump_wrong(dump, dump->text.at + at,
                   "the exports do not end within data, after %zu",
                   dump->nexports);
}
