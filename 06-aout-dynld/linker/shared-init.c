// shared-init.c - the constructors and destructors of a shared object.
//
// A loader of shared objects calls the function DT_INIT, then those of the
// array DT_INIT_ARRAY; at the end those of DT_FINI_ARRAY, the last one first,
// and then DT_FINI. The loader of modules calls nothing. So such an object is
// refused, or, with -i, the module has two lists of addresses, each with a 0 at
// its end:
//
//     _dyninit    constructors, in the order in which they are to be called
//     _dynfini    destructors, in their order
//
// dyninit() and dynfini() call what is in them.
//
// But nearly every object has some that do nothing. gcc brings along crti.o,
// with an _init() that calls a profiler where there is one, and crtbeginS.o,
// whose one constructor and one destructor are for transactional memory. The
// objects that have nothing else need no -i. They are known by what these files
// leave: a section .init that is no longer than that of crti.o, where DT_INIT
// is; and an array of one address. Their code calls nothing, or it looks at the
// address of a weak name:
//
//     _init                   calls __gmon_start__(), if it is there
//     frame_dummy             jumps to register_tm_clones
//     register_tm_clones      calls _ITM_registerTMCloneTable(), if it is there
//     __do_global_dtors_aux   the same with __cxa_finalize()
//
// Nobody else does that; to have the names, and one constructor, is not enough.

#include <elf.h>
#include <string.h>

#include "shared.h"

struct init {
    uint64_t ninit, nfini;   // addresses in the lists, without the 0
    struct global lists[2];  // _dyninit, _dynfini
};

static uint64_t count_of(uint64_t function, const struct extent *array)
{
    return array->size / WORD + (function != 0);
}

// What the loader of shared objects would put there, if it is an address in
// the object itself; or 0.
static uint64_t word_at(const struct shared *shared, uint64_t address)
{
    for (size_t i = 0; i < shared->nrelocs; i++)
        if (shared->relocs[i].offset == address)
            return shared->relocs[i].symbol == NULL
                       ? (uint64_t)shared->relocs[i].addend
                       : 0;
    return 0;
}

// How far crtbeginS.o's functions are looked at: to a reference, to a jump.
#define LOOK 64
#define JUMP 16
#define INSTRUCTION 5  // bytes, of the longest that cpu->jumps() knows

// Does the code look at the name's address?
static bool looks_at(const struct linker *ld, uint64_t function,
                     const struct global *global)
{
    const struct shared *shared = ld->shared;
    const uint8_t *code = NULL;
    size_t size = LOOK + 1;
    while (code == NULL && --size > 0)
        code = shared_at(shared, function, size);
    for (size_t i = 0; i < shared->nrelocs && code != NULL; i++) {
        const struct reloc *reloc = &shared->relocs[i];
        if (reloc->symbol != NULL && reloc->symbol->global == global &&
            ld->cpu->refers(code, size, function, reloc->offset))
            return true;
    }
    return false;
}

// The bytes of an instruction, with zeros behind the end of the code.
static void fetch(const struct shared *shared, uint64_t address,
                  uint8_t bytes[INSTRUCTION])
{
    const uint8_t *code = NULL;
    size_t size = INSTRUCTION + 1;
    while (code == NULL && --size > 0)
        code = shared_at(shared, address, size);
    memset(bytes, 0, INSTRUCTION);
    if (code != NULL)
        memcpy(bytes, code, size);
}

// Does it, or what it jumps to? (That of older compilers has another test in
// front of the jump.)
static bool leads_to(const struct linker *ld, uint64_t function,
                     const struct global *global)
{
    if (looks_at(ld, function, global))
        return true;
    for (size_t i = 0; i < JUMP; i++) {
        uint8_t code[INSTRUCTION];
        fetch(ld->shared, function + i, code);
        uint64_t to = ld->cpu->jumps(code, function + i);
        if (to != 0 && looks_at(ld, to, global))
            return true;
    }
    return false;
}

// As long as those of crti.o and crtn.o: with one call more they are longer.
// Since gcc 14, Debian's for arm64 sign the return address, and check it before
// they return: one instruction more.
#define AUTIASP 0xd50323bf
static uint64_t plain_size(const struct linker *ld, const uint8_t *code,
                           uint64_t size, bool fini)
{
    if (ld->cpu->machine == EM_X86_64)
        return fini ? 13 : 27;
    bool checks = ld->cpu->machine == EM_AARCH64 && size >= 8 &&
                  get_le(code + size - 8, 4) == AUTIASP;
    return (fini ? 20 : 24) + (checks ? 4 : 0);
}

// Do they do nothing? That of .init may call the profiler's __gmon_start__().
static bool does_nothing(const struct linker *ld, uint64_t function,
                         uint64_t size, bool fini)
{
    const uint8_t *code = shared_at(ld->shared, function, size);
    const struct global *profiler = find_global(ld, "__gmon_start__");
    if (code == NULL || size > plain_size(ld, code, size, fini))
        return false;
    return !ld->cpu->leaves(code, size) ||
           (!fini && profiler != NULL && leads_to(ld, function, profiler));
}

static bool is_plain(const struct linker *ld, uint64_t function, bool fini)
{
    const struct object *object = &ld->shared->object;
    for (size_t i = 0; i < object->nsections; i++) {
        const struct section *section = &object->sections[i];
        if (strcmp(section->name, fini ? ".fini" : ".init") == 0 &&
            section->address == function)
            return does_nothing(ld, function, section->size, fini);
    }
    return function == 0;
}

static bool is_crt(const struct linker *ld, const struct extent *array,
                   const char *name)
{
    const struct global *global = find_global(ld, name);
    return array->size == 0 ||
           (array->size == WORD && global != NULL && !global->strong &&
            global->kind != GLOBAL_DEFINED &&
            leads_to(ld, word_at(ld->shared, array->address), global));
}

static bool has_own(const struct linker *ld)
{
    const struct dynamic *d = &ld->shared->dynamic;
    return !is_plain(ld, d->init, false) || !is_plain(ld, d->fini, true) ||
           !is_crt(ld, &d->init_array, "_ITM_registerTMCloneTable") ||
           !is_crt(ld, &d->fini_array, "__cxa_finalize");
}

// 0 is none.
static bool is_code(const struct linker *ld, uint64_t function)
{
    return function == 0 || function - HEADER < ld->text;
}

bool find_init(struct linker *ld)
{
    const struct dynamic *d = &ld->shared->dynamic;
    const char *path = ld->shared->object.path;
    if (d->init_array.size % WORD != 0 || d->fini_array.size % WORD != 0 ||
        d->init_array.size > ld->data || d->fini_array.size > ld->data ||
        !is_code(ld, d->init) || !is_code(ld, d->fini))
        return fail(&ld->work, "%s: damaged list of constructors", path);
    if (!ld->options->init)
        return !has_own(ld) ||
               fail(&ld->work,
                    "%s: has constructors or destructors: -i leaves them to"
                    " the host",
                    path);
    struct init *init = work_alloc(&ld->work, 1, sizeof *init);
    if (init == NULL)
        return false;
    init->ninit = count_of(d->init, &d->init_array);
    init->nfini = count_of(d->fini, &d->fini_array);
    init->lists[0].name = "_dyninit";
    init->lists[1].name = "_dynfini";
    ld->init = init;
    return true;
}

uint64_t init_words(const struct linker *ld)
{
    return ld->init == NULL ? 0 : ld->init->ninit + ld->init->nfini + 2;
}

static bool is_named(const struct symbol *symbol, const char *name,
                     uint64_t function)
{
    return symbol->index == INDEX_LOADED && symbol->value == function &&
           strcmp(symbol->name, name) == 0;
}

void hide_init(struct linker *ld)
{
    const struct dynamic *d = &ld->shared->dynamic;
    for (size_t i = 1; i < ld->shared->object.nsymbols; i++) {
        struct symbol *symbol = &ld->shared->object.symbols[i];
        if (is_named(symbol, "_init", d->init) ||
            is_named(symbol, "_fini", d->fini))
            symbol->binding = STB_LOCAL;
    }
}

bool add_init(struct linker *ld)
{
    return ld->init == NULL || (add_export(ld, &ld->init->lists[0]) &&
                                add_export(ld, &ld->init->lists[1]));
}

void place_init(struct linker *ld, uint64_t address)
{
    if (ld->init == NULL)
        return;
    ld->init->lists[0].address = address;
    ld->init->lists[1].address = address + (ld->init->ninit + 1) * WORD;
}

// The relocation of the word, or NULL: they are sorted up to count.
static const struct module_reloc *find_reloc(const struct linker *ld,
                                             size_t count, uint64_t address)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ld->relocs[middle].address < address)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && ld->relocs[low].address == address ? &ld->relocs[low]
                                                             : NULL;
}

// Copies a word of an array, and what is to become of it.
static bool copy_word(struct linker *ld, size_t count, uint64_t from,
                      uint64_t to)
{
    const struct module_reloc *reloc = find_reloc(ld, count, from);
    if (reloc == NULL)
        return fail(&ld->work, "%s: damaged list of constructors",
                    ld->shared->object.path);
    put_word(ld, to, get_le(ld->image + from, WORD));
    add_reloc(ld, to, reloc->mode);
    return true;
}

static void put_function(struct linker *ld, uint64_t function, uint64_t to)
{
    put_word(ld, to, function - HEADER);
    add_reloc(ld, to, MODE_BASE);
}

bool fill_init(struct linker *ld)
{
    if (ld->init == NULL)
        return true;
    const struct dynamic *d = &ld->shared->dynamic;
    size_t count = ld->nrelocs;
    uint64_t to = ld->init->lists[0].address;
    if (d->init != 0) {
        put_function(ld, d->init, to);
        to += WORD;
    }
    for (uint64_t i = 0; i < d->init_array.size; i += WORD, to += WORD)
        if (!copy_word(ld, count, d->init_array.address + i - HEADER, to))
            return false;

    to = ld->init->lists[1].address;
    for (uint64_t i = d->fini_array.size; i > 0; i -= WORD, to += WORD)
        if (!copy_word(ld, count, d->fini_array.address + i - WORD - HEADER,
                       to))
            return false;
    if (d->fini != 0)
        put_function(ld, d->fini, to);
    return true;
}
