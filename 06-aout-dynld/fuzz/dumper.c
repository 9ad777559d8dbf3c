// dumper.c - the target: the dumper is given a module for any machine.
//
// What it prints goes nowhere, but has to be printable. Of a module for this
// machine the loader is asked, too: dumper and loader share no code, and have
// to be of one opinion.

#include <string.h>

#include "dumper/dump.h"
#include "fuzz/target.h"
#include "fuzz/watch.h"
#include "test/source.h"

// What may be printed for each byte of a file, at most: 12 bytes are an export,
// and many exports may have one name of 4095 characters, each printed as four.
#define PRINTED 1500

// What a loader says that is not about the module, and so not the dumper's.
static bool is_about_program(const char *why)
{
    static const char *const others[] = {"undefined symbol", "signature m",
                                         "out of memory", "program's table"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strncmp(why, others[i], strlen(others[i])) == 0)
            return true;
    return strstr(why, "object too big") != NULL;
}

// On 386 the loader lets some things pass that are wrong; and a name that the
// relocations change may happen to be a good one.
static void compare(const struct dump *dump)
{
    struct source s = {.bytes = dump->bytes, .n = (size_t)dump->size};
    bool harmless = sizeof(long) == 4;
    for (size_t i = 0; i < dump->ncomplaints && i < MAX_COMPLAINTS; i++)
        if (strstr(dump->complaints[i].text, "a part of its name") != NULL)
            harmless = true;
    Dynobj *o = source_load(&s, target_table, target_nsym, 1 << 24);
    bool loads = o != NULL;
    dynobjfree(o);
    target_accepted += loads;
    if (loads && dump->ncomplaints > 0 && !harmless)
        target_wrong(dump->complaints[0].text);
    if (!loads && dump->ncomplaints == 0 && !is_about_program(err_text()))
        target_wrong(err_text());
}

// In one of the two ways: to print takes longer than to read.
static void print(const struct dump *dump, bool bytes)
{
    FILE *out = target_sink();
    target_printed = 0;
    (bytes ? dump_bytes : dump_columns)(dump, out);
    dump_complain(dump, "module", out);
    fflush(out);
    if (target_printed > (1 << 20) + PRINTED * dump->size)
        target_wrong("it prints more than the input is worth");
    for (size_t i = 0; i < dump->ncomplaints && i < MAX_COMPLAINTS; i++)
        if (dump->complaints[i].at > dump->size ||
            dump->complaints[i].text[0] == '\0')
            target_wrong("a complaint about nothing");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct dump dump = {.bytes = bytes, .size = size};
    uint32_t hash = target_hash(bytes, size);
    watch_begin(1 << 20 | 256 * size);
    dump_read(&dump);
    print(&dump, hash & 1);
    if (dump.format != NULL && dump.format->magic == dynmagic())
        compare(&dump);
    dump_free(&dump);

    // Once more, and now memory runs out.
    struct dump again = {.bytes = bytes, .size = size};
    watch.calls = 0;
    watch.fail = 1 + (int)(hash / 2 % 16);
    dump_read(&again);
    if (watch.calls >= watch.fail && again.ncomplaints == 0)
        target_wrong("memory ran out, and it does not say so");
    if (hash % 8 == 0)
        print(&again, hash & 8);
    dump_free(&again);
    watch_end();
    return 0;
}
