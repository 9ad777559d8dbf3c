// shared.h - what shared.c, shared-init.c and shared-image.c have in common.

#ifndef LD_SHARED_H
#define LD_SHARED_H

#include "ld.h"
#include "object/shared.h"

// shared-init.c

// _init() and _fini() of crti.o are no names for others, even if they are to be
// seen, as with musl.
void hide_init(struct linker *ld);

// Finds out whether there are constructors, and whether there may be. Returns
// false after fail().
bool find_init(struct linker *ld);

// The words of the two lists, in which the host finds them; 0 without -i.
uint64_t init_words(const struct linker *ld);

// Adds the lists to the exports. Returns false after fail().
bool add_init(struct linker *ld);

// Says where in the image they are.
void place_init(struct linker *ld, uint64_t address);

// After all relocations: fills the lists.
bool fill_init(struct linker *ld);

#endif
