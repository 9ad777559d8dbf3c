// bytes.c - every byte of a file, from the first to the last, and beside
// it what it means.
//
// A line has up to 8 bytes that mean one thing; many zeros are "00 * 4096".

#include "dump.h"

#define LINE 8
#define MANY (3 * LINE)  // zeros, which are not written out

// How far the file has been printed.
struct line_printer {
    const struct dump *dump;
    FILE *out;
    uvlong at;
};

// The zeros from here to end, if they are many; or 0.
static uvlong many_zeros(const struct line_printer *p, uvlong end)
{
    uvlong n = 0;
    while (p->at + n < end && p->dump->bytes[p->at + n] == 0)
        n++;
    return n >= MANY ? n : 0;
}

// What one line can show of the bytes up to end; with room behind them, if
// their meaning follows.
static void line(struct line_printer *p, uvlong end, bool meaning)
{
    char hex[32] = "";
    uvlong from = p->at, zeros = many_zeros(p, end);
    if (zeros > 0) {
        snprintf(hex, sizeof hex, "00 * %llu", zeros);
        p->at += zeros;
    }
    for (size_t n = 0; zeros == 0 && n < 3 * LINE && p->at < end; n += 3)
        snprintf(hex + n, 4, " %02x", p->dump->bytes[p->at++]);
    fprintf(p->out, meaning ? "%06llx  %-23s  " : "%06llx  %s", from,
            hex + (zeros == 0));
}

// The next n bytes, or as many as there are, begin here; what is printed until
// done() is their meaning. Returns where they end.
static uvlong begin(struct line_printer *p, uvlong n)
{
    uvlong left = p->dump->size - p->at;
    uvlong end = p->at + (n < left ? n : left);
    line(p, end, true);
    return end;
}

static void done(struct line_printer *p, uvlong end)
{
    fputc('\n', p->out);
    while (p->at < end) {
        line(p, end, false);
        fputc('\n', p->out);
    }
}

// Bytes of one kind, up to end. Of those in the image, each line says where.
static void plain(struct line_printer *p, uvlong end, const char *what)
{
    uvlong text = p->dump->text.at;
    bool image =
        p->dump->format != NULL && p->at >= text && end <= text + p->dump->had;
    while (p->at < end) {
        uvlong from = p->at;
        line(p, end, true);
        fputs(what, p->out);
        if (image)
            fprintf(p->out, " +0x%llx", from - text);
        fputc('\n', p->out);
    }
}

static void header(struct line_printer *p)
{
    const Exec *head = &p->dump->head;
    const struct {
        const char *format;
        uint value;
    } fields[] = {
        {"magic: a module for ", 0},    {"text: %u bytes", head->text},
        {"data: %u bytes", head->data}, {"bss: %u bytes", head->bss},
        {"syms: %u bytes", head->syms}, {"entry: +0x%x", head->entry},
        {"spsz: %u bytes", head->spsz}, {"pcsz: %u bytes", head->pcsz},
    };
    for (uint i = 0; i < 8 && p->dump->size >= 4 * i + 4; i++) {
        uvlong end = begin(p, 4);
        fprintf(p->out, fields[i].format, fields[i].value);
        if (i == 0)
            fputs(p->dump->format->machine, p->out);
        done(p, end);
    }
    if (p->dump->format->lp64 && p->dump->size >= EXEC_SIZE_LP64) {
        uvlong end = begin(p, 8);
        fprintf(p->out, "entry again: +0x%llx", p->dump->entry8);
        done(p, end);
    }
}

static bool ends_before(const struct dump *dump, const struct dump_reloc *reloc,
                        uvlong end)
{
    return dump->text.at + reloc->at + dump->format->word <= end;
}

// The image up to end: the words that are relocated, and what is between them.
static void image(struct line_printer *p, uvlong end)
{
    const struct dump *dump = p->dump;
    uvlong data = dump->data.at < end ? dump->data.at : end;
    while (p->at < end) {
        size_t i = dump_reloc_from(dump, p->at - dump->text.at);
        uvlong to = end;
        if (i < dump->nsorted && ends_before(dump, dump->sorted[i], end))
            to = dump->text.at + dump->sorted[i]->at;
        if (p->at < data)
            plain(p, to < data ? to : data, "text");
        if (p->at < to)
            plain(p, to, "data");
        if (to == end)
            return;
        uvlong word = begin(p, dump->format->word);
        fprintf(p->out, "%s +0x%llx: mode %u: ", to < data ? "text" : "data",
                dump->sorted[i]->at, dump->sorted[i]->mode);
        dump_meaning(dump, dump->sorted[i], p->out);
        done(p, word);
    }
}

static void exports(struct line_printer *p)
{
    const struct dump *dump = p->dump;
    for (size_t i = 0; i < dump->nexports; i++) {
        const struct dump_export *export = &dump->exports[i];
        uvlong end = begin(p, dump->format->word);
        fprintf(p->out, "export %zu: signature %08llx", i, export->signature);
        done(p, end);
        end = begin(p, dump->format->word);
        fprintf(p->out, "export %zu: at +0x%llx", i, export->address);
        done(p, end);
        end = begin(p, dump->format->word);
        fprintf(p->out, "export %zu: name at ", i);
        if (export->name.at == 0)
            fputc('?', p->out);
        else
            fprintf(p->out, "+0x%llx, ", export->name.at - dump->text.at);
        dump_name(dump, export->name, p->out);
        done(p, end);
    }
    if (dump->ends)
        plain(p, p->at + 3 * dump->format->word, "end of the exports");
}

static void section(struct line_printer *p)
{
    const struct dump *dump = p->dump;
    uvlong end = begin(p, 4);
    fprintf(p->out, "dynamic section: %llu bytes", dump->section.size - 4);
    done(p, end);
    if (dump->imports_count.size > 0) {
        end = begin(p, 4);
        fprintf(p->out, "imports: %u", dump->said_imports);
        done(p, end);
    }
    for (size_t i = 0; i < dump->nimports; i++) {
        end = begin(p, 4);
        fprintf(p->out, "import %zu: signature %08x", i,
                dump->imports[i].signature);
        done(p, end);
        end = begin(p, dump->imports[i].name.size + 1);
        fprintf(p->out, "import %zu: ", i);
        dump_name(dump, dump->imports[i].name, p->out);
        done(p, end);
    }
    if (dump->relocs_count.size > 0) {
        end = begin(p, 4);
        fprintf(p->out, "relocations: %u", dump->said_relocs);
        done(p, end);
    }
    for (size_t i = 0; i < dump->nrelocs; i++) {
        end = begin(p, dump->relocs[i].written.size);
        fprintf(p->out, "mode %u at +0x%llx", dump->relocs[i].mode,
                dump->relocs[i].at);
        done(p, end);
    }
}

static void module(struct line_printer *p)
{
    const struct dump *dump = p->dump;
    header(p);
    if (dump->size < dump->format->header)
        return;
    uvlong end = dump->text.at + dump->had;
    if (dump->nexports > 0 || dump->ends) {
        image(p, dump->text.at + dump->head.entry);
        exports(p);
    }
    image(p, end);
    plain(p, end + dump_had(dump, dump->syms), "symbols");
    end = p->at + dump_had(dump, dump->spsz);
    plain(p, end, "spsz");
    end = p->at + dump_had(dump, dump->pcsz);
    plain(p, end, "line numbers");
    if (dump->section.size > 4) {
        section(p);
        end = dump->section.at + dump_had(dump, dump->section);
        plain(p, end, "not understood");
        plain(p, dump->size, "behind the module");
    }
}

void dump_bytes(const struct dump *dump, FILE *out)
{
    struct line_printer p = {dump, out, 0};
    if (dump->format == NULL) {
        // Nothing can be said of the rest, and there may be much of it.
        plain(&p, dump->size < 8 ? dump->size : 8, "not a module");
        return;
    }
    module(&p);
    plain(&p, dump->size, "not understood");
}
