// scan.c - look at every relocation before anything has an address.
//
// The size of the image depends on what the code refers to: each function of
// the host that is called needs a stub, each address that is loaded from a
// table needs a slot in it. So this comes before layout(), and image.c goes
// through the same relocations again, to patch.

#include <elf.h>
#include <string.h>

#include "ld.h"

// Where we are: for messages.
struct at {
    const struct object *object;
    const struct section *section;
    const struct reloc *reloc;
    size_t number;  // of the relocation in the section
};

static bool refuse(struct linker *ld, const struct at *at, const char *why)
{
    return fail_at(&ld->work, at->object, at->section, at->reloc->offset,
                   at->reloc->symbol, why);
}

// The same with the name of the relocation's type in front.
static bool refuse_type(struct linker *ld, const struct at *at,
                        const struct reloc_type *type, const char *why)
{
    char text[160];
    snprintf(text, sizeof text, "%s: %s", type->name, why);
    return refuse(ld, at, text);
}

enum target target_of(const struct symbol *symbol)
{
    const struct global *global = symbol->global;
    if (global == NULL)
        return symbol->index == SHN_UNDEF || symbol->index == INDEX_ABS
                   ? TARGET_NUMBER
                   : TARGET_IMAGE;
    if (global->kind == GLOBAL_IMPORT)
        return TARGET_IMPORT;
    if (global->kind == GLOBAL_ZERO ||
        (global->kind == GLOBAL_DEFINED && global->symbol->index == INDEX_ABS))
        return TARGET_NUMBER;
    return TARGET_IMAGE;
}

struct slot *slot_of(const struct symbol *symbol)
{
    return symbol->global != NULL ? symbol->global->slot : symbol->slot;
}

static bool need_slot(struct linker *ld, const struct at *at, bool stub)
{
    struct symbol *symbol = at->reloc->symbol;
    struct slot *slot = slot_of(symbol);
    if (slot == NULL) {
        slot = work_alloc(&ld->work, 1, sizeof *slot);
        if (slot == NULL)
            return false;
        slot->object = at->object;
        slot->symbol = symbol;
        slot->number = ld->nslots++;
        *ld->last_slot = slot;
        ld->last_slot = &slot->next;
        if (symbol->global != NULL)
            symbol->global->slot = slot;
        else
            symbol->slot = slot;
    }
    if (stub && !slot->has_stub) {
        slot->has_stub = true;
        slot->stub = ld->nstubs++;
    }
    return true;
}

static bool is_listed(const struct linker *ld, const struct global *global)
{
    return names_have(ld->options->imports, global->name);
}

static bool is_hidden(const struct global *global)
{
    return global->visibility == STV_HIDDEN ||
           global->visibility == STV_INTERNAL;
}

// Why the name cannot be asked of the host, or NULL.
static const char *no_import(const struct linker *ld,
                             const struct global *global)
{
    if (edge_section(global->name) != NULL)
        return "not defined: no section of that name is in the module";
    if (is_without(global->name))
        return "ld makes this name, but a module has no such thing";
    if (is_hidden(global))
        return "not defined, and hidden: no import";
    if (ld->options->imports->count > 0)
        return "not defined, and not among the imports that -u allows";
    return NULL;
}

// What -u FILE calls it may be what the source does.
static bool refuse_import(struct linker *ld, const struct at *at,
                          const struct global *global, const char *why)
{
    char text[512];
    const struct name *other = renamed_from(ld->options->imports, global->name);
    if (other == NULL)
        return refuse(ld, at, why);
    snprintf(text, sizeof text, "%s: a header has made this of %s in %s:%lu",
             why, other->text, other->file ? other->file : "", other->line);
    return refuse(ld, at, text);
}

// A name that no object defines: the host's, or one that the linker makes.
//
// The format has no import that may be missing. So a weak name is 0, as in a
// static link, unless -u FILE lists it: then it is imported like any other, and
// a host without it is told by the loader, and not by a call.
static bool make_import(struct linker *ld, const struct at *at,
                        struct global *global)
{
    bool made = false;
    if (is_listed(ld, global) && !is_hidden(global)) {
        global->kind = GLOBAL_IMPORT;
        return true;
    }
    if (!make_edge(ld, global, &made))
        return false;
    if (made)
        return true;
    const char *why = global->strong ? no_import(ld, global) : NULL;
    if (why != NULL)
        return refuse_import(ld, at, global, why);
    global->kind = global->strong ? GLOBAL_IMPORT : GLOBAL_ZERO;
    return true;
}

// Makes sure that the symbol stands for something.
static bool settle(struct linker *ld, const struct at *at)
{
    struct symbol *symbol = at->reloc->symbol;
    if (symbol->global == NULL)
        return symbol->index == SHN_UNDEF ||
               is_definition(at->object, symbol) ||
               refuse(ld, at, "refers to a section that is not kept");
    return symbol->global->kind != GLOBAL_UNDEFINED ||
           make_import(ld, at, symbol->global);
}

static bool refuse_unknown(struct linker *ld, const struct at *at)
{
    char text[80];
    snprintf(text, sizeof text, "relocation type %u is not known here",
             (unsigned)at->reloc->type);
    return refuse(ld, at, text);
}

// An address, which the loader has to write: not into code or constants.
static bool scan_word(struct linker *ld, const struct at *at,
                      const struct reloc_type *type)
{
    if (at->section->place <= PLACE_RODATA)
        return refuse_type(ld, at, type,
                           "an address in code: compile with -fPIC");
    ld->nwords++;
    return true;
}

static bool scan_near(struct linker *ld, const struct at *at,
                      const struct reloc_type *type)
{
    return target_of(at->reloc->symbol) == TARGET_IMAGE ||
           refuse_type(ld, at, type, "not in this module: compile with -fPIC");
}

// "end()" means a function of the host's, and not the end of the image.
static bool is_no_function(const struct symbol *symbol)
{
    const struct global *global = symbol->global;
    return global != NULL && global->kind == GLOBAL_EDGE &&
           global->array == NULL;
}

static bool scan_call(struct linker *ld, const struct at *at)
{
    if (is_no_function(at->reloc->symbol))
        return refuse(ld, at,
                      "the linker makes this name, and it is no function:"
                      " list it in -u FILE to import it");
    return target_of(at->reloc->symbol) == TARGET_IMAGE ||
           need_slot(ld, at, true);
}

static bool scan_reloc(struct linker *ld, const struct at *at)
{
    struct reloc high;
    const struct reloc_type *type = ld->cpu->reloc_type(at->reloc->type);
    if (type == NULL)
        return refuse_unknown(ld, at);
    switch (type->use) {
    case USE_NONE:
    case USE_ALIGN:
        return true;
    case USE_WORD:
        return settle(ld, at) && scan_word(ld, at, type);
    case USE_NEAR:
    case USE_HIGH:
        return settle(ld, at) && scan_near(ld, at, type);
    case USE_CALL:
        return settle(ld, at) && scan_call(ld, at);
    case USE_SLOT:
        return settle(ld, at) && need_slot(ld, at, false);
    case USE_LOW:
        return find_high(ld, at->object, at->section, at->reloc, &high);
    case USE_PLUS:
    case USE_MINUS:
        return check_difference(ld, at->object, at->section, at->number) &&
               settle(ld, at) && scan_near(ld, at, type);
    case USE_TLS:
        return refuse_type(ld, at, type,
                           "thread-local storage is not supported");
    case USE_FAR:
        return refuse_type(ld, at, type,
                           "another code model: compile without -mcmodel");
    case USE_NEVER:
        break;
    }
    return refuse_type(ld, at, type,
                       "an address where the loader cannot write it:"
                       " compile with -fPIC");
}

static bool scan_section(struct linker *ld, const struct object *object,
                         const struct section *section)
{
    for (size_t i = 0; i < elf_nrelocs(section); i++) {
        struct reloc reloc;
        struct at at = {object, section, &reloc, i};
        if (!elf_reloc(&ld->work, object, section, i, &reloc) ||
            !scan_reloc(ld, &at))
            return false;
    }
    return true;
}

// An indirect function is not the function, but one that says which it is.
static bool refuse_indirect(struct linker *ld, const struct object *object)
{
    for (size_t i = 0; i < object->nsymbols; i++) {
        const struct symbol *symbol = &object->symbols[i];
        if (symbol->type == STT_GNU_IFUNC && symbol->index < object->nsections)
            return fail(&ld->work,
                        "%s: %s: %s: an indirect function (ifunc) is not"
                        " supported",
                        object->path, object->sections[symbol->index].name,
                        symbol->name);
    }
    return true;
}

// The imports' numbers are their order by name.
static void number_imports(struct linker *ld)
{
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_IMPORT)
            ld->globals[i].import = ld->nimports++;
}

bool scan(struct linker *ld)
{
    ld->last_slot = &ld->slots;
    for (size_t i = 0; i < ld->nobjects; i++) {
        const struct object *object = &ld->objects[i];
        if (!refuse_indirect(ld, object))
            return false;
        for (size_t j = 0; j < object->nsections; j++) {
            const struct section *section = &object->sections[j];
            if (section->place != PLACE_NONE &&
                !scan_section(ld, object, section))
                return false;
        }
    }
    number_imports(ld);
    return true;
}
