// sender.c - the plugins that are known, and a walk along the stack to one.

#include <stdbool.h>
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

// The name of the plugin with this link map, or NULL.
static const char *name_of(const struct link_map *map)
{
    for (int i = 0; i < SENDER_MAX; i++) {
        if (known[i].handle != NULL && known[i].map == map)
            return known[i].name;
    }
    return NULL;
}

struct walk {
    const void *caller;  // where it begins; NULL once that was met
    const char *name;    // what was found
};

// Called for each function on the stack, from the innermost one on.
static _Unwind_Reason_Code step(struct _Unwind_Context *context, void *arg)
{
    struct walk *walk = arg;
    int exact;
    const char *address = (const char *)_Unwind_GetIPInfo(context, &exact);
    if (!exact)
        address--;  // into the call, as CALLER() does

    // Before that come sender_find() and the callback: the program's code.
    if (walk->caller != NULL && address != walk->caller)
        return _URC_NO_REASON;
    walk->caller = NULL;

    const struct link_map *map = linkmap_of_address(address);
    walk->name = name_of(map);
    bool end = walk->name != NULL || map == linkmap_of_address(known);
    return end ? _URC_NORMAL_STOP : _URC_NO_REASON;
}

const char *sender_find(const void *caller)
{
    struct walk walk = {caller, NULL};
    _Unwind_Backtrace(step, &walk);
    return walk.name;
}
