// compare.c - whether two objects believe the same of the names that both know.
//
// For the one whose host has refused a module: they have met with numbers only.
// Two objects of one module may know different things of a struct, and agree
// all the same. Between host and module that is a difference, and INCOMPLETE()
// is the remedy.

#include <string.h>

#include "compare.h"
#include "narrow.h"
#include "print.h"
#include "types.h"

struct side {
    struct object object;
    struct types types;
};

struct comparison {
    struct work work;
    struct side a, b;
    struct narrowing narrowing;
    FILE *file;
    size_t compared;
    bool differ;
};

static bool open_side(struct comparison *comparison, struct side *side,
                      const struct input *input)
{
    struct work *work = &comparison->work;
    side->object = (struct object){
        .path = input->path, .bytes = input->bytes, .size = input->size};
    return elf_open(work, &side->object) &&
           drop_comdats(work, &side->object, 1) &&
           read_types(work, &side->object, &side->types);
}

// Is it the first of what is hidden with this tag?
static bool is_new(const struct narrowing *narrowing, size_t i)
{
    const char *tag = narrow_tag(&narrowing->hidden[i]);
    for (size_t j = 0; j < i; j++)
        if (strcmp(narrow_tag(&narrowing->hidden[j]), tag) == 0)
            return false;
    return true;
}

static void say_hidden(struct comparison *comparison,
                       const struct hidden *hidden)
{
    struct steps *steps = &comparison->narrowing.steps;
    struct printer printer = {.file = comparison->file, .steps = steps};
    const char *knows =
        hidden->first ? comparison->a.object.path : comparison->b.object.path;
    const char *tag = narrow_tag(hidden);
    *steps = (struct steps){.left = STEPS};
    if (tag[0] == '(') {
        fprintf(comparison->file,
                ": only %s knows the parameters of a function"
                " that is \"()\" in the other",
                knows);
        return;
    }
    fputs(": the members of ", comparison->file);
    print_tag(&printer, type_struct(hidden->die));
    fprintf(comparison->file, " are known in %s only: write INCOMPLETE(",
            knows);
    print_name(&printer, tag);
    fputs(") into a header of both", comparison->file);
}

// Where the types differ, and what to do.
static void say_why(struct comparison *comparison)
{
    struct narrowing *narrowing = &comparison->narrowing;
    char where[300];
    if (narrowing->is_wrong || narrowing->nhidden == 0) {
        narrow_explain(narrowing, where, sizeof where);
        fprintf(comparison->file, "%s%s", where[0] == '\0' ? "" : ": ", where);
        return;
    }
    for (size_t i = 0; i < narrowing->nhidden; i++)
        if (is_new(narrowing, i))
            say_hidden(comparison, &narrowing->hidden[i]);
}

static bool sign_type(struct comparison *comparison, struct side *side,
                      struct type type, const char *name, uint32_t *sig)
{
    struct signer *signer = &side->types.signer;
    signer->steps = (struct steps){.left = STEPS};
    return signature(signer, type, sig) ||
           (!signer->no_memory &&
            fail(&comparison->work, "%s: .debug_info: %s: %s",
                 side->object.path, name, signer->steps.why));
}

// One line: "differ  conn_open: parameter 1: char *, int *".
static bool compare_types(struct comparison *comparison, const char *before,
                          const char *name, struct type a, struct type b)
{
    struct narrowing *narrowing = &comparison->narrowing;
    struct printer printer = {.file = comparison->file,
                              .steps = &narrowing->steps};
    uint32_t sig_a, sig_b;
    if (!sign_type(comparison, &comparison->a, a, name, &sig_a) ||
        !sign_type(comparison, &comparison->b, b, name, &sig_b))
        return false;
    bool known = sig_a != 0 && sig_b != 0, agree = sig_a == sig_b;
    narrowing->nhidden = 0;
    if (known && !agree && !narrow(narrowing, a, b))
        return narrowing->steps.why != NULL &&
               fail(&comparison->work, "%s: .debug_info: %s: %s",
                    comparison->a.object.path, name, narrowing->steps.why);
    narrowing->steps = (struct steps){.left = STEPS};
    fprintf(comparison->file, "%s%s",
            !known  ? "unknown "
            : agree ? "agree   "
                    : "differ  ",
            before);
    print_name(&printer, name);
    if (known && !agree)
        say_why(comparison);
    fputc('\n', comparison->file);
    comparison->compared++;
    comparison->differ |= known && !agree;
    return true;
}

// The names of functions and variables: both lists are sorted.
static bool compare_named(struct comparison *comparison)
{
    const struct types *a = &comparison->a.types, *b = &comparison->b.types;
    for (size_t i = 0; i < a->count; i++) {
        const char *name = a->list[i].name;
        bool again = i > 0 && strcmp(a->list[i - 1].name, name) == 0;
        struct type other = type_of(b, name);
        if (again || is_signof(name) || other.kind == TYPE_NONE)
            continue;
        if (!compare_types(comparison, "", name, type_of(a, name), other))
            return false;
    }
    return true;
}

// A struct of that tag whose members are known.
static struct type struct_of(const struct types *types, enum type_kind kind,
                             const char *tag)
{
    for (size_t i = 0; i < types->dwarf.ndies; i++) {
        const struct die *die = types->dwarf.dies[i];
        struct type type = type_struct(die);
        if (type.kind == kind && die->name != NULL && !die->declaration &&
            strcmp(die->name, tag) == 0)
            return type;
    }
    return (struct type){.kind = TYPE_NONE};
}

// What signof() asks of in one object, and what that is in the other. swapped:
// the first one is b.
static bool compare_asked(struct comparison *comparison,
                          const struct types *asking, const struct types *other,
                          bool swapped)
{
    const struct die *last = NULL;
    for (size_t i = 0; i < asking->count; i++) {
        struct type type = type_pointed(&asking->list[i]);
        if ((type.kind != TYPE_STRUCT && type.kind != TYPE_UNION) ||
            type.die->name == NULL || type.die == last)
            continue;
        last = type.die;
        struct type same = struct_of(other, type.kind, type.die->name);
        if (same.kind != TYPE_NONE &&
            !compare_types(
                comparison, type.kind == TYPE_UNION ? "union " : "struct ",
                type.die->name, swapped ? same : type, swapped ? type : same))
            return false;
    }
    return true;
}

bool compare_names(const struct input *a, const struct input *b, FILE *file,
                   bool *differ, char *why, size_t whysize)
{
    struct comparison comparison = {
        .work = {.why = why, .whysize = whysize},
        .file = file,
    };
    struct work *work = &comparison.work;
    const struct types *first = &comparison.a.types;
    const struct types *second = &comparison.b.types;
    narrow_begin(&comparison.narrowing, work, NARROW_STEPS);
    bool done = open_side(&comparison, &comparison.a, a) &&
                open_side(&comparison, &comparison.b, b) &&
                compare_named(&comparison) &&
                compare_asked(&comparison, first, second, false) &&
                compare_asked(&comparison, second, first, true);
    if (done && comparison.compared == 0)
        done = fail(work, "%s: knows no name that %s knows", b->path, a->path);
    *differ = comparison.differ;
    work_free(work);
    return done;
}
