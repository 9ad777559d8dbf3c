// dwarf.c - the target: debug information, without the object around it.
//
// What is read of it: the entries, the types of all names, their signatures,
// and each as a declaration in C.

#include "types/print.h"
#include <elf.h>

#include "fuzz/parts.h"
#include "fuzz/target.h"
#include "fuzz/watch.h"
#include "types/narrow.h"
#include "types/types.h"
#include "object/bytes.h"
#include "types/sig.h"

// What one input may take: less than a link may, or one input with a type that
// consists of itself takes as long as a thousand others.
#define INPUT_STEPS 20000

// How many names are compared with the next one.
#define NARROWED 4

// Sections out of the input. The number of those that are there.
static size_t split(const uint8_t *bytes, size_t size, struct section *sections)
{
    size_t n = 0;
    for (; n < PARTS && size >= 4; n++) {
        uint64_t part = get_le(bytes, 4);
        bytes += 4;
        size -= 4;
        if (part > size)
            part = size;
        sections[n] = (struct section){
            .name = parts_names[n], .bytes = bytes, .size = part};
        bytes += part;
        size -= part;
    }
    return n;
}

// Two names, as if they were one name of two objects.
static void narrow_two(struct work *work, struct types *types, size_t i)
{
    struct narrowing narrowing;
    char where[200];
    uint32_t sig;
    struct type a = type_named(types->list[i].die);
    struct type b = type_named(types->list[i + 1].die);
    if (a.kind == TYPE_FOREIGN || b.kind == TYPE_FOREIGN)
        return;
    narrow_begin(&narrowing, work, INPUT_STEPS / 10);
    if (narrow(&narrowing, a, a) &&
        (narrowing.is_wrong || narrowing.nhidden > 0))
        target_wrong("a type differs from itself");
    if (!narrow(&narrowing, a, b))
        return;
    narrow_explain(&narrowing, where, sizeof where);
    narrow_hide(&narrowing);
    signer_forget(&types->signer);
    types->signer.steps = (struct steps){.left = INPUT_STEPS};
    signature(&types->signer, a, &sig);
    signature(&types->signer, b, &sig);
    narrow_show(&narrowing);
}

// Each name's type, until the steps are used up. (A link gives each name as
// many as this input has in all.)
static void say_all(struct work *work, struct types *types)
{
    struct signer *signer = &types->signer;
    struct steps *steps = &signer->steps;
    struct printer printer = {
        .file = target_sink(),
        .steps = steps,
        .structs = work_alloc(work, types->dwarf.ndies, sizeof(struct type)),
    };
    if (printer.structs == NULL)
        return;
    *steps = (struct steps){.left = INPUT_STEPS};
    for (size_t i = 0; i < types->count; i++) {
        if (steps->left > INPUT_STEPS)
            break;  // none were left, and then one less
        steps->why = NULL;
        const char *name = types->list[i].name;
        uint32_t sig, again;
        struct type type = type_named(types->list[i].die);
        if (type.kind == TYPE_FOREIGN || !signature(signer, type, &sig))
            continue;
        target_accepted += i == 0;
        if (!same_type(signer, type, type) && steps->why == NULL)
            target_wrong("a type is not the same as itself");
        if (signature(signer, type, &again) && again != sig)
            target_wrong("a type has another signature the second time");
        print_declaration(&printer, type, name, 0);
    }
    print_structs(&printer);
    for (size_t i = 0; i + 1 < types->count && i < NARROWED; i++)
        narrow_two(work, types, i);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char why[256] = "";
    struct section sections[PARTS];
    struct object object = {.path = "object", .machine = EM_X86_64};
    struct work work = {.why = why, .whysize = sizeof why};
    struct types types;
    uint32_t hash = target_hash(bytes, size);
    object.sections = sections;
    object.nsections = split(bytes, size, sections);
    watch_begin(1 << 20 | 1024 * size);
    watch.calls = 0;
    watch.fail = hash % 4 == 0 ? 1 + (int)(hash / 4 % 256) : 0;
    if (read_types(&work, &object, &types))
        say_all(&work, &types);
    else if (why[0] == '\0')
        target_wrong("refused without a reason");
    work_free(&work);
    fflush(target_sink());
    watch_end();
    return 0;
}
