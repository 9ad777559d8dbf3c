// stub.c - what stands for a shared object in a debugger's list.
//
// A debugger relocates an object, but takes a linked file as it is: that says
// of all it has, debug information included, where it lies from address 0 on.
// Only for files that were loaded by the C library's loader the debugger adds
// where. There is a way round, made for debug information in a file of its own:
// a file without any, that names the other one by path and checksum in a
// section .gnu_debuglink. The debugger compares where the two have their
// sections, and moves all that it reads by the difference.
//
//     ELF header | names | .gnu_debuglink | sections | section headers
//
// The sections are those of the shared object, at their addresses in the
// process, most of them without their bytes. With bytes: unwind tables, which
// gdb reads nowhere else, and a build id, by which the debugger finds a
// distribution's debug information in /usr/lib/debug.

#include <stdlib.h>
#include <string.h>

#include "loader/debug/debug.h"

static const char link_name[] = ".gnu_debuglink", names_name[] = ".shstrtab";

// A section that keeps its bytes, and where in the stub they are; size 0: none.
struct kept {
    ulong number;
    uvlong from, size, at;
};

// Where in the stub things lie.
struct plan {
    Elf64_Ehdr head;   // of the shared object
    Elf64_Shdr names;  // its section of names
    ulong nsections;
    struct kept kept[2];
    uvlong names_at, names_size, link_at, link_size, headers_at, size;
};

static bool has_bytes(const struct symfile *file, const Elf64_Shdr *section)
{
    return section->sh_offset <= file->size &&
           section->sh_size <= file->size - section->sh_offset;
}

// The name of a section, or "".
static const char *name_of(const struct symfile *file, const struct plan *plan,
                           const Elf64_Shdr *section)
{
    const char *names = (const char *)file->bytes + plan->names.sh_offset;
    uvlong at = section->sh_name;
    if (at >= plan->names.sh_size ||
        memchr(names + at, '\0', plan->names.sh_size - at) == NULL)
        return "";
    return names + at;
}

static void keep(const struct symfile *file, struct plan *plan, int n,
                 const char *name)
{
    Elf64_Shdr section;
    for (ulong i = 0; i < plan->nsections; i++)
        if (dynsection(file, &plan->head, i, &section) &&
            section.sh_type != SHT_NOBITS && has_bytes(file, &section) &&
            strcmp(name_of(file, plan, &section), name) == 0)
            plan->kept[n] = (struct kept){i, section.sh_offset, section.sh_size,
                                          plan->headers_at};
    plan->headers_at += (plan->kept[n].size + 7) & ~(uvlong)7;
}

static bool make_plan(const struct symfile *file, struct plan *plan)
{
    *plan = (struct plan){.size = 0};
    if (!dynelf(file, &plan->head) || plan->head.e_type != ET_DYN ||
        !dynsection(file, &plan->head, plan->head.e_shstrndx, &plan->names) ||
        !has_bytes(file, &plan->names))
        return false;
    plan->nsections = dynnsections(file, &plan->head);
    plan->names_at = sizeof plan->head;
    plan->names_size =
        plan->names.sh_size + sizeof link_name + sizeof names_name;
    plan->link_at = (plan->names_at + plan->names_size + 7) & ~(uvlong)7;
    // The path, zeros up to a multiple of 4, the checksum.
    plan->link_size = ((strlen(file->path) + 4) & ~(uvlong)3) + 4;
    plan->headers_at = (plan->link_at + plan->link_size + 7) & ~(uvlong)7;
    keep(file, plan, 0, ".eh_frame");
    keep(file, plan, 1, ".note.gnu.build-id");
    plan->size = plan->headers_at + (plan->nsections + 2) * sizeof(Elf64_Shdr);
    return plan->nsections > 0 && plan->nsections + 2 < SHN_LORESERVE;
}

// gdb takes two sections for the same one if they have the same distance from
// their file's entry: so that moves with them.
static void put_contents(uchar *to, const struct symfile *file,
                         const struct plan *plan, ulong base)
{
    Elf64_Ehdr head = plan->head;
    head.e_entry += base;
    head.e_phoff = head.e_phnum = 0;
    head.e_shoff = plan->headers_at;
    head.e_shnum = (Elf64_Half)(plan->nsections + 2);
    head.e_shstrndx = (Elf64_Half)(plan->nsections + 1);
    memcpy(to, &head, sizeof head);

    uchar *names = to + plan->names_at;
    memcpy(names, file->bytes + plan->names.sh_offset, plan->names.sh_size);
    memcpy(names + plan->names.sh_size, link_name, sizeof link_name);
    memcpy(names + plan->names.sh_size + sizeof link_name, names_name,
           sizeof names_name);

    strcpy((char *)to + plan->link_at, file->path);
    memcpy(to + plan->link_at + plan->link_size - 4, &file->crc, 4);
    for (int i = 0; i < 2; i++)
        memcpy(to + plan->kept[i].at, file->bytes + plan->kept[i].from,
               plan->kept[i].size);
}

// Header i of the shared object, as the stub has it.
static Elf64_Shdr place(const struct symfile *file, const struct plan *plan,
                        ulong i, ulong base)
{
    Elf64_Shdr section = {.sh_type = SHT_NULL};
    dynsection(file, &plan->head, i, &section);
    if (i == 0 || !(section.sh_flags & SHF_ALLOC))
        return (Elf64_Shdr){.sh_type = SHT_NULL};
    section.sh_addr += base;
    section.sh_link = section.sh_info = 0;
    for (int n = 0; n < 2; n++)
        if (plan->kept[n].size > 0 && plan->kept[n].number == i) {
            section.sh_offset = plan->kept[n].at;
            return section;
        }
    section.sh_type = SHT_NOBITS;
    return section;
}

static void put_headers(uchar *to, const struct symfile *file,
                        const struct plan *plan, ulong base)
{
    uchar *at = to + plan->headers_at;
    Elf64_Shdr link = {.sh_name = (Elf64_Word)plan->names.sh_size,
                       .sh_type = SHT_PROGBITS,
                       .sh_offset = plan->link_at,
                       .sh_size = plan->link_size,
                       .sh_addralign = 4};
    Elf64_Shdr names = {.sh_name = link.sh_name + (uint)sizeof link_name,
                        .sh_type = SHT_STRTAB,
                        .sh_offset = plan->names_at,
                        .sh_size = plan->names_size,
                        .sh_addralign = 1};
    for (ulong i = 0; i < plan->nsections; i++, at += sizeof link) {
        Elf64_Shdr section = place(file, plan, i, base);
        memcpy(at, &section, sizeof section);
    }
    memcpy(at, &link, sizeof link);
    memcpy(at + sizeof link, &names, sizeof names);
}

bool dynstub(struct symfile *file, ulong base)
{
    struct plan plan;
    if (!make_plan(file, &plan))
        return false;
    uchar *stub = calloc(1, plan.size);
    if (stub == NULL)
        return false;
    put_contents(stub, file, &plan, base);
    put_headers(stub, file, &plan, base);
    free(file->bytes);
    file->bytes = stub;
    file->size = plan.size;
    return true;
}
