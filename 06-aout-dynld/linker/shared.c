// shared.c - make a module of a shared object, as it is.
//
// A shared object is linked already. Its code reaches its data at a fixed
// distance, its addresses are gathered in tables in data, and what is left to
// do when it is loaded is listed: just what a module is. So nothing in it
// moves. What has the address a there has the address a - HEADER in the image:
//
//     file of the module    header | text ............ | data ...... |
//     shared object         ELF header, tables, code,  | variables,  | bss
//                           constants                  | addresses   |
//                           0 ...        (a page ends) | ...
//
// Text is all that lies in front of the first segment that can be written to,
// and data is the rest. The export table, which a shared object does not have,
// goes where the linker has left room in front of data, or behind bss, which
// then becomes data. (bss costs nothing in a file, and no memory before it is
// used; so it is worth a look whether there is room.)
//
// What cannot be is refused, with its name. A weak name that is not defined is
// 0, as in a module of objects, unless it has a version.

#include <elf.h>
#include <string.h>

#include "shared.h"

#ifndef DF_1_PIE
#define DF_1_PIE 0x08000000
#endif

// What lies where the module has its header, and is not needed.
#define ELF_HEADER 64

// Bytes of zeros, between segments or of bss, that the file of a module may
// have. An object that has more in it would be a surprise, not a module.
#define ZEROS_LIMIT (16 << 20)

static uint64_t page_down(uint64_t address)
{
    return address & ~(uint64_t)(PAGE - 1);
}

static uint64_t word_up(uint64_t address)
{
    return (address + WORD - 1) & ~(uint64_t)(WORD - 1);
}

static bool refuse(struct linker *ld, const char *why)
{
    return fail(&ld->work, "%s: %s", ld->shared->object.path, why);
}

static bool check_flags(struct linker *ld)
{
    const struct dynamic *dynamic = &ld->shared->dynamic;
    if (dynamic->flags & DF_TEXTREL)
        return refuse(ld, "text relocations: compile with -fPIC");
    if (dynamic->flags_1 & DF_1_PIE)
        return refuse(ld, "is a program, and no shared object");
    return true;
}

// Where things are in the shared object, by its own addresses.
struct span {
    uint64_t text_end;    // of the last byte of text
    uint64_t data_begin;  // of the first one of data
    uint64_t data_end, bss_end;
    bool has_data;
};

// One segment more. They come in ascending order.
static bool extend(struct linker *ld, struct span *span,
                   const struct segment *segment)
{
    uint64_t end = segment->address + segment->memory;
    if (end > IMAGE_LIMIT)
        return refuse(ld, "the image would be larger than 2 GiB");
    if ((segment->rights & (PF_W | PF_X)) == (PF_W | PF_X))
        return refuse(ld, "a segment that is writable and executable");
    if (!(segment->rights & PF_W)) {
        span->text_end = end;
        return !span->has_data ||
               refuse(ld, "layout: read-only segments behind writable ones");
    }
    if (!span->has_data)
        span->data_begin = segment->address;
    span->has_data = true;
    if (segment->size > 0)
        span->data_end = segment->address + segment->size;
    span->bss_end = end;
    return true;
}

// The linker of the object has left a page for each kind of rights, or it has
// been told not to.
static bool check_span(struct linker *ld, const struct span *span)
{
    const struct shared *shared = ld->shared;
    uint64_t begin = page_down(span->data_begin), zeros = span->data_end;
    if (span->text_end > begin || begin == 0)
        return refuse(ld, "layout: text and data share a page");
    if (shared->segments[0].address != 0)
        return refuse(ld, "layout: its addresses do not begin at 0: link it "
                          "without -Ttext-segment or --image-base");
    if (shared->segments[0].size < ELF_HEADER ||
        shared->segments[0].bytes != shared->object.bytes)
        return refuse(ld, "layout: text does not begin with the file's header");
    if (zeros > shared->object.size + ZEROS_LIMIT)
        return refuse(ld, "layout: more than 16 MiB of zeros between segments");
    return true;
}

// A module lies at a page, which has 4096 bytes at least.
static bool check_alignment(struct linker *ld)
{
    const struct object *object = &ld->shared->object;
    for (size_t i = 0; i < object->nsections; i++) {
        const struct section *section = &object->sections[i];
        if (section->flags & SHF_ALLOC && section->align > PAGE)
            return fail(&ld->work, "%s: %s: an alignment of %llu bytes",
                        object->path, section->name,
                        (unsigned long long)section->align);
    }
    return true;
}

// An object without variables has no data; a module has a table there.
static bool place(struct linker *ld)
{
    struct span span = {0};
    for (size_t i = 0; i < ld->shared->nsegments; i++)
        if (!extend(ld, &span, &ld->shared->segments[i]))
            return false;
    if (!span.has_data)
        span.data_begin = page_down(span.text_end + PAGE - 1);
    if (span.data_end < span.data_begin)
        span.data_end = span.data_begin;
    if (span.bss_end < span.data_end)
        span.bss_end = span.data_end;
    if (!check_span(ld, &span) || !check_alignment(ld))
        return false;
    uint64_t begin = page_down(span.data_begin);
    ld->text = begin - HEADER;
    ld->data = word_up(span.data_end) - begin;
    ld->bss = word_up(span.bss_end) - begin - ld->data;
    ld->shared->room = span.data_begin - begin;
    return true;
}

bool open_shared(struct linker *ld, const struct input *input)
{
    struct shared *shared = work_alloc(&ld->work, 1, sizeof *shared);
    if (shared == NULL)
        return false;
    shared->object = (struct object){
        .path = input->path, .bytes = input->bytes, .size = input->size};
    ld->shared = shared;
    ld->objects = &shared->object;
    ld->nobjects = 1;
    if (!shared_open(&ld->work, shared) || !check_flags(ld))
        return false;
    hide_init(ld);
    ld->cpu = cpu_of(shared->object.machine);
    return place(ld);
}

// Names.

static const struct version *version_of(const struct linker *ld,
                                        const struct symbol *symbol)
{
    return &ld->shared->versions[symbol - ld->shared->object.symbols];
}

static bool same_version(const struct version *a, const struct version *b)
{
    if (a->name == NULL || b->name == NULL)
        return a->name == b->name;
    return strcmp(a->name, b->name) == 0;
}

// In a module a name is one thing. An object that wants two versions of it, or
// one that is not its own, means two.
static bool check_version(struct linker *ld, const struct symbol *symbol)
{
    const struct symbol *other =
        symbol->global == NULL ? symbol : symbol->global->symbol;
    if (symbol->index != SHN_UNDEF || symbol == other ||
        same_version(version_of(ld, symbol), version_of(ld, other)))
        return true;
    const char *name = version_of(ld, symbol)->name;
    return fail(
        &ld->work, "%s: %s: a version of it (%s) is wanted beside another one",
        ld->shared->object.path, symbol->name, name == NULL ? "none" : name);
}

static bool check_symbol(struct linker *ld, const struct symbol *symbol)
{
    const char *path = ld->shared->object.path;
    bool defined = symbol->index != SHN_UNDEF;
    if (symbol->type == STT_TLS)
        return fail(&ld->work, "%s: %s: thread-local storage is not supported",
                    path, symbol->name);
    if (symbol->type == STT_GNU_IFUNC && defined)
        return fail(&ld->work,
                    "%s: %s: an indirect function (ifunc) is not supported",
                    path, symbol->name);
    if (symbol->index == INDEX_LOADED && symbol->binding != STB_LOCAL &&
        symbol->value - HEADER > ld->text + ld->data + ld->bss)
        return fail(&ld->work, "%s: %s: outside of all segments", path,
                    symbol->name);
    return check_version(ld, symbol);
}

// What a library does for an object of its own, known by its __dso_handle: each
// keeps a function that is to be called later.
static const char *const later[] = {"__cxa_atexit", "__cxa_at_quick_exit",
                                    "__register_atfork"};
#define NLATER (sizeof later / sizeof later[0])

// With -i the host says when the object is gone; without it nobody does.
static const char *no_import(const struct linker *ld, const char *name)
{
    if (strcmp(name, "__cxa_thread_atexit_impl") == 0 ||
        strcmp(name, "atexit") == 0)
        return "is called when the module may be gone: list it in -u FILE to"
               " import it";
    for (size_t i = 0; i < NLATER; i++)
        if (strcmp(name, later[i]) == 0 && !ld->options->init)
            return "leaves a function behind that is to be called at the end:"
                   " -i has the host call it before";
    if (ld->options->imports->count > 0)
        return "not defined, and not among the imports that -u allows";
    return NULL;
}

static bool leaves_behind(const struct linker *ld)
{
    for (size_t i = 0; i < NLATER; i++)
        if (find_global(ld, later[i]) != NULL)
            return true;
    return false;
}

// With -i a module can end like a shared object: __cxa_finalize() is how, and
// crtbeginS.o, which every object has, refers to it weakly. Any other weak name
// with a version was found in a library when the object was linked, and its
// code may rely on that: C++ headers make most of pthread's names weak.
static bool is_wanted(const struct linker *ld, const struct global *global)
{
    if (global->strong)
        return true;
    if (strcmp(global->name, "__cxa_finalize") == 0)
        return ld->options->init && leaves_behind(ld);
    return ld->options->imports->count == 0 &&
           version_of(ld, global->symbol)->name != NULL;
}

static bool make_import(struct linker *ld, struct global *global)
{
    bool listed = names_have(ld->options->imports, global->name);
    const char *why = NULL;
    if (!listed && !is_wanted(ld, global)) {
        global->kind = GLOBAL_ZERO;
        return true;
    }
    if (!listed)
        why = no_import(ld, global->name);
    global->kind = GLOBAL_IMPORT;
    return why == NULL || fail(&ld->work, "%s: %s: %s", ld->shared->object.path,
                               global->name, why);
}

// The imports' numbers are their order by name.
bool scan_shared(struct linker *ld)
{
    const struct shared *shared = ld->shared;
    for (size_t i = 0; i < shared->object.nsymbols; i++)
        if (!check_symbol(ld, &shared->object.symbols[i]))
            return false;
    for (size_t i = 0; i < shared->nrelocs; i++) {
        const struct symbol *symbol = shared->relocs[i].symbol;
        if (symbol != NULL && symbol->global != NULL &&
            symbol->global->kind == GLOBAL_UNDEFINED &&
            !make_import(ld, symbol->global))
            return false;
    }
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_IMPORT)
            ld->globals[i].import = ld->nimports++;
    return find_init(ld);
}

// The tables.

static uint64_t names_size(const struct linker *ld)
{
    uint64_t size = 0;
    for (size_t i = 0; i < ld->nexports; i++)
        size += strlen(ld->exports[i]->name) + 1;
    return size;
}

// bss becomes data, and size bytes are added.
static bool append(struct linker *ld, uint64_t size)
{
    if (ld->bss > ZEROS_LIMIT)
        return refuse(ld, "more than 16 MiB of bss, and no room for the export"
                          " table in front of data");
    ld->data += ld->bss + size;
    ld->bss = 0;
    return ld->text + ld->data <= IMAGE_LIMIT ||
           refuse(ld, "the image would be larger than 2 GiB");
}

// What is exported lies inside of the image, even the name of its end.
static void make_end(struct linker *ld)
{
    for (size_t i = 0; i < ld->nexports; i++)
        if (ld->exports[i]->address >= ld->text + ld->data + ld->bss) {
            ld->bss += WORD;
            return;
        }
}

bool layout_shared(struct linker *ld)
{
    uint64_t lists = init_words(ld) * WORD;
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_DEFINED)
            ld->globals[i].address = ld->globals[i].symbol->value - HEADER;
    if (!add_init(ld))
        return false;
    make_end(ld);
    uint64_t table = (ld->nexports + 1) * EXPORT_ENTRY;
    uint64_t size = word_up(lists + table + names_size(ld));
    uint64_t at = ld->text;
    if (size > ld->shared->room) {
        at += ld->data + ld->bss;
        if (!append(ld, size))
            return false;
    }
    ld->table_address = at + lists;
    ld->names_address = ld->table_address + table;
    place_init(ld, at);
    return true;
}
