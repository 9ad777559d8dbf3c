// inputs.c - open the objects, and of archives those that are needed.
//
// As ld does it: an archive is looked at when its turn comes. A member that
// defines a name which is wanted by then is an object of the link, and may want
// names itself, until nothing more is found. So an archive stands behind what
// needs it. A weak name pulls nothing. A common symbol pulls a member that has
// more to say of it. A name that -x FILE lists is wanted from the beginning.

#include <elf.h>
#include <string.h>

#include "ld.h"
#include "object/archive.h"

// What is known of a name so far; each state overrules those before it.
enum seen_state { SEEN_WEAKLY, SEEN_WANTED, SEEN_COMMON, SEEN_DEFINED };

struct seen {
    const char *name;  // NULL: a free place
    enum seen_state state;
};

// Names, by their hash.
struct names_seen {
    struct seen *list;
    size_t room, count;  // room: a power of two
};

struct opening {
    struct linker *ld;
    struct names_seen seen;
    size_t room;  // for objects
};

static size_t hash(const char *name)
{
    uint64_t h = 0xcbf29ce484222325;
    for (; *name != '\0'; name++)
        h = (h ^ (unsigned char)*name) * 0x100000001b3;
    return (size_t)(h ^ h >> 29);
}

// The place of the name, or the free one where it belongs.
static struct seen *place_of(const struct names_seen *seen, const char *name)
{
    size_t at = hash(name) & (seen->room - 1);
    while (seen->list[at].name != NULL &&
           strcmp(seen->list[at].name, name) != 0)
        at = (at + 1) & (seen->room - 1);
    return &seen->list[at];
}

static bool make_room(struct opening *o)
{
    struct names_seen old = o->seen;
    if (old.room > 2 * old.count)
        return true;
    o->seen.room = old.room == 0 ? 256 : 2 * old.room;
    o->seen.list = work_alloc(&o->ld->work, o->seen.room, sizeof *old.list);
    if (o->seen.list == NULL)
        return false;
    for (size_t i = 0; i < old.room; i++)
        if (old.list[i].name != NULL)
            *place_of(&o->seen, old.list[i].name) = old.list[i];
    return true;
}

static bool see(struct opening *o, const char *name, enum seen_state state)
{
    if (!make_room(o))
        return false;
    struct seen *seen = place_of(&o->seen, name);
    if (seen->name == NULL) {
        *seen = (struct seen){name, state};
        o->seen.count++;
    }
    if (state > seen->state)
        seen->state = state;
    return true;
}

// A name that nobody has mentioned is not wanted.
static enum seen_state look_up(const struct opening *o, const char *name)
{
    if (o->seen.room == 0)
        return SEEN_WEAKLY;
    const struct seen *seen = place_of(&o->seen, name);
    return seen->name == NULL ? SEEN_WEAKLY : seen->state;
}

static enum seen_state state_of(const struct symbol *symbol)
{
    if (symbol->index == INDEX_COMMON)
        return SEEN_COMMON;
    if (symbol->index != SHN_UNDEF)
        return SEEN_DEFINED;
    return symbol->binding == STB_WEAK ? SEEN_WEAKLY : SEEN_WANTED;
}

static bool see_object(struct opening *o, const struct object *object)
{
    for (size_t i = 0; i < object->nsymbols; i++) {
        const struct symbol *symbol = &object->symbols[i];
        if (symbol->binding != STB_LOCAL &&
            !see(o, symbol->name, state_of(symbol)))
            return false;
    }
    return true;
}

const struct cpu *cpu_of(uint16_t machine)
{
    static const struct cpu *const cpus[] = {&cpu_amd64, &cpu_arm64,
                                             &cpu_riscv64};
    size_t i = 0;
    while (cpus[i]->machine != machine)
        i++;
    return cpus[i];
}

static bool open_object(struct opening *o, const struct input *input,
                        struct object *object)
{
    struct linker *ld = o->ld;
    *object = (struct object){
        .path = input->path, .bytes = input->bytes, .size = input->size};
    if (!elf_open(&ld->work, object))
        return false;
    if (ld->nobjects > 0 && object->machine != ld->objects[0].machine)
        return fail(&ld->work, "%s: is for another machine than %s",
                    object->path, ld->objects[0].path);
    ld->cpu = cpu_of(object->machine);
    return true;
}

// Nobody has a pointer to an object yet: so they can move.
static bool keep(struct opening *o, const struct object *object)
{
    struct linker *ld = o->ld;
    if (ld->nobjects == o->room) {
        size_t room = 2 * o->room + 16;
        struct object *more = work_alloc(&ld->work, room, sizeof *more);
        if (more == NULL)
            return false;
        if (o->room > 0)
            memcpy(more, ld->objects, ld->nobjects * sizeof *more);
        ld->objects = more;
        o->room = room;
    }
    ld->objects[ld->nobjects++] = *object;
    return see_object(o, object);
}

// Archives.

// The file of a thin archive's member, which the linker's caller reads.
static bool read_file(struct linker *ld, struct input *member, const char *file)
{
    const struct options *options = ld->options;
    if (options->read == NULL)
        return fail(&ld->work, "%s: is a file of its own", member->path);
    const char *why =
        options->read(options->context, file, &member->bytes, &member->size);
    return why == NULL ||
           fail(&ld->work, "%s: %s: %s", member->path, file, why);
}

static bool defines(const struct object *object, const char *name)
{
    for (size_t i = 0; i < object->nsymbols; i++) {
        const struct symbol *symbol = &object->symbols[i];
        if (symbol->binding != STB_LOCAL && strcmp(symbol->name, name) == 0 &&
            state_of(symbol) == SEEN_DEFINED)
            return true;
    }
    return false;
}

// Opens the member that the index names for a name, and keeps it if it has
// what is wanted. *kept says so.
static bool pull(struct opening *o, const struct archive *archive,
                 const struct index_entry *entry, bool common, bool *kept)
{
    struct work *work = &o->ld->work;
    struct input member;
    struct object object;
    const char *file;
    *kept = false;
    if (!archive_member(work, archive, entry->offset, &member, &file) ||
        (archive->thin && !read_file(o->ld, &member, file)) ||
        !open_object(o, &member, &object))
        return false;
    if (common && !defines(&object, entry->name))
        return true;
    object.file = archive->thin ? file : archive->input->path;
    object.begins =
        archive->thin ? 0 : (size_t)(member.bytes - archive->input->bytes);
    *kept = true;
    return keep(o, &object);
}

// Goes through the index once. done[i]: there is nothing more to be had of
// entry i.
static bool pull_all(struct opening *o, const struct archive *archive,
                     bool *done, bool *more)
{
    for (size_t i = 0; i < archive->count; i++) {
        const struct index_entry *entry = &archive->index[i];
        enum seen_state state = look_up(o, entry->name);
        if (done[i] || (state != SEEN_WANTED && state != SEEN_COMMON))
            continue;
        bool kept;
        done[i] = true;
        if (!pull(o, archive, entry, state == SEEN_COMMON, &kept))
            return false;
        for (size_t j = 0; kept && j < archive->count; j++)
            done[j] = done[j] || archive->index[j].offset == entry->offset;
        *more = *more || kept;
    }
    return true;
}

static bool open_archive(struct opening *o, const struct input *input)
{
    struct archive archive;
    if (!archive_open(&o->ld->work, input, &archive))
        return false;
    bool *done = work_alloc(&o->ld->work, archive.count, sizeof *done);
    bool more = true;
    if (done == NULL)
        return false;
    while (more) {
        more = false;
        if (!pull_all(o, &archive, done, &more))
            return false;
    }
    return true;
}

static bool open_input(struct opening *o, const struct input *input)
{
    struct object object;
    if (is_archive(input))
        return open_archive(o, input);
    return open_object(o, input, &object) && keep(o, &object);
}

bool open_inputs(struct linker *ld, const struct input *inputs, size_t ninputs)
{
    struct opening o = {.ld = ld};
    const struct names *wanted = ld->options->exports;
    for (size_t i = 0; i < wanted->count; i++)
        if (!see(&o, wanted->list[i].text, SEEN_WANTED))
            return false;
    for (size_t i = 0; i < ninputs; i++)
        if (!open_input(&o, &inputs[i]))
            return false;
    return ld->nobjects > 0 || fail(&ld->work, "no objects");
}
