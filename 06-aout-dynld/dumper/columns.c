// columns.c - what is in a module, in columns.
//
// Offsets in the file have six digits or more; offsets in the image begin
// with "+0x", and are right-aligned in a column of 10.

#include "dump.h"

static void place(uvlong at, FILE *out)
{
    char text[24];
    snprintf(text, sizeof text, "+0x%llx", at);
    fprintf(out, "  %10s", text);
}

// As many fields as the file has.
static void header(const struct dump *dump, FILE *out)
{
    const Exec *head = &dump->head;
    const struct {
        const char *name, *format;
        uint value;
    } fields[] = {
        {"magic", "  0x%08x  a module for ", head->magic},
        {"text", "  %10u\n", head->text},
        {"data", "  %10u\n", head->data},
        {"bss", "  %10u\n", head->bss},
        {"syms", "  %10u\n", head->syms},
        {"entry", "  %#10x  where in the image the exports are\n", head->entry},
        {"spsz", "  %10u\n", head->spsz},
        {"pcsz", "  %10u\n", head->pcsz},
    };
    fprintf(out, "header\n  file  field         value\n");
    for (uint i = 0; i < 8 && dump->size >= 4 * i + 4; i++) {
        fprintf(out, "%06x  %-6s", 4 * i, fields[i].name);
        fprintf(out, fields[i].format, fields[i].value);
        if (i == 0)
            fprintf(out, "%s\n", dump->format->machine);
    }
    if (dump->format->lp64 && dump->size >= EXEC_SIZE_LP64)
        fprintf(out, "%06x  %-6s  %#10llx  the same, in 8 bytes\n", EXEC_SIZE,
                "entry", dump->entry8);
}

static void part(const char *name, struct part part, const uvlong *image,
                 FILE *out)
{
    fprintf(out, "%06llx", part.at);
    if (image != NULL)
        place(*image, out);
    else
        fprintf(out, "  %10s", "");
    fprintf(out, "  %10llu  %s\n", part.size, name);
}

static void sections(const struct dump *dump, FILE *out)
{
    uvlong text = 0, data = dump->head.text, bss = data + dump->head.data;
    fprintf(out, "\nsections\n  file       image       bytes\n");
    part("text", dump->text, &text, out);
    part("data", dump->data, &data, out);
    fprintf(out, "%6s", "");
    place(bss, out);
    fprintf(out, "  %10u  bss: zeros, not in the file\n", dump->head.bss);
    part("symbols: not read", dump->syms, NULL, out);
    part("spsz", dump->spsz, NULL, out);
    part("line numbers: not read", dump->pcsz, NULL, out);
    part("dynamic section, with its size", dump->section, NULL, out);
}

static void exports(const struct dump *dump, FILE *out)
{
    fprintf(out, "\nexports: %zu\n", dump->nexports);
    if (dump->nexports > 0)
        fprintf(out, "signature       image  name\n");
    for (size_t i = 0; i < dump->nexports; i++) {
        const struct dump_export *export = &dump->exports[i];
        fprintf(out, " %08llx", export->signature);
        place(export->address, out);
        fputs("  ", out);
        if (export->name.at == 0)
            fputc('?', out);
        dump_name(dump, export->name, out);
        fputc('\n', out);
    }
}

static void imports(const struct dump *dump, FILE *out)
{
    fprintf(out, "\nimports: %u\n", dump->said_imports);
    if (dump->nimports > 0)
        fprintf(out, "signature      number  name\n");
    for (size_t i = 0; i < dump->nimports; i++) {
        fprintf(out, " %08x  %10zu  ", dump->imports[i].signature, i);
        dump_name(dump, dump->imports[i].name, out);
        fputc('\n', out);
    }
}

// The word as the file has it, and what the loader makes of it.
static void relocs(const struct dump *dump, FILE *out)
{
    int width = 2 * (int)dump->format->word;
    fprintf(out, "\nrelocations: %u\n", dump->said_relocs);
    if (dump->nrelocs > 0)
        fprintf(out, "       image  in    mode  %-*s  becomes\n", width,
                "word");
    for (size_t i = 0; i < dump->nrelocs; i++) {
        const struct dump_reloc *reloc = &dump->relocs[i];
        place(reloc->at, out);
        fprintf(out, "  %-4s  %4u  ",
                !reloc->inside                ? "?"
                : reloc->at < dump->head.text ? "text"
                                              : "data",
                reloc->mode);
        if (reloc->inside)
            fprintf(out, "%0*llx  ", width, reloc->word);
        else
            fprintf(out, "%-*s  ", width, "?");
        dump_meaning(dump, reloc, out);
        fputc('\n', out);
    }
}

void dump_columns(const struct dump *dump, FILE *out)
{
    if (dump->format == NULL)
        return;
    header(dump, out);
    if (dump->size < dump->format->header)
        return;
    sections(dump, out);
    exports(dump, out);
    if (dump->imports_count.size > 0)
        imports(dump, out);
    if (dump->relocs_count.size > 0)
        relocs(dump, out);
}
