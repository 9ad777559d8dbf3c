// set.c - start parts in the order of their needs, and stop them in reverse.
//
// Nothing is started before all files are loaded, because only a loaded part
// can say what it needs. So loading has no order, and starting has.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "own.h"
#include "part.h"
#include "set.h"

#define TEXT_MAX 4096  // longer than any complaint

struct member {
    void *handle;             // from dlopen()
    const struct part *part;  // inside the plugin's mapping
    enum { WAITING, STARTED, FAILED } state;
    bool told;  // complained of, as a member of a circle
};

struct set {
    struct member members[SET_MAX];  // sorted by name
    size_t count;
    struct member *order[SET_MAX];  // as they were started
    size_t started;
};

static struct member *find(struct set *set, const char *name)
{
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->members[i].part->name, name) == 0)
            return &set->members[i];
    }
    return NULL;
}

// Loads the part in the file path. Returns 0, or -1 after complaining.
static int load(struct member *member, const char *path, complain_fn *complain)
{
    char text[TEXT_MAX];
    member->handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (member->handle == NULL) {
        snprintf(text, sizeof text, "%s: cannot load: %s", path, dlerror());
        complain(text);
        return -1;
    }
    member->part = own_symbol(member->handle, PART_SYMBOL);
    if (member->part != NULL && member->part->abi == PART_ABI)
        return 0;

    snprintf(text, sizeof text, "%s: not a part of this ABI", path);
    complain(text);
    dlclose(member->handle);
    return -1;
}

// Adds a loaded part in its place by name, or lets go of it.
static void add(struct set *set, struct member new, const char *path,
                complain_fn *complain)
{
    if (find(set, new.part->name) != NULL) {
        char text[TEXT_MAX];
        snprintf(text, sizeof text, "%s: there is a %s already", path,
                 new.part->name);
        complain(text);
        dlclose(new.handle);
        return;
    }
    size_t i = set->count++;
    for (; i > 0; i--) {
        if (strcmp(set->members[i - 1].part->name, new.part->name) < 0)
            break;
        set->members[i] = set->members[i - 1];
    }
    set->members[i] = new;
}

// The first need that is not started, or NULL.
static const char *lacks(struct set *set, const struct member *member)
{
    for (const char *const *need = member->part->needs; *need != NULL; need++) {
        const struct member *other = find(set, *need);
        if (other == NULL || other->state != STARTED)
            return *need;
    }
    return NULL;
}

// The first by name that can be started, or NULL.
static struct member *next_one(struct set *set)
{
    for (size_t i = 0; i < set->count; i++) {
        struct member *member = &set->members[i];
        if (member->state == WAITING && lacks(set, member) == NULL)
            return member;
    }
    return NULL;
}

// All that it needs is started.
static void start(struct set *set, struct member *member, complain_fn *complain)
{
    const struct part *parts[NEEDS_MAX + 1] = {NULL};
    for (size_t i = 0; member->part->needs[i] != NULL; i++)
        parts[i] = find(set, member->part->needs[i])->part;
    if (member->part->start(parts)) {
        member->state = STARTED;
        set->order[set->started++] = member;
        return;
    }
    char text[TEXT_MAX];
    member->state = FAILED;
    snprintf(text, sizeof text, "%s: cannot start", member->part->name);
    complain(text);
}

// Does the way along needs lead from here to goal? seen: where it was already,
// so that each member is looked at once, and a circle elsewhere ends.
static bool leads(struct set *set, const struct member *from,
                  const struct member *goal, bool seen[])
{
    if (from == goal)
        return true;
    if (from == NULL || seen[from - set->members])
        return false;
    seen[from - set->members] = true;
    for (const char *const *need = from->part->needs; *need != NULL; need++) {
        if (leads(set, find(set, *need), goal, seen))
            return true;
    }
    return false;
}

// The need from which the way leads back, or NULL if it is on no circle.
static struct member *onward(struct set *set, const struct member *member)
{
    for (const char *const *need = member->part->needs; *need != NULL; need++) {
        bool seen[SET_MAX] = {false};
        struct member *other = find(set, *need);
        if (leads(set, other, member, seen))
            return other;
    }
    return NULL;
}

// Members are sorted: the first that is met is the circle's first by name.
static void tell_circle(struct set *set, struct member *first,
                        complain_fn *complain)
{
    char text[TEXT_MAX];
    int n = snprintf(text, sizeof text, "circle: %s", first->part->name);
    struct member *at = first;
    do {
        at = onward(set, at);
        at->told = true;
        n += snprintf(text + n, sizeof text - (size_t)n, " -> %s",
                      at->part->name);
    } while (at != first);
    complain(text);
}

static void tell_lack(struct set *set, const struct member *member,
                      complain_fn *complain)
{
    char text[TEXT_MAX];
    const char *need = lacks(set, member);
    snprintf(text, sizeof text, "%s: needs %s, which %s", member->part->name,
             need,
             find(set, need) == NULL ? "is not there" : "was not started");
    complain(text);
}

static void tell_waiting(struct set *set, complain_fn *complain)
{
    for (size_t i = 0; i < set->count; i++) {
        struct member *member = &set->members[i];
        if (member->state != WAITING || member->told)
            continue;
        if (onward(set, member) != NULL)
            tell_circle(set, member, complain);
        else
            tell_lack(set, member, complain);
    }
}

struct set *set_start(char *const paths[], size_t count, complain_fn *complain)
{
    struct set *set = calloc(1, sizeof *set);
    if (set == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        struct member new = {.state = WAITING};
        if (load(&new, paths[i], complain) == 0)
            add(set, new, paths[i], complain);
    }

    for (struct member *next; (next = next_one(set)) != NULL;)
        start(set, next, complain);
    tell_waiting(set, complain);

    // Nobody has the table of one that was not started.
    for (size_t i = 0; i < set->count; i++) {
        if (set->members[i].state != STARTED)
            dlclose(set->members[i].handle);
    }
    return set;
}

void set_stop(struct set *set)
{
    while (set->started > 0) {
        struct member *last = set->order[--set->started];
        last->part->stop();
        dlclose(last->handle);
    }
    free(set);
}
