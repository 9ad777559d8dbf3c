// audit.c - what glibc tells a library named in LD_AUDIT.
//
// Prints each file that was loaded, and each function of another file that a
// file calls or dlsym() finds. It needs no change to the program. See
// rtld-audit(7).
//
// To stderr: what a program writes to stdout may be read by another. dprintf()
// has no buffer; this library has a libc of its own, whose buffers would be
// lost.

#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#ifdef LAV_CURRENT

#define SHOWN __attribute__((visibility("default")))

SHOWN unsigned int la_version(unsigned int version)
{
    return version < LAV_CURRENT ? version : LAV_CURRENT;
}

// *cookie is the link map at first: so it is that file's in la_symbind64().
static const char *name_of(const uintptr_t *cookie)
{
    const struct link_map *map = (const struct link_map *)*cookie;
    return map->l_name[0] == '\0' ? "the program" : map->l_name;
}

SHOWN unsigned int la_objopen(struct link_map *map, Lmid_t lmid,
                              uintptr_t *cookie)
{
    (void)map, (void)lmid;
    dprintf(STDERR_FILENO, "audit: opened %s\n", name_of(cookie));
    return LA_FLG_BINDTO | LA_FLG_BINDFROM;
}

SHOWN unsigned int la_objclose(uintptr_t *cookie)
{
    dprintf(STDERR_FILENO, "audit: closed %s\n", name_of(cookie));
    return 0;
}

SHOWN uintptr_t la_symbind64(Elf64_Sym *symbol, unsigned int index,
                             uintptr_t *from, uintptr_t *to,
                             unsigned int *flags, const char *name)
{
    (void)index, (void)flags;
    dprintf(STDERR_FILENO, "audit: %s in %s is that of %s\n", name,
            name_of(from), name_of(to));
    return symbol->st_value;
}

#else

typedef int nothing;

#endif
