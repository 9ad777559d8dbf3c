// narrow.c - where the types that two objects give one name part.
//
// The two types are walked side by side, each pair of structs once, the outer
// ones before the inner ones: so the first difference is one that is near to
// the name. The walk does not go into a struct of which one side has only the
// tag, or INCOMPLETE(), nor into parameters where one side has "()".

#include <string.h>

#include "constants.h"
#include "narrow.h"
#include "print.h"

// The longest chain without a struct or function in it.
#define LINKS 100

// Two entries that were compared.
struct die_pair {
    const struct die *a, *b;  // NULL: an empty place
};

void narrow_begin(struct narrowing *narrowing, struct work *work,
                  unsigned long allowed)
{
    *narrowing = (struct narrowing){.work = work, .allowed = allowed};
}

static bool enqueue(struct narrowing *narrowing, struct meeting meeting)
{
    struct meeting *queue =
        work_grow(narrowing->work, narrowing->queue, narrowing->nqueue,
                  &narrowing->queue_room, sizeof *queue);
    if (queue == NULL)
        return false;
    narrowing->queue = queue;
    queue[narrowing->nqueue++] = meeting;
    return true;
}

static struct die_pair *place(struct die_pair *met, size_t room,
                              const struct die *a, const struct die *b)
{
    uint64_t hash =
        (a->offset * 0x9e3779b97f4a7c15) ^ (b->offset * 0x632be59bd9b4e019);
    size_t at = (size_t)(hash ^ hash >> 32) & (room - 1);
    while (met[at].a != NULL && (met[at].a != a || met[at].b != b))
        at = (at + 1) & (room - 1);
    return &met[at];
}

// At least half of the places are empty. Returns false after fail().
static bool make_place(struct narrowing *narrowing)
{
    if (2 * narrowing->nmet < narrowing->met_room)
        return true;
    size_t room = narrowing->met_room == 0 ? 256 : 2 * narrowing->met_room;
    struct die_pair *met = work_alloc(narrowing->work, room, sizeof *met);
    if (met == NULL)
        return false;
    for (size_t i = 0; i < narrowing->met_room; i++) {
        const struct die_pair *old = &narrowing->met[i];
        if (old->a != NULL)
            *place(met, room, old->a, old->b) = *old;
    }
    narrowing->met = met;
    narrowing->met_room = room;
    return true;
}

// Is it the first time that these two meet? *failed: after fail().
static bool is_first(struct narrowing *narrowing, const struct die *a,
                     const struct die *b, bool *failed)
{
    *failed = !make_place(narrowing);
    if (*failed)
        return false;
    struct die_pair *pair = place(narrowing->met, narrowing->met_room, a, b);
    if (pair->a != NULL)
        return false;
    *pair = (struct die_pair){a, b};
    narrowing->nmet++;
    return true;
}

static bool hide(struct narrowing *narrowing, const struct die *die, bool first,
                 bool by_mark)
{
    for (size_t i = 0; i < narrowing->nhidden; i++)
        if (narrowing->hidden[i].die == die &&
            (narrowing->hidden[i].by_mark || !by_mark))
            return true;
    struct hidden *hidden =
        work_grow(narrowing->work, narrowing->hidden, narrowing->nhidden,
                  &narrowing->hidden_room, sizeof *hidden);
    if (hidden == NULL)
        return false;
    narrowing->hidden = hidden;
    hidden[narrowing->nhidden++] = (struct hidden){
        .die = (struct die *)die,
        .first = first,
        .by_mark = by_mark,
        .was_hidden = die->hidden,
        .was_incomplete = die->incomplete,
    };
    return true;
}

void narrow_hide(const struct narrowing *narrowing)
{
    for (size_t i = 0; i < narrowing->nhidden; i++) {
        struct die *die = narrowing->hidden[i].die;
        die->hidden = true;
        die->incomplete |= narrowing->hidden[i].by_mark;
    }
}

void narrow_show(const struct narrowing *narrowing)
{
    for (size_t i = 0; i < narrowing->nhidden; i++) {
        struct die *die = narrowing->hidden[i].die;
        die->hidden = narrowing->hidden[i].was_hidden;
        die->incomplete = narrowing->hidden[i].was_incomplete;
    }
}

const char *narrow_tag(const struct hidden *hidden)
{
    bool tagged =
        type_struct(hidden->die).kind != TYPE_NONE && hidden->die->name != NULL;
    return tagged ? hidden->die->name : "()";
}

static bool differ(struct narrowing *narrowing, const struct meeting *meeting)
{
    narrowing->wrong = *meeting;
    narrowing->is_wrong = true;
    return true;
}

// Its members, or its parameters, one by one.
static bool enqueue_parts(struct narrowing *narrowing, struct type a,
                          struct type b)
{
    struct meeting meeting = {.in = a, .in_b = b};
    struct parts p = type_parts(a), q = type_parts(b);
    do {
        meeting.number++;
        meeting.a = type_next(&p, &meeting.part);
        meeting.b = type_next(&q, &meeting.part_b);
        if (!enqueue(narrowing, meeting))
            return false;
    } while (meeting.a.kind != TYPE_NONE && meeting.b.kind != TYPE_NONE &&
             step(&narrowing->steps));
    return true;
}

static bool is_declared_only(struct type type)
{
    return type.die->declaration && type.die->part == NULL;
}

static bool same_tag(const struct die *a, const struct die *b)
{
    return a->name != NULL && b->name != NULL && strcmp(a->name, b->name) == 0;
}

static bool meet_structs(struct narrowing *narrowing,
                         const struct meeting *meeting, struct type a,
                         struct type b)
{
    bool failed;
    bool a_known = !is_declared_only(a), b_known = !is_declared_only(b);
    if (a.die->incomplete || b.die->incomplete)
        return (a.die->incomplete || hide(narrowing, a.die, true, true)) &&
               (b.die->incomplete || hide(narrowing, b.die, false, true));
    if (!a_known && !b_known)
        return true;
    if ((!a_known || !b_known) && !same_tag(a.die, b.die))
        return differ(narrowing, meeting);
    if (!a_known || !b_known)
        return hide(narrowing, a_known ? a.die : b.die, a_known, false);
    if (!is_first(narrowing, a.die, b.die, &failed))
        return !failed;
    return enqueue_parts(narrowing, a, b);
}

// "int f();" that is no definition: of its parameters nothing is known.
static bool has_no_list(struct type type)
{
    const struct die *die = type.die;
    return !die->prototyped && die->part == NULL &&
           (die->declaration || die->tag == DW_TAG_subroutine_type);
}

static bool meet_functions(struct narrowing *narrowing, struct type a,
                           struct type b)
{
    bool failed;
    bool a_known = !has_no_list(a), b_known = !has_no_list(b);
    struct meeting result = {
        .in = a, .in_b = b, .a = type_inner(a), .b = type_inner(b)};
    if (!is_first(narrowing, a.die, b.die, &failed))
        return !failed;
    if (!enqueue(narrowing, result))
        return false;
    if (a_known && b_known)
        return enqueue_parts(narrowing, a, b);
    if (!a_known && !b_known)
        return true;
    return hide(narrowing, a_known ? a.die : b.die, a_known, false);
}

static bool is_struct(struct type type)
{
    return type.kind == TYPE_STRUCT || type.kind == TYPE_UNION;
}

// Follows two types to where one of them ends.
static bool meet(struct narrowing *narrowing, const struct meeting *meeting)
{
    struct type a = meeting->a, b = meeting->b;
    for (int links = 0; step(&narrowing->steps); links++) {
        if (links == LINKS)
            step_fail(&narrowing->steps, "its type has no end");
        if (a.kind != b.kind ||
            (a.kind == TYPE_OTHER && strcmp(a.die->name, b.die->name) != 0))
            return differ(narrowing, meeting);
        if (is_struct(a))
            return meet_structs(narrowing, meeting, a, b);
        if (a.kind == TYPE_FUNCTION)
            return meet_functions(narrowing, a, b);
        if (a.kind != TYPE_POINTER && a.kind != TYPE_ARRAY)
            return true;
        if (a.kind == TYPE_ARRAY && type_count(a) != type_count(b) &&
            !narrowing->has_lengths) {
            narrowing->has_lengths = true;
            narrowing->lengths = *meeting;
        }
        a = type_inner(a);
        b = type_inner(b);
    }
    return false;
}

bool narrow(struct narrowing *narrowing, struct type a, struct type b)
{
    narrowing->steps = (struct steps){.left = narrowing->allowed};
    narrowing->nqueue = 0;
    narrowing->is_wrong = narrowing->has_lengths = false;
    if (narrowing->nmet > 0)
        memset(narrowing->met, 0, narrowing->met_room * sizeof *narrowing->met);
    narrowing->nmet = 0;
    if (!enqueue(narrowing, (struct meeting){.a = a, .b = b}))
        return false;
    for (size_t i = 0; i < narrowing->nqueue && !narrowing->is_wrong; i++) {
        struct meeting meeting = narrowing->queue[i];
        if (!meet(narrowing, &meeting))
            return false;
    }
    return true;
}

static void print_part(struct narrowing *narrowing, FILE *file,
                       struct type type, const struct die *part)
{
    struct printer printer = {.file = file, .steps = &narrowing->steps};
    if (type.kind == TYPE_NONE)
        fputs("none", file);
    else
        print_declaration(&printer, type, part == NULL ? NULL : part->name, 0);
}

static void print_where(struct narrowing *narrowing, FILE *file,
                        const struct meeting *meeting)
{
    struct printer printer = {.file = file, .steps = &narrowing->steps};
    if (meeting->in.kind == TYPE_FUNCTION && meeting->number == 0)
        fputs("result: ", file);
    else if (meeting->in.kind == TYPE_FUNCTION)
        fprintf(file, "parameter %u: ", meeting->number);
    else if (meeting->in.kind != TYPE_NONE) {
        fprintf(file, "member %u of ", meeting->number);
        print_tag(&printer, meeting->in);
        fputs(": ", file);
    }
}

// A struct without a tag is printed in several lines: make it one.
static void join(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++)
        if ((*from != '\n' && *from != ' ') || (to > text && to[-1] != ' '))
            *to++ = *from == '\n' ? ' ' : *from;
    *to = '\0';
}

void narrow_explain(struct narrowing *narrowing, char *text, size_t size)
{
    const struct meeting *meeting =
        narrowing->is_wrong ? &narrowing->wrong : &narrowing->lengths;
    text[0] = '\0';
    if (!narrowing->is_wrong && !narrowing->has_lengths)
        return;
    FILE *file = fmemopen(text, size, "w");
    if (file == NULL)
        return;
    narrowing->steps = (struct steps){.left = STEPS};
    fputs(narrowing->is_wrong ? "" : "the length of an array: ", file);
    print_where(narrowing, file, meeting);
    print_part(narrowing, file, meeting->a, meeting->part);
    fputs(", ", file);
    print_part(narrowing, file, meeting->b, meeting->part_b);
    fclose(file);
    text[size - 1] = '\0';
    join(text);
}
