// forward.c - fill the table of a forwarding library, and check each name.

#include <dlfcn.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>

#include "forward.h"
#include "own.h"

// Called for each object of our namespace. Returns 1, which ends the walk, if
// the address that data points to lies in the object's code.
static int holds_code(struct dl_phdr_info *info, size_t size, void *data)
{
    uintptr_t address = *(uintptr_t *)data;
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type == PT_LOAD && (header->p_flags & PF_X) != 0 &&
            address - (info->dlpi_addr + header->p_vaddr) < header->p_memsz)
            return 1;
    }
    return 0;
}

// A jump to data is a crash at best, so it is found out here. (What the loader
// knows of a name's type is of no use: a function may be of several.)
static bool is_code(const void *symbol)
{
    uintptr_t address = (uintptr_t)symbol;
    return dl_iterate_phdr(holds_code, &address) != 0;
}

// Sets one pointer. Returns NULL, or why not.
static const char *fill_one(struct forward *entry)
{
    void *found = dlsym(RTLD_DEFAULT, entry->name);
    if (found == NULL)
        return "the host has no such name";
    if (!entry->is_data && !is_code(found))
        return "it is data, not a function";
    if (entry->is_data && is_code(found))
        return "it is a function, not data";
    entry->target = found;
    return NULL;
}

bool forward_fill(void *library, char *why, size_t size)
{
    struct forward *entry = own_symbol(library, FORWARD_SYMBOL);
    if (entry == NULL) {
        snprintf(why, size, "%s: not in this library", FORWARD_SYMBOL);
        return false;
    }
    if (entry->name == NULL) {
        snprintf(why, size, "%s: empty: there is no jump for this machine",
                 FORWARD_SYMBOL);
        return false;
    }
    for (; entry->name != NULL; entry++) {
        const char *reason = fill_one(entry);
        if (reason != NULL) {
            snprintf(why, size, "%s: cannot be forwarded: %s", entry->name,
                     reason);
            return false;
        }
    }
    return true;
}

bool forward_add(struct namespace *space, const char *path, char *why,
                 size_t size)
{
    void *library = namespace_add(space, path, why, size);
    return library != NULL && forward_fill(library, why, size);
}
