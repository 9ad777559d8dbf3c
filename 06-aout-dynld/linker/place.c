// place.c - decide where each section of the objects goes.
//
// What a module cannot have is refused here, as far as a section shows it: the
// loader runs no constructors and knows no threads. Better no module than one
// in which something never happens.

#include <elf.h>
#include <string.h>

#include "ld.h"

// Unwind tables, which nobody reads in a module without -f, and what only they
// refer to; and stack frames for profilers.
static const char *const frames[] = {
    ".eh_frame",
    ".gcc_except_table",
    ".data.rel.local.DW.ref.",
    ".data.DW.ref.",
};

static const char *const useless[] = {".sframe"};

// Names that old compilers and assembler sources still use for constructors,
// with a priority behind a dot or without one.
static const char *const constructors[] = {
    ".init_array", ".fini_array", ".preinit_array", ".ctors", ".dtors",
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

// (.note.gnu.property and the like are of type SHT_NOTE.)
static bool is_useless(const struct linker *ld, const struct section *section)
{
    if (!(section->flags & SHF_ALLOC) || section->flags & SHF_EXCLUDE)
        return true;
    if (is_one_of(section->name, frames, sizeof frames / sizeof frames[0]))
        return !ld->options->frames;
    return elf_kind(section) == KIND_PASSED ||
           is_one_of(section->name, useless,
                     sizeof useless / sizeof useless[0]);
}

// .init and .fini are pieces of one function, which starts or ends a program.
// .init.text, or .fini.x, is code like any other.
static bool is_constructor(const struct section *section)
{
    return elf_kind(section) == KIND_LIST ||
           strcmp(section->name, ".init") == 0 ||
           strcmp(section->name, ".fini") == 0 ||
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

// A section of the image that cannot be one, or NULL.
static const char *is_odd(const struct section *section)
{
    if (section->flags & SHF_EXECINSTR && section->flags & SHF_WRITE)
        return "is writable and executable";
    if (section->flags & SHF_EXECINSTR && section->type == SHT_NOBITS)
        return "is code without bytes";
    if (section->flags & SHF_COMPRESSED)
        return "is compressed";
    if (section->align & (section->align - 1))
        return "has an alignment that is no power of two";
    if (section->align > PAGE)
        return "has an alignment above 4096";
    return NULL;
}

static bool refuse_odd(struct linker *ld, const struct object *object,
                       const struct section *section)
{
    const char *why = is_odd(section);
    if (elf_odd_flags(section) != 0)
        return fail(&ld->work,
                    "%s: %s: has a flag that is not supported: 0x%llx",
                    object->path, section->name,
                    (unsigned long long)elf_odd_flags(section));
    return why == NULL ||
           fail(&ld->work, "%s: %s: %s", object->path, section->name, why);
}

// Does the section ask for something that is not known here? What somebody
// calls his own may have a type that we have never seen, unless it belongs to
// the image, or to another section, or says that a linker has to understand it.
static bool is_strange(const struct section *section)
{
    enum kind kind = elf_kind(section);
    if (kind == KIND_OWN)
        return section->flags &
               (SHF_ALLOC | SHF_INFO_LINK | SHF_OS_NONCONFORMING);
    return kind == KIND_UNKNOWN || (section->flags & SHF_ALLOC &&
                                    (kind == KIND_READ || kind == KIND_RELOCS));
}

// gcc puts the code that finds a nested function's variables onto the stack, in
// order to have an address for it. Nobody makes the stack of a program
// executable for the sake of a module: that call would crash.
static bool is_stack_of_code(const struct section *section)
{
    return strcmp(section->name, ".note.GNU-stack") == 0 &&
           section->flags & SHF_EXECINSTR;
}

static bool refuse_strange(struct linker *ld, const struct object *object,
                           const struct section *section)
{
    if (is_stack_of_code(section))
        return fail(&ld->work,
                    "%s: asks for an executable stack, which a program's"
                    " stack is not (the address of a nested function?)",
                    object->path);
    return !is_strange(section) ||
           fail(&ld->work, "%s: %s: is of a type that is not supported: 0x%lx",
                object->path, section->name, (unsigned long)section->type);
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
    if (!refuse_strange(ld, object, section))
        return false;
    if (section->dropped || is_useless(ld, section)) {
        section->dropped = true;
        return true;
    }
    if (section->size > 0 && section->flags & SHF_TLS)
        return refuse_thread_local(ld, object, section);
    if (section->size > 0 && is_constructor(section))
        return refuse_constructor(ld, object, section);
    if (elf_kind(section) == KIND_LIST)
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

bool own_section(struct linker *ld, struct section *section)
{
    uint8_t *bytes = work_alloc(&ld->work, 1, section->size);
    struct section *relocs = work_alloc(&ld->work, 1, sizeof *relocs);
    if (bytes == NULL || relocs == NULL)
        return false;
    memcpy(bytes, section->bytes, section->size);
    section->bytes = bytes;
    if (section->relocs == NULL)
        return true;
    uint8_t *list = work_alloc(&ld->work, 1, section->relocs->size);
    if (list == NULL)
        return false;
    memcpy(list, section->relocs->bytes, section->relocs->size);
    *relocs = *section->relocs;
    relocs->bytes = list;
    section->relocs = relocs;
    return true;
}
