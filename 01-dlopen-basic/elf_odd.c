// elf_odd.c - makes a copy of a shared object with unusual program headers.
//
// Nothing forbids these headers, and some tool makes each kind. The copy has
// them behind the rest of the file, where there is room for more.
//
// Usage:        elf_odd KIND FROM.so TO.so
//               moved   only behind the rest of the file
//               wide    each with 8 bytes more than it needs
//               many    65535 (PN_XNUM, "see the first section header")
//               nobits  one more: a page of zeros, p_offset beyond the file
//               none    one more: no byte, in the middle of a page out there
//               inside  one more: zeros in the middle of a page of the file
//               beyond  the same, of a page that the file does not have
//               widebeyond
// Exit status:  0 done, 1 could not, 2 usage.

#include <elf.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 0x10000UL  // a multiple of each page size
#define FAR (1024 * PAGE)
#define ROOM 0xffff  // program headers; e_phnum has 16 bits

static ElfW(Phdr) table[ROOM];

// Fills in the additional header, which lies above all others in memory.
static void add_zeros(ElfW(Phdr) * new, const ElfW(Ehdr) * header,
                      const char *kind)
{
    uintptr_t end = 0;
    for (size_t i = 0; i < header->e_phnum; i++) {
        const ElfW(Phdr) *old = &table[i];
        if (old->p_type == PT_LOAD && old->p_vaddr + old->p_memsz > end)
            end = old->p_vaddr + old->p_memsz;
    }
    size_t within = strcmp(kind, "nobits") == 0 ? 0 : 0x18;
    new->p_type = PT_LOAD;
    new->p_flags = PF_R | PF_W;
    new->p_align = PAGE;
    new->p_vaddr = new->p_paddr = (end | (PAGE - 1)) + 1 + within;
    new->p_offset = (strcmp(kind, "inside") == 0 ? 0 : FAR) + within;
    new->p_memsz = strcmp(kind, "none") == 0 ? 0 : 0x100;
}

// Returns 0, or -1 if kind is unknown.
static int change(ElfW(Ehdr) * header, const char *kind)
{
    static const char *const more[] = {"nobits", "none", "inside", "beyond"};
    if (strcmp(kind, "moved") == 0)
        return 0;
    if (strncmp(kind, "wide", 4) == 0) {
        header->e_phentsize += 8;
        if (*(kind += 4) == '\0')
            return 0;
    }
    if (strcmp(kind, "many") == 0) {
        header->e_phnum = ROOM;  // all new ones are PT_NULL
        return 0;
    }
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        if (strcmp(kind, more[i]) == 0) {
            add_zeros(&table[header->e_phnum], header, kind);
            header->e_phnum++;
            return 0;
        }
    }
    return -1;
}

// Writes the table behind the last byte, and the header that points to it.
static int write_table(FILE *file, ElfW(Ehdr) * header)
{
    static const char pad[sizeof(ElfW(Phdr))];
    if (fseek(file, 0, SEEK_END) != 0)
        return -1;
    size_t odd = (size_t)ftell(file) % sizeof(ElfW(Addr));
    fwrite(pad, 1, odd == 0 ? 0 : sizeof(ElfW(Addr)) - odd, file);
    header->e_phoff = (ElfW(Off))ftell(file);
    for (size_t i = 0; i < header->e_phnum; i++) {
        fwrite(&table[i], sizeof *table, 1, file);
        fwrite(pad, 1, header->e_phentsize - sizeof *table, file);
    }
    rewind(file);
    fwrite(header, sizeof *header, 1, file);
    return ferror(file) ? -1 : 0;
}

static int copy(FILE *from, FILE *to)
{
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, from)) > 0;)
        fwrite(piece, 1, n, to);
    return ferror(from) || ferror(to) ? -1 : 0;
}

static int make(FILE *from, FILE *to, const char *kind)
{
    ElfW(Ehdr) header;
    if (fread(&header, sizeof header, 1, from) != 1 ||
        header.e_phentsize != sizeof(ElfW(Phdr)) || header.e_phnum >= ROOM ||
        fseek(from, (long)header.e_phoff, SEEK_SET) != 0 ||
        fread(&table, sizeof(ElfW(Phdr)), header.e_phnum, from) !=
            header.e_phnum)
        return -1;
    rewind(from);
    if (copy(from, to) != 0 || change(&header, kind) != 0)
        return -1;
    return write_table(to, &header);
}

int main(int argc, char *argv[])
{
    if (argc != 4) {
        fprintf(stderr, "usage: elf_odd KIND FROM.so TO.so\n");
        return 2;
    }
    FILE *from = fopen(argv[2], "rb");
    FILE *to = from == NULL ? NULL : fopen(argv[3], "wb");
    int status = to == NULL || make(from, to, argv[1]) != 0;
    if (to != NULL && fclose(to) != 0)
        status = 1;
    if (from != NULL)
        fclose(from);
    if (status != 0)
        fprintf(stderr, "elf_odd: %s: cannot make it\n", argv[3]);
    return status;
}
