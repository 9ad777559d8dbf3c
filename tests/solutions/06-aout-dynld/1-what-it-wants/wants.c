// wants.c - go through a module's imports: see a.out.h, and the chapter's
// FORMAT.md.

#include <stdio.h>

#include "a.out.h"
#include "cursor.h"
#include "wants.h"

// Of the header; 0 is no module of ours.
static uint header_size(uint magic)
{
    switch (magic) {
    case DYN_MAGIC | I_MAGIC:
        return EXEC_SIZE;
    case DYN_MAGIC_LP64 | S_MAGIC:
    case DYN_MAGIC_LP64 | R_MAGIC:
    case DYN_MAGIC_LP64 | Y_MAGIC:
        return EXEC_SIZE_LP64;
    default:
        return 0;
    }
}

// Moves the cursor behind the header, and all that is between it and the
// dynamic section. bss is memory that the loader clears: not in the file.
static bool pass_image(struct cursor *c)
{
    uint magic, text, data, bss, syms, entry, spsz, pcsz;
    if (!take4(c, &magic) || !take4(c, &text) || !take4(c, &data) ||
        !take4(c, &bss) || !take4(c, &syms) || !take4(c, &entry) ||
        !take4(c, &spsz) || !take4(c, &pcsz))
        return false;
    uint header = header_size(magic);
    return header != 0 && pass(c, header - EXEC_SIZE) &&
           pass(c, (uvlong)text + data + syms + spsz + pcsz);
}

// From here on the file has no more than the section.
static bool enter_section(struct cursor *c)
{
    uint size;
    if (!take4(c, &size) || size > c->left)
        return false;
    c->left = size;
    return true;
}

// Returns 1 if the table cannot satisfy it, 0 if it can. A signature of 0 is
// that of a type that is not known.
static int look_up(const char *name, uint signature, Dynsym *table, int ntable)
{
    const Dynsym *sym = dynfindsym((char *)name, table, ntable);
    if (sym == NULL) {
        printf("missing: %s\n", name);
        return 1;
    }
    if (signature == 0 || sym->sig == 0 || signature == sym->sig)
        return 0;
    printf("wrong signature: %s (%08x, the host has %08lx)\n", name, signature,
           sym->sig);
    return 1;
}

int wants(const uchar *file, size_t size, Dynsym *table, int ntable,
          int *nimport)
{
    struct cursor c = {file, size};
    uint n;
    int unsatisfied = 0;
    *nimport = 0;
    if (!pass_image(&c) || !enter_section(&c) || !take4(&c, &n))
        return -1;
    for (uint i = 0; i < n; i++) {
        uint signature;
        const char *name;
        if (!take4(&c, &signature) || (name = take_name(&c)) == NULL)
            return -1;
        unsatisfied += look_up(name, signature, table, ntable);
        ++*nimport;
    }
    return unsatisfied;
}
