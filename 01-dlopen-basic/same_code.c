// same_code.c - compares loaded code with a file, byte by byte.
//
// dlopen() compares names first. If a file was replaced while the old one was
// loaded, dlopen() silently returns the old one. Neither the handle nor what we
// see of the link map tells which file it was, but the old code is in memory to
// compare.

#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <unistd.h>

#include "same_code.h"

struct question {
    const struct link_map *map;
    int fd;
    bool same;
};

// Not memcmp(): the address sanitizer reports reads between two constants.
__attribute__((no_sanitize_address)) static bool equal(const char *a,
                                                       const char *b, size_t n)
{
    while (n > 0 && a[n - 1] == b[n - 1])
        n--;
    return n == 0;
}

// Returns whether the n bytes at memory are those of the file at offset.
static bool same_bytes(int fd, off_t offset, const char *memory, size_t n)
{
    char piece[4096];
    while (n > 0) {
        size_t part = n < sizeof piece ? n : sizeof piece;
        if (pread(fd, piece, part, offset) != (ssize_t)part ||
            !equal(piece, memory, part))
            return false;
        offset += (off_t)part;
        memory += part;
        n -= part;
    }
    return true;
}

// Returns whether the loader writes to memory that is otherwise read-only.
static bool has_text_relocations(const struct link_map *map)
{
    for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_TEXTREL ||
            (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_TEXTREL))
            return true;
    }
    return false;
}

// Returns whether the loader leaves this part as it is in the file. The program
// headers mark such parts: readable and not writable. With text relocations
// only the notes are left. One of them is the build ID, which the linker
// computes from the whole file.
static bool is_as_before(const ElfW(Phdr) * part, bool text_relocations)
{
    if (text_relocations)
        return part->p_type == PT_NOTE;
    return part->p_type == PT_LOAD && (part->p_flags & (PF_R | PF_W)) == PF_R;
}

// dl_iterate_phdr() calls this for each loaded file.
static int compare(struct dl_phdr_info *info, size_t size, void *to)
{
    (void)size;
    struct question *question = to;
    if (info->dlpi_addr != question->map->l_addr)
        return 0;
    bool text_relocations = has_text_relocations(question->map);
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (is_as_before(part, text_relocations))
            question->same =
                question->same &&
                same_bytes(question->fd, (off_t)part->p_offset,
                           (const char *)info->dlpi_addr + part->p_vaddr,
                           part->p_filesz);
    }
    return 1;
}

bool same_code(void *handle, const char *path)
{
    struct link_map *map;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    struct question question = {map, fd, true};
    dl_iterate_phdr(compare, &question);
    close(fd);
    return question.same;
}
