// sender.c - the plugins that are known, and a walk along the stack to one.

#include <stddef.h>
#include <unwind.h>

#include "linkmap.h"
#include "sender.h"

static struct {
    void *handle;  // NULL: this place is free
    const struct link_map *map;
    const char *name;
} known[SENDER_MAX];

int sender_enter(void *handle, const char *name)
{
    for (int i = 0; i < SENDER_MAX; i++) {
        if (known[i].handle == NULL) {
            known[i].handle = handle;
            known[i].map = linkmap_of_handle(handle);
            known[i].name = name;
            return 0;
        }
    }
    return -1;
}

void sender_leave(void *handle)
{
    for (int i = 0; i < SENDER_MAX; i++) {
        if (known[i].handle == handle)
            known[i].handle = NULL;
    }
}

const char *sender_find(const void *caller)
{
    // TODO: this looks at the function that called, and no further.
    const struct link_map *map = linkmap_of_address(caller);
    for (int i = 0; i < SENDER_MAX; i++) {
        if (known[i].handle != NULL && known[i].map == map)
            return known[i].name;
    }
    return NULL;
}
