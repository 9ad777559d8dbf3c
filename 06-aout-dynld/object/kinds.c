// kinds.c - which kinds of sections there are, and whom they concern.
//
// A section of a kind that nobody here has heard of may mean anything: that
// words of the image have to be relocated, say. To pass over it would make a
// module that links, and crashes. So what is passed over is listed, with the
// reason. gABI: the ELF standard; LLVM: llvm.org/docs/Extensions.html.

#include <elf.h>

#include "object.h"

// Newer than some libraries' elf.h.
#ifndef SHT_RELR
#define SHT_RELR 19
#endif
#ifndef SHF_GNU_RETAIN
#define SHF_GNU_RETAIN (1 << 21)
#endif
#ifndef SHT_X86_64_UNWIND
#define SHT_X86_64_UNWIND 0x70000001
#endif

static const struct {
    uint32_t first, last;  // types
    enum kind kind;
} types[] = {
    {SHT_NULL, SHT_NULL, KIND_PASSED},  // no section: a row left free
    {SHT_PROGBITS, SHT_PROGBITS, KIND_IMAGE},
    {SHT_NOBITS, SHT_NOBITS, KIND_IMAGE},
    {SHT_SYMTAB, SHT_RELA, KIND_READ},  // with SHT_STRTAB between them
    {SHT_GROUP, SHT_SYMTAB_SHNDX, KIND_READ},
    {SHT_NOTE, SHT_NOTE, KIND_PASSED},  // for whoever looks at the file
    {SHT_INIT_ARRAY, SHT_PREINIT_ARRAY, KIND_LIST},

    // Relocations in a form that elf.c does not read. The number of CREL is
    // that of LLVM 19, and the two of Android are LLVM's, too.
    {SHT_REL, SHT_REL, KIND_RELOCS},    // the addend is in the word
    {SHT_RELR, SHT_RELR, KIND_RELOCS},  // addresses alone
    {0x40000014, 0x40000014, KIND_RELOCS},
    {0x60000001, 0x60000002, KIND_RELOCS},
    {0x6fffff00, 0x6fffff00, KIND_RELOCS},

    // LLVM: hints to a linker or a profiler, that a linker may ignore. From
    // linker options and call graphs over addrsig (whose address is taken)
    // and deplibs (which library would be nice) to maps of basic blocks.
    {0x6fff4c00, 0x6fff4c04, KIND_PASSED},
    {0x6fff4c08, 0x6fff4c0e, KIND_PASSED},
    // Stack frames for a profiler (SFrame); attributes of the object, which
    // say what the flags of its compilation were. On amd64, unwind tables are
    // of a type of their own.
    {0x6ffffff4, SHT_GNU_ATTRIBUTES, KIND_PASSED},
    {SHT_X86_64_UNWIND, SHT_X86_64_UNWIND, KIND_PASSED},
    {0x70000003, 0x70000003, KIND_PASSED},

    // What a system or an application calls its own: nothing that a linker
    // has to know, as long as no flag says so.
    {SHT_LOOS, SHT_HIOS, KIND_OWN},
    {SHT_LOUSER, 0xffffffff, KIND_OWN},
};

enum kind elf_kind(const struct section *section)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (section->type >= types[i].first && section->type <= types[i].last)
            return types[i].kind;
    return KIND_UNKNOWN;
}

// Flags that change nothing for a section of an image: its rights, how it may
// be made smaller, its group, its order among its like, "keep it", "far away"
// (on amd64, where 2 GiB are all there is here), "nobody reads this code" (on
// arm64).
#define HARMLESS                                                               \
    (SHF_WRITE | SHF_ALLOC | SHF_EXECINSTR | SHF_MERGE | SHF_STRINGS |         \
     SHF_INFO_LINK | SHF_LINK_ORDER | SHF_GROUP | SHF_TLS | SHF_GNU_RETAIN |   \
     SHF_COMPRESSED | 0x10000000u | 0x20000000u | SHF_EXCLUDE)

uint64_t elf_odd_flags(const struct section *section)
{
    return section->flags & ~(uint64_t)HARMLESS;
}
