// segments.c - reads an object's program headers, which the loader keeps.
//
// A program header of type PT_LOAD says which part of the file is mapped where,
// relative to the object's load address, and with which rights. PF_X, the right
// to execute, marks code.

#include <dlfcn.h>
#include <link.h>

#include "segments.h"

struct search {
    const ElfW(Dyn) * dynamic;  // identifies the object
    struct segment *segments;
    int max, found;
};

// Two objects can have the same name. Two that were linked for a fixed address
// have the same load address, 0. But no two share the address of a dynamic
// section.
static int is_the_one(const struct dl_phdr_info *info,
                      const struct search *search)
{
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type == PT_DYNAMIC)
            return info->dlpi_addr + header->p_vaddr ==
                   (uintptr_t)search->dynamic;
    }
    return 0;
}

static int look(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    struct search *search = data;
    if (!is_the_one(info, search))
        return 0;  // go on with the next object

    search->found = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_LOAD || !(header->p_flags & PF_X))
            continue;
        if (search->found < search->max)
            search->segments[search->found] = (struct segment){
                info->dlpi_addr + header->p_vaddr, header->p_memsz};
        search->found++;
    }
    return 1;  // stop the walk
}

int segments_executable(void *handle, struct segment *segments, int max)
{
    struct link_map *map;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return -1;
    struct search search = {map->l_ld, segments, max, -1};
    dl_iterate_phdr(look, &search);
    return search.found;
}
