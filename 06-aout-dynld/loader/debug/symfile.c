// symfile.c - the section headers of an ELF file in memory: what a debugger is
// to believe of them.
//
// An object's sections all begin at address 0, because nobody knows yet where
// they will lie. In the copy for the debugger they get the address that they
// have in the process. The debugger then does what a linker does: it relocates
// the debug information with these addresses. What the linker has left out of
// the module must not seem to lie at 0: it is no part of the memory image.
//
// Everything in the file may be damaged: what is read was compared with the
// file's size before. Nothing in it need be aligned.

#include <string.h>

#include "loader/debug/debug.h"

static bool fits(const struct symfile *file, uvlong at, uvlong size)
{
    return at <= file->size && size <= file->size - at;
}

bool dynelf(const struct symfile *file, Elf64_Ehdr *head)
{
    static const uchar ident[] = {0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB};
    Elf64_Shdr first;
    if (!fits(file, 0, sizeof *head) ||
        memcmp(file->bytes, ident, sizeof ident) != 0)
        return false;
    memcpy(head, file->bytes, sizeof *head);
    if (head->e_shentsize != sizeof first ||
        !fits(file, head->e_shoff, sizeof first))
        return false;
    uvlong count = dynnsections(file, head);
    return count <= file->size / sizeof first &&
           fits(file, head->e_shoff, count * sizeof first);
}

// If there are too many for the header, section 0 has the number.
ulong dynnsections(const struct symfile *file, const Elf64_Ehdr *head)
{
    Elf64_Shdr first;
    if (head->e_shnum > 0)
        return head->e_shnum;
    memcpy(&first, file->bytes + head->e_shoff, sizeof first);
    return first.sh_size;
}

bool dynsection(const struct symfile *file, const Elf64_Ehdr *head, ulong i,
                Elf64_Shdr *section)
{
    if (i >= dynnsections(file, head))
        return false;
    memcpy(section, file->bytes + head->e_shoff + i * sizeof *section,
           sizeof *section);
    return true;
}

void dynputsection(struct symfile *file, const Elf64_Ehdr *head, ulong i,
                   const Elf64_Shdr *section)
{
    memcpy(file->bytes + head->e_shoff + i * sizeof *section, section,
           sizeof *section);
}

bool dynunplace(struct symfile *file)
{
    Elf64_Ehdr head;
    Elf64_Shdr section;
    if (!dynelf(file, &head) || head.e_type != ET_REL)
        return false;
    for (ulong i = 0; dynsection(file, &head, i, &section); i++) {
        section.sh_addr = 0;
        section.sh_flags &= ~(Elf64_Xword)SHF_ALLOC;
        dynputsection(file, &head, i, &section);
    }
    return true;
}

bool dynplace(struct symfile *file, ulong i, ulong addr)
{
    Elf64_Ehdr head;
    Elf64_Shdr section;
    if (!dynelf(file, &head) || !dynsection(file, &head, i, &section))
        return false;
    section.sh_addr = addr;
    section.sh_flags |= SHF_ALLOC;
    dynputsection(file, &head, i, &section);
    return true;
}

static bool is_frames(const struct symfile *file, const Elf64_Ehdr *head,
                      const Elf64_Shdr *section)
{
    static const char frames[] = ".eh_frame";
    Elf64_Shdr names;
    return dynsection(file, head, head->e_shstrndx, &names) &&
           fits(file, names.sh_offset, names.sh_size) &&
           section->sh_name < names.sh_size &&
           names.sh_size - section->sh_name >= sizeof frames &&
           memcmp(file->bytes + names.sh_offset + section->sh_name, frames,
                  sizeof frames) == 0;
}

// Unwind tables say where code is as a distance, of 32 bits: a debugger can use
// them even if they are not in the module, but not from address 0 on.
void dynsettle(struct symfile *file, ulong base)
{
    Elf64_Ehdr head;
    Elf64_Shdr section;
    if (file->shared || !dynelf(file, &head))
        return;
    for (ulong i = 0; dynsection(file, &head, i, &section); i++)
        if (!(section.sh_flags & SHF_ALLOC)) {
            section.sh_flags &= ~(Elf64_Xword)SHF_EXECINSTR;
            section.sh_addr = is_frames(file, &head, &section) ? base : 0;
            dynputsection(file, &head, i, &section);
        }
}

// Where a symbol's section lies: of an object only, and only if it does.
static bool place_of(const struct symfile *file, const Elf64_Ehdr *head,
                     const Elf64_Sym *symbol, ulong *addr)
{
    Elf64_Shdr section;
    *addr = 0;
    if (file->shared)
        return symbol->st_shndx != SHN_UNDEF;
    if (!dynsection(file, head, symbol->st_shndx, &section) ||
        !(section.sh_flags & SHF_ALLOC))
        return false;
    *addr = section.sh_addr;
    return true;
}

// The symbol table that knows most: an object has one, a shared object may have
// been stripped, and then has the one for the dynamic loader.
static bool find_table(const struct symfile *file, const Elf64_Ehdr *head,
                       Elf64_Shdr *table, Elf64_Shdr *names)
{
    Elf64_Shdr section;
    *table = (Elf64_Shdr){.sh_type = SHT_NULL};
    for (ulong i = 0; dynsection(file, head, i, &section); i++)
        if (section.sh_type == SHT_SYMTAB ||
            (section.sh_type == SHT_DYNSYM && table->sh_type == SHT_NULL))
            *table = section;
    return table->sh_type != SHT_NULL &&
           fits(file, table->sh_offset, table->sh_size) &&
           dynsection(file, head, table->sh_link, names) &&
           fits(file, names->sh_offset, names->sh_size);
}

void dynfunctions(const struct symfile *file, ulong base,
                  void (*each)(void *context, const char *name, ulong addr,
                               ulong size),
                  void *context)
{
    Elf64_Ehdr head;
    Elf64_Shdr table, names;
    Elf64_Sym symbol;
    if (!dynelf(file, &head) || !find_table(file, &head, &table, &names))
        return;
    const uchar *at = file->bytes + table.sh_offset;
    const char *strings = (const char *)file->bytes + names.sh_offset;
    for (uvlong n = table.sh_size / sizeof symbol; n > 0; n--) {
        ulong addr;
        memcpy(&symbol, at, sizeof symbol);
        at += sizeof symbol;
        if (ELF64_ST_TYPE(symbol.st_info) == STT_FUNC && symbol.st_size > 0 &&
            symbol.st_name < names.sh_size &&
            memchr(strings + symbol.st_name, '\0',
                   names.sh_size - symbol.st_name) != NULL &&
            place_of(file, &head, &symbol, &addr))
            each(context, strings + symbol.st_name,
                 base + addr + symbol.st_value, symbol.st_size);
    }
}
