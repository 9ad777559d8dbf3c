// ld-nomem.c - link, and print types, while memory runs out: the nth call for
// it fails, for every n. Prints TAP.
//
// Usage:        ld-nomem OBJECT [OBJECT]
//               Two are linked together, and compared. One may be a shared
//               object.
// Exit status:  0 all tests passed, 1 not, 2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object/file.h"
#include "object/shared.h"
#include "linker/link.h"
#include "types/compare.h"
#include "types/declare.h"
#include "test/tap.h"
#include "test/wrap.h"

static FILE *null;
static size_t ninputs;

static bool links(const struct input *input, char *why, size_t whysize)
{
    static const struct names none;
    struct options options = {.imports = &none, .exports = &none};
    struct output output;
    bool done = link_module(input, ninputs, &options, &output, why, whysize);
    free(output.bytes);
    return done;
}

static bool declares(const struct input *input, char *why, size_t whysize)
{
    return declare_names(input, NULL, null, why, whysize);
}

static bool compares(const struct input *input, char *why, size_t whysize)
{
    bool differ;
    return compare_names(&input[0], &input[ninputs - 1], null, &differ, why,
                         whysize);
}

// How many calls failed before it worked; -1 if it did not say once that memory
// ran out, or did not give back all that was taken.
static int run(bool (*work)(const struct input *, char *, size_t),
               const struct input *input)
{
    for (int n = 1;; n++) {
        char why[256] = "";
        long blocks = wrap.blocks;
        wrap.calls = 0;
        wrap.fail = n;
        bool done = work(input, why, sizeof why);
        if (wrap.blocks != blocks || (!done && strcmp(why, "out of memory")))
            return -1;
        if (done)
            return n - 1;
    }
}

static int names(void)
{
    for (int n = 1;; n++) {
        struct names names = {0};
        long blocks = wrap.blocks;
        wrap.calls = 0;
        wrap.fail = n;
        bool done = names_add(&names, "file", "b a", 3);
        names_free(&names);
        if (wrap.blocks != blocks)
            return -1;
        if (done)
            return n - 1;
    }
}

static int usage(void)
{
    fprintf(stderr, "usage: ld-nomem OBJECT [OBJECT]\n");
    return 2;
}

int main(int argc, char *argv[])
{
    struct input inputs[2] = {{.path = "object"}, {.path = "other"}};
    uint8_t *bytes[2] = {NULL, NULL};
    if (argc != 2 && argc != 3)
        return usage();
    for (ninputs = 0; (int)ninputs < argc - 1; ninputs++) {
        if (!file_read(argv[ninputs + 1], &bytes[ninputs],
                       &inputs[ninputs].size)) {
            fprintf(stderr, "ld-nomem: %s: cannot read\n", argv[ninputs + 1]);
            return 1;
        }
        inputs[ninputs].bytes = bytes[ninputs];
    }
    // Its buffer is taken here, not when memory runs out.
    null = fopen("/dev/null", "w");
    if (null == NULL || fputc(' ', null) == EOF)
        abort();
    ok(run(links, inputs) > 5,
       "a link without memory says so and leaves nothing");
    if (!is_shared(&inputs[0]))
        ok(run(declares, inputs) > 5, "... and so does a list of types");
    if (ninputs == 2)
        ok(run(compares, inputs) > 5, "... and so does a comparison");
    ok(names() == 3, "a list of names does the same");
    fclose(null);
    free(bytes[0]);
    free(bytes[1]);
    return finish();
}
