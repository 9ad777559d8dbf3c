// elf.c - the target: the linker is given an object. Or an archive, or a shared
// object: it is the same program, under the names build/fuzz/archive and
// build/fuzz/shared with other files.
//
// By itself, and twice; with lists of names and without; to make a module, to
// make a program's table. A module that comes out has to be one, by the rules
// of test/modfile.c; and the loader takes it, if it is for this machine.

#include <stdlib.h>
#include <string.h>

#include "a.out.h"
#include "fuzz/target.h"
#include "fuzz/watch.h"
#include "linker/link.h"
#include "object/shared.h"
#include "test/modfile.h"
#include "test/source.h"

static struct name some[] = {{.text = "answer"},
                             {.text = "count"},
                             {.text = "everything"},
                             {.text = "host_ask"},
                             {.text = "report"}};
static const struct names none, five = {.list = some, .count = 5};

// What takes members out of an archive.
static struct name wanted[] = {
    {.text = "answer"}, {.text = "first"}, {.text = "lent"}, {.text = "small"}};
static const struct names four = {.list = wanted, .count = 4};
static const struct names one = {.list = wanted + 3, .count = 1};

// A thin archive's member is what is behind the archive: an object, if the last
// thing that looks like one is one.
static const char *read_member(void *context, const char *path,
                               const uint8_t **bytes, size_t *size)
{
    const struct input *archive = context;
    size_t at = archive->size;
    if (path[0] == '\0')
        return "no name";
    while (at > 0 && (archive->size - at < 4 || memcmp(archive->bytes + at,
                                                       "\x7f"
                                                       "ELF",
                                                       4) != 0))
        at--;
    *bytes = archive->bytes + at;
    *size = archive->size - at;
    return NULL;
}

static uint32_t magic_of(const struct output *output)
{
    const uint8_t *b = output->bytes;
    return (uint32_t)b[0] << 24 | (uint32_t)(b[1] << 16 | b[2] << 8 | b[3]);
}

// It may ask for what this program does not have.
static void load(const struct output *output)
{
    struct source s = {.bytes = output->bytes, .n = output->size};
    Dynobj *o = source_load(&s, target_table, target_nsym, 0);
    const char *why = err_text();
    if (o == NULL && strncmp(why, "undefined symbol", 16) != 0 &&
        strncmp(why, "signature mismatch", 18) != 0 &&
        strncmp(why, "out of memory", 13) != 0)
        target_wrong(why);
    dynobjfree(o);
}

static void check_module(const struct output *output)
{
    const char *wrong = modfile_check(output->bytes, output->size, NULL);
    if (wrong != NULL)
        target_wrong(wrong);
    if (magic_of(output) == dynmagic())
        load(output);
    target_accepted++;
}

static void link_objects(const struct input *inputs, size_t ninputs,
                         const struct options *options)
{
    char why[256] = "";
    struct output output;
    bool done = link_module(inputs, ninputs, options, &output, why, sizeof why);
    if (done)
        check_module(&output);
    if (done == (why[0] != '\0'))
        target_wrong("refused without a reason");
    free(output.bytes);
}

static void make_table(const struct input *input, const struct options *options)
{
    char why[256] = "";
    struct output output;
    bool done = link_exporttab(input, 1, options, &output, why, sizeof why);
    if (done == (why[0] != '\0'))
        target_wrong("refused without a reason");
    for (size_t i = 0; i < output.size; i++)
        if (output.bytes[i] < ' ' && output.bytes[i] != '\n')
            target_wrong("a control character in a source");
    watch_free(output.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input inputs[2] = {{"object", bytes, size}, {"again", bytes, size}};
    uint32_t hash = target_hash(bytes, size);
    bool archive = size > 0 && bytes[0] == '!';
    struct options options = {
        .imports = hash & 1 ? &five : &none,
        .exports = hash & 2 ? &five : &none,
        .read = read_member,
        .context = inputs,
    };
    struct options free_of_choice = options;
    free_of_choice.imports = &none;
    free_of_choice.exports = !archive ? &none : hash & 4 ? &four : &one;
    free_of_choice.verbose = target_sink();
    free_of_choice.init = hash & 4;
    free_of_choice.frames = hash & 16;
    // A shared object may have 16 MiB of zeros, and they are there three times.
    watch_begin((is_shared(inputs) ? 1 << 26 : 1 << 24) | 1024 * size);
    link_objects(inputs, 1, &free_of_choice);
    if (hash & 3)
        link_objects(inputs, 1, &options);
    if (hash & 8)
        link_objects(inputs, 2, &free_of_choice);
    else
        make_table(inputs, &options);

    watch.calls = 0;
    watch.fail = 1 + (int)(hash / 16 % 64);
    char why[256];
    struct output output;
    link_module(inputs, 1, &free_of_choice, &output, why, sizeof why);
    free(output.bytes);
    fflush(target_sink());
    watch_end();
    return 0;
}
