// forward.c - fills the table of a forwarding library, and checks each name.

#include <dlfcn.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>

#include "forward.h"
#include "own.h"

enum kind { CODE, DATA, PER_THREAD };

// dl_iterate_phdr() calls this for each object of our namespace. Returns 1,
// which ends the walk, if the address that data points to lies in an executable
// part of the object.
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

// Returns the type that the symbol table has for a symbol at exactly this
// address: STT_FUNC, STT_OBJECT and so on. Returns STT_NOTYPE if there is no
// such symbol, or no type: a name from assembly may have none. (C libraries
// without dladdr1() do not give the type.)
static int type_of(const void *symbol)
{
#ifdef __GLIBC__
    Dl_info info;
    const ElfW(Sym) *entry = NULL;
    if (dladdr1(symbol, &info, (void **)&entry, RTLD_DL_SYMENT) != 0 &&
        entry != NULL && info.dli_saddr == symbol)
        return ELF64_ST_TYPE(entry->st_info);  // ELF32's is the same
#else
    (void)symbol;
#endif
    return STT_NOTYPE;
}

// A jump to data crashes at best, so this finds out first. The symbol table has
// the answer. The rights of the memory do not, because many linkers put
// constants next to the code. They are only second best, for a symbol without a
// type: for an indirect function dlsym() returns the function that was chosen,
// which often has no name.
static enum kind kind_of(const void *symbol)
{
    Dl_info info;
    if (dladdr(symbol, &info) == 0)
        return PER_THREAD;  // in no file: in this thread's own memory (glibc)
#ifndef __GLIBC__
    // musl keeps the first thread's in its own file, outside any symbol.
    if (info.dli_saddr != symbol)
        return PER_THREAD;
#endif
    switch (type_of(symbol)) {
    case STT_FUNC:
        return CODE;
    case STT_OBJECT:
    case STT_COMMON:
        return DATA;
    }
    uintptr_t address = (uintptr_t)symbol;
    return dl_iterate_phdr(holds_code, &address) != 0 ? CODE : DATA;
}

// Sets one pointer. Returns NULL, or why it cannot.
static const char *fill_one(struct forward *entry)
{
    void *found = dlsym(RTLD_DEFAULT, entry->name);
    if (found == NULL)
        return "the host has no such name";
    enum kind kind = kind_of(found);
    if (kind == PER_THREAD)
        return "each thread has its own, at another address";
    if (!entry->is_data && kind == DATA)
        return "it is data, not a function";
    if (entry->is_data && kind == CODE)
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
