// ld-damage.c - damage an object in every way that one byte can be damaged, and
// link it each time.
//
// Usage:        ld-damage OBJECT [STEP]
//               Every length shorter than the object; then every byte changed
//               to 0x00, 0x01, 0x7f, 0x80, 0xff and to its complement. With
//               STEP at every so many lengths and bytes only.
// Exit status:  0 each was refused with a reason, or made a good module;
//               1 not so; 2 usage. A crash is a crash.
//
// The object is in memory of just its size: under a sanitizer or valgrind a
// look beyond its end is an error.

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "object/file.h"
#include "linker/link.h"
#include "test/modfile.h"

static unsigned long tried, linked, failed;
static size_t step = 1;

static void complain(const char *how, size_t at, const char *what)
{
    fprintf(stderr, "ld-damage: %s at %zu: %s\n", how, at, what);
    failed++;
}

// What is linked: a module, the table of a program, and a module of two
// objects; the first is whole.
static const struct way {
    bool (*link)(const struct input *inputs, size_t ninputs,
                 const struct options *options, struct output *output,
                 char *why, size_t whysize);
    size_t skip;
} ways[] = {{link_module, 1}, {link_exporttab, 1}, {link_module, 0}};

static struct input inputs[2] = {{.path = "whole"}, {.path = "damaged"}};

static void link_one(const struct way *way, const char *how, size_t at)
{
    static const struct names none;
    struct options options = {.imports = &none, .exports = &none, .init = true};
    char why[256] = "";
    struct output output;
    bool done = way->link(inputs + way->skip, 2 - way->skip, &options, &output,
                          why, sizeof why);
    const char *wrong = NULL;
    if (done && way->link == link_module)
        wrong = modfile_check(output.bytes, output.size, NULL);
    else if (!done && why[0] == '\0')
        wrong = "refused without a reason";
    if (wrong)
        complain(how, at, wrong);
    tried++;
    linked += done;
    free(output.bytes);
}

static void link_all(const uint8_t *bytes, size_t size, const char *how,
                     size_t at)
{
    inputs[1].bytes = bytes;
    inputs[1].size = size;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        link_one(&ways[i], how, at);
}

static void truncate_all(const uint8_t *bytes, size_t size)
{
    for (size_t n = 0; n < size; n += step) {
        uint8_t *copy = malloc(n + (n == 0));
        if (copy == NULL)
            abort();
        memcpy(copy, bytes, n);
        link_all(copy, n, "cut", n);
        free(copy);
    }
}

static void change_all(uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i += step) {
        uint8_t good = bytes[i];
        const uint8_t values[] = {0, 1, 0x7f, 0x80, 0xff, (uint8_t)~good};
        for (size_t j = 0; j < sizeof values; j++) {
            bytes[i] = values[j];
            if (values[j] != good)
                link_all(bytes, size, "changed", i);
        }
        bytes[i] = good;
    }
}

int main(int argc, char *argv[])
{
    uint8_t *bytes;
    size_t size;
    if (argc == 3)
        step = strtoul(argv[2], NULL, 10);
    if (argc < 2 || argc > 3 || step == 0) {
        fprintf(stderr, "usage: ld-damage OBJECT [STEP]\n");
        return 2;
    }
    if (!file_read(argv[1], &bytes, &size)) {
        fprintf(stderr, "ld-damage: %s: %s\n", argv[1], strerror(errno));
        return 1;
    }
    uint8_t *exact = malloc(size + (size == 0));
    if (exact == NULL)
        abort();
    memcpy(exact, bytes, size);
    inputs[0].bytes = bytes;
    inputs[0].size = size;
    truncate_all(exact, size);
    change_all(exact, size);
    free(exact);
    free(bytes);
    printf("%lu links, some of them good: %s\n", tried,
           linked > 0 && linked < tried ? "yes" : "no");
    return failed > 0;
}
