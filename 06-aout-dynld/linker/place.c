// place.c - decide where each section of the objects goes.
//
// What a module cannot have is refused here, as far as a section shows it: the
// loader runs no constructors and knows no threads. Better no module than one
// in which something never happens.

#include <elf.h>
#include <string.h>

#include "ld.h"

// Unwind tables, which nobody reads in a module, and what only they refer to.
static const char *const useless[] = {
    ".eh_frame",
    ".gcc_except_table",
    ".data.rel.local.DW.ref.",
};

// Names that old compilers and assembler sources still use for constructors.
static const char *const constructors[] = {
    ".init_array", ".fini_array", ".preinit_array", ".ctors",
    ".dtors",      ".init",       ".fini",
};

// Is name one of the list, or the beginning of one and then a dot?
static bool is_one_of(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(list[i]);
        if (strncmp(name, list[i], n) == 0 &&
            (name[n] == '\0' || name[n] == '.' || list[i][n - 1] == '.'))
            return true;
    }
    return false;
}

static bool is_useless(const struct section *section)
{
    return !(section->flags & SHF_ALLOC) || section->type == SHT_NOTE ||
           is_one_of(section->name, useless,
                     sizeof useless / sizeof useless[0]);
}

static bool is_constructor(const struct section *section)
{
    return section->type == SHT_INIT_ARRAY || section->type == SHT_FINI_ARRAY ||
           section->type == SHT_PREINIT_ARRAY ||
           is_one_of(section->name, constructors,
                     sizeof constructors / sizeof constructors[0]);
}

// "object: section: name: reason", the name being that of what the section's
// first relocation refers to.
static bool refuse_constructor(struct linker *ld, const struct object *object,
                               const struct section *section)
{
    struct reloc reloc;
    const char *name = NULL;
    if (elf_nrelocs(section) > 0) {
        if (!elf_reloc(&ld->work, object, section, 0, &reloc))
            return false;
        name = reloc.symbol->type == STT_SECTION
                   ? elf_name_at(object, reloc.symbol->index,
                                 reloc.symbol->value + (uint64_t)reloc.addend)
                   : elf_symbol_name(object, reloc.symbol);
    }
    return fail(&ld->work, "%s: %s: %s: a constructor or destructor: %s",
                object->path, section->name, name ? name : "(no name)",
                "nobody would call it");
}

// The same for the first variable in the section. (What has no size is none:
// arm64's assembler calls the beginning of data $d.)
static bool refuse_thread_local(struct linker *ld, const struct object *object,
                                const struct section *section)
{
    size_t number = (size_t)(section - object->sections);
    const char *name = "(no name)";
    for (size_t i = 0; i < object->nsymbols; i++) {
        const struct symbol *symbol = &object->symbols[i];
        if (symbol->index == number && symbol->type == STT_TLS &&
            symbol->size > 0) {
            name = symbol->name;
            break;
        }
    }
    return fail(&ld->work, "%s: %s: %s: thread-local storage is not supported",
                object->path, section->name, name);
}

static bool refuse_odd(struct linker *ld, const struct object *object,
                       const struct section *section)
{
    const char *why = NULL;
    if (section->flags & SHF_EXECINSTR && section->flags & SHF_WRITE)
        why = "is writable and executable";
    else if (section->flags & SHF_EXECINSTR && section->type == SHT_NOBITS)
        why = "is code without bytes";
    else if (section->type != SHT_PROGBITS && section->type != SHT_NOBITS)
        why = "is of a type that is not supported";
    else if (section->flags & SHF_COMPRESSED)
        why = "is compressed";
    else if (section->align & (section->align - 1))
        why = "has an alignment that is no power of two";
    else if (section->align > PAGE)
        why = "has an alignment above 4096";
    return why == NULL ||
           fail(&ld->work, "%s: %s: %s", object->path, section->name, why);
}

// Does the loader have to write into it?
static bool has_words(struct linker *ld, const struct object *object,
                      const struct section *section, bool *words)
{
    *words = false;
    for (size_t i = 0; i < elf_nrelocs(section) && !*words; i++) {
        struct reloc reloc;
        if (!elf_reloc(&ld->work, object, section, i, &reloc))
            return false;
        const struct reloc_type *type = ld->cpu->reloc_type(reloc.type);
        *words = type != NULL && type->use == USE_WORD;
    }
    return true;
}

// Constants with addresses in them cannot stay in text, where the loader must
// not write.
static bool choose_place(struct linker *ld, const struct object *object,
                         struct section *section)
{
    static const char *const relro[] = {".data.rel.ro"};
    bool words;
    if (!has_words(ld, object, section, &words))
        return false;
    if (section->flags & SHF_EXECINSTR)
        section->place = PLACE_TEXT;
    else if (section->type == SHT_NOBITS)
        section->place = PLACE_BSS;
    else if (section->flags & SHF_WRITE)
        section->place =
            is_one_of(section->name, relro, 1) ? PLACE_RELRO : PLACE_DATA;
    else
        section->place = words ? PLACE_RELRO : PLACE_RODATA;
    return true;
}

static bool place_section(struct linker *ld, const struct object *object,
                          struct section *section)
{
    if (section->dropped || is_useless(section)) {
        section->dropped = true;
        return true;
    }
    if (section->size > 0 && section->flags & SHF_TLS)
        return refuse_thread_local(ld, object, section);
    if (section->size > 0 && is_constructor(section))
        return refuse_constructor(ld, object, section);
    if (section->type == SHT_INIT_ARRAY || section->type == SHT_FINI_ARRAY ||
        section->type == SHT_PREINIT_ARRAY)
        return true;  // an empty one
    return refuse_odd(ld, object, section) && choose_place(ld, object, section);
}

bool place_sections(struct linker *ld)
{
    for (size_t i = 0; i < ld->nobjects; i++) {
        struct object *object = &ld->objects[i];
        for (size_t j = 0; j < object->nsections; j++)
            if (!place_section(ld, object, &object->sections[j]))
                return false;
    }
    return true;
}
