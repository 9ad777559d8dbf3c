// ld-listing.c - what is in the module, line by line: the -v of aoutld.

#include "ld.h"

static void list_imports(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nglobals; i++) {
        const struct global *global = &ld->globals[i];
        if (global->kind == GLOBAL_IMPORT)
            fprintf(file, "import %08lx %s\n",
                    (unsigned long)signature_of(global), global->name);
        else if (global->kind == GLOBAL_ZERO)
            fprintf(file, "weak 00000000 %s\n", global->name);
    }
}

static void list_signofs(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_SIGNOF)
            fprintf(file, "signof %08lx %s\n",
                    (unsigned long)signature_of(&ld->globals[i]),
                    ld->globals[i].name);
}

void list_exports(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nexports; i++)
        fprintf(file, "export %08lx %s\n",
                (unsigned long)signature_of(ld->exports[i]),
                ld->exports[i]->name);
    list_signofs(ld, file);
}

// With the number of the import, which is in the word's upper half.
static void list_fixups(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nfixups; i++) {
        const struct fixup *fixup = &ld->fixups[i];
        fprintf(file, "relocation +0x%llx mode %d",
                (unsigned long long)fixup->address, fixup->mode);
        if (fixup->mode == MODE_IMPORT)
            fprintf(file, " import %lu",
                    (unsigned long)get_le(ld->image + fixup->address + 4, 4));
        fputc('\n', file);
    }
}

void list_module(const struct linker *ld, FILE *file)
{
    fprintf(file, "text %llu\ndata %llu\nbss %llu\n",
            (unsigned long long)ld->text, (unsigned long long)ld->data,
            (unsigned long long)ld->bss);
    list_imports(ld, file);
    list_exports(ld, file);
    list_fixups(ld, file);
}
