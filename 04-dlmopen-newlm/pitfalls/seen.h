// seen.h - the agreement between view.c and seen.so.

#ifndef SEEN_H
#define SEEN_H

#include <link.h>
#include <stddef.h>

typedef void see_fn(void *data, const void *dynamic);

// Calls see(data, dynamic) with the dynamic section of each object that the
// plugin can see.
typedef void look_fn(see_fn *see, void *data);

static inline const void *seen_dynamic(const struct dl_phdr_info *info)
{
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type == PT_DYNAMIC)
            return (const void *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    }
    return NULL;
}

#endif
