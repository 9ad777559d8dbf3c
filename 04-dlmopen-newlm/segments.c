// segments.c - finds an object's program headers, and reads them.
//
// A program header of type PT_LOAD says which part of the file is mapped where,
// relative to the object's load address, and with which rights.
//
// Chapter 3 used dl_iterate_phdr(). It visits only the objects of the caller's
// namespace, so the host would not find the code of an instance (see
// pitfalls/view.c). Here the object itself has the answer.

#include <dlfcn.h>
#include <elf.h>
#include <string.h>

#include "segments.h"

struct headers {
    const ElfW(Phdr) * first;
    int count;
};

// Returns how many segments there are. The headers are sorted by address.
static int take(const struct link_map *map, struct headers headers,
                struct segment *segments, int max)
{
    int found = 0;
    for (int i = 0; i < headers.count; i++) {
        const ElfW(Phdr) *header = &headers.first[i];
        if (header->p_type != PT_LOAD)
            continue;
        if (found < max)
            segments[found] =
                (struct segment){map->l_addr + header->p_vaddr, header->p_memsz,
                                 header->p_flags};
        found++;
    }
    return found;
}

// All linkers begin the first segment at the start of the file, so the ELF
// header is in memory, and it says where the program headers are. dladdr() of
// any address in the object says where the first segment is. That need not be
// l_addr, which is the difference from the address that the linker assumed.
int segments_by_header(struct link_map *map, struct segment *segments, int max)
{
    Dl_info info;
    if (dladdr(map->l_ld, &info) == 0)
        return -1;
    const ElfW(Ehdr) *header = info.dli_fbase;
    if (header == NULL)
        return -1;  // musl's answer for the kernel's linux-vdso.so.1
    if (memcmp(header->e_ident, ELFMAG, SELFMAG) != 0)
        return -1;
    const char *start = info.dli_fbase;
    struct headers headers = {(const void *)(start + header->e_phoff),
                              header->e_phnum};
    return take(map, headers, segments, max);
}

#if __GLIBC__ == 2 && __GLIBC_MINOR__ >= 36  // RTLD_DI_PHDR is not a macro

// A link map is a handle: see linkmap.c.
int segments_of(struct link_map *map, struct segment *segments, int max)
{
    struct headers headers;
    headers.count = dlinfo(map, RTLD_DI_PHDR, &headers.first);
    // Each namespace has a link map for the one loader. All but the first of
    // these have no headers.
    if (headers.count <= 0)
        return segments_by_header(map, segments, max);
    return take(map, headers, segments, max);
}

#else

int segments_of(struct link_map *map, struct segment *segments, int max)
{
    return segments_by_header(map, segments, max);
}

#endif
