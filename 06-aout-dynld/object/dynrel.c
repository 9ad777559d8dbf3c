// dynrel.c - the relocations of a shared object, as one list.
//
// There are up to three tables: DT_RELA, with three words for each; DT_JMPREL,
// the same for the addresses through which functions are called; and DT_RELR,
// packed, of words that hold an address of the object itself. The list has the
// packed ones as what they stand for.

#include <elf.h>

#include "bytes.h"
#include "dynsym.h"

#define RELA 24
#define WORD 8

static bool damaged(struct work *work, const struct shared *shared)
{
    return fail(work, "%s: damaged relocations", shared->object.path);
}

// The two tables of DT_RELA's form. Some linkers count the second as a part of
// the first.
static struct extent plain(const struct shared *shared, int which)
{
    struct extent rela = shared->dynamic.rela, plt = shared->dynamic.plt;
    if (which == 0)
        return rela;
    if (plt.address >= rela.address && plt.address - rela.address < rela.size)
        plt.size = 0;
    return plt;
}

static bool plain_bytes(struct work *work, const struct shared *shared,
                        int which, const uint8_t **bytes, uint64_t *count)
{
    struct extent table = plain(shared, which);
    *count = table.size / RELA;
    *bytes = *count == 0 ? NULL : shared_at(shared, table.address, table.size);
    return (table.size % RELA == 0 && (*count == 0 || *bytes != NULL)) ||
           damaged(work, shared);
}

bool dynrel_symbols(struct work *work, const struct shared *shared,
                    uint64_t *count)
{
    *count = 1;
    for (int which = 0; which < 2; which++) {
        const uint8_t *bytes;
        uint64_t n;
        if (!plain_bytes(work, shared, which, &bytes, &n))
            return false;
        for (uint64_t i = 0; i < n; i++) {
            uint64_t symbol = ELF64_R_SYM(get_le(bytes + i * RELA + 8, 8));
            if (symbol >= *count)
                *count = symbol + 1;
        }
    }
    return true;
}

static void add(struct shared *shared, const struct reloc *reloc)
{
    shared->relocs[shared->nrelocs++] = *reloc;
}

static bool read_plain(struct work *work, struct shared *shared, int which)
{
    const uint8_t *bytes;
    uint64_t count;
    if (!plain_bytes(work, shared, which, &bytes, &count))
        return false;
    for (uint64_t i = 0; i < count; i++) {
        const uint8_t *entry = bytes + i * RELA;
        uint64_t info = get_le(entry + 8, 8), symbol = ELF64_R_SYM(info);
        struct reloc reloc = {
            .offset = get_le(entry, 8),
            .type = (uint32_t)ELF64_R_TYPE(info),
            .symbol = symbol == 0 ? NULL : &shared->object.symbols[symbol],
            .addend = (int64_t)get_le(entry + 16, 8),
        };
        add(shared, &reloc);  // dynrel_symbols() has made the table so large
    }
    return true;
}

static uint32_t relative(uint16_t machine)
{
    return machine == EM_X86_64    ? R_X86_64_RELATIVE
           : machine == EM_AARCH64 ? R_AARCH64_RELATIVE
                                   : R_RISCV_RELATIVE;
}

// The word itself has what a relocation of the other form says as its addend.
static bool add_packed(struct work *work, struct shared *shared, uint64_t at)
{
    const uint8_t *word = shared_at(shared, at, WORD);
    if (word == NULL)
        return damaged(work, shared);
    struct reloc reloc = {
        .offset = at,
        .type = relative(shared->object.machine),
        .addend = (int64_t)get_le(word, WORD),
    };
    add(shared, &reloc);
    return true;
}

// DT_RELR: an even word is the address of one; an odd one is a map of the 63
// words behind the last: its bit 1 is the first of them.
static bool read_packed(struct work *work, struct shared *shared,
                        const uint8_t *bytes, uint64_t count)
{
    uint64_t next = 0;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t entry = get_le(bytes + i * WORD, WORD);
        if ((entry & 1) == 0) {
            if (!add_packed(work, shared, entry))
                return false;
            next = entry + WORD;
            continue;
        }
        for (int bit = 1; bit < 64; bit++)
            if (entry >> bit & 1 &&
                !add_packed(work, shared, next + WORD * (uint64_t)(bit - 1)))
                return false;
        next += 63 * WORD;
    }
    return true;
}

static uint64_t count_packed(const uint8_t *bytes, uint64_t count)
{
    uint64_t n = 0;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t entry = get_le(bytes + i * WORD, WORD);
        n += entry & 1 ? (uint64_t)__builtin_popcountll(entry) - 1 : 1;
    }
    return n;
}

bool dynrel_read(struct work *work, struct shared *shared)
{
    const struct extent *relr = &shared->dynamic.relr;
    uint64_t packed = relr->size / WORD;
    const uint8_t *bytes =
        packed == 0 ? NULL : shared_at(shared, relr->address, relr->size);
    if (relr->size % WORD != 0 || (packed > 0 && bytes == NULL))
        return damaged(work, shared);
    uint64_t count = plain(shared, 0).size / RELA +
                     plain(shared, 1).size / RELA + count_packed(bytes, packed);
    shared->relocs = work_alloc(work, count, sizeof *shared->relocs);
    return shared->relocs != NULL && read_plain(work, shared, 0) &&
           read_plain(work, shared, 1) &&
           read_packed(work, shared, bytes, packed);
}
