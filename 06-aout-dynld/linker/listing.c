// listing.c - what is in the module, line by line: the -v of aoutld.

#include <elf.h>

#include "ld.h"
#include "object/shared.h"

// Names come from files, and this goes to a terminal.
static void print_name(const char *name, FILE *file)
{
    for (; *name != '\0'; name++)
        fputc((unsigned char)*name < ' ' || *name == 127 ? '?' : *name, file);
}

static void list_name(const char *name, FILE *file)
{
    print_name(name, file);
    fputc('\n', file);
}

static void list_signed(const char *kind, const struct global *global,
                        FILE *file)
{
    fprintf(file, "%s %08lx ", kind, (unsigned long)global->signature);
    list_name(global->name, file);
}

static void list_imports(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nglobals; i++) {
        const struct global *global = &ld->globals[i];
        if (global->kind == GLOBAL_IMPORT)
            list_signed("import", global, file);
        if (global->kind == GLOBAL_ZERO) {
            fputs("weak 00000000 ", file);
            list_name(global->name, file);
        }
    }
}

static void list_signofs(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_SIGNOF)
            list_signed("signof", &ld->globals[i], file);
}

static void list_incomplete(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nincomplete; i++) {
        fputs("incomplete ", file);
        list_name(ld->incomplete[i], file);
    }
}

void list_exports(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nexports; i++)
        list_signed("export", ld->exports[i], file);
    list_signofs(ld, file);
    list_incomplete(ld, file);
}

// With the number of the import, which is in the word's upper half.
static void list_relocs(const struct linker *ld, FILE *file)
{
    for (size_t i = 0; i < ld->nrelocs; i++) {
        const struct module_reloc *reloc = &ld->relocs[i];
        fprintf(file, "relocation +0x%llx mode %d",
                (unsigned long long)reloc->address, reloc->mode);
        if (reloc->mode == MODE_IMPORT)
            fprintf(file, " import %lu",
                    (unsigned long)get_le(ld->image + reloc->address + 4, 4));
        fputc('\n', file);
    }
}

// What a shared object says of others. A module depends on names alone: which
// files have them, and in which version, is for the host to know.
static void list_shared(const struct linker *ld, FILE *file)
{
    const struct shared *shared = ld->shared;
    for (size_t i = 0; i < shared->dynamic.nneeded; i++) {
        fputs("needed ", file);
        list_name(shared->needed[i], file);
    }
    for (size_t i = 1; i < shared->object.nsymbols; i++) {
        const char *version = shared->versions[i].name;
        if (version == NULL || shared->object.symbols[i].index != SHN_UNDEF)
            continue;
        fputs("version ", file);
        print_name(version, file);
        fputc(' ', file);
        list_name(shared->object.symbols[i].name, file);
    }
    if (ld->unread[0] != '\0')
        fprintf(file, "unread .debug_info: %s\n", ld->unread);
}

void list_module(const struct linker *ld, FILE *file)
{
    fprintf(file, "text %llu\ndata %llu\nbss %llu\n",
            (unsigned long long)ld->text, (unsigned long long)ld->data,
            (unsigned long long)ld->bss);
    if (ld->shared != NULL)
        list_shared(ld, file);
    list_imports(ld, file);
    list_exports(ld, file);
    list_relocs(ld, file);
}
