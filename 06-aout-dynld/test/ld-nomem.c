// ld-nomem.c - link, and print types, while memory runs out: the nth call for
// it fails, for every n. Prints TAP.
//
// Usage:        ld-nomem OBJECT
// Exit status:  0 all tests passed, 1 not, 2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "object/file.h"
#include "linker/link.h"
#include "types/declare.h"
#include "test/tap.h"
#include "test/wrap.h"

static FILE *null;

static bool links(const struct input *input, char *why, size_t whysize)
{
    static const struct names none;
    struct options options = {.imports = &none, .exports = &none};
    struct output output;
    bool done = link_module(input, 1, &options, &output, why, whysize);
    free(output.bytes);
    return done;
}

static bool declares(const struct input *input, char *why, size_t whysize)
{
    return declare_names(input, NULL, null, why, whysize);
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

int main(int argc, char *argv[])
{
    struct input input = {.path = "object"};
    uint8_t *bytes;
    if (argc != 2) {
        fprintf(stderr, "usage: ld-nomem OBJECT\n");
        return 2;
    }
    if (!file_read(argv[1], &bytes, &input.size)) {
        fprintf(stderr, "ld-nomem: %s: cannot read\n", argv[1]);
        return 1;
    }
    input.bytes = bytes;
    // Its buffer is taken here, not when memory runs out.
    null = fopen("/dev/null", "w");
    if (null == NULL || fputc(' ', null) == EOF)
        abort();
    ok(run(links, &input) > 5,
       "a link without memory says so and leaves nothing");
    ok(run(declares, &input) > 5, "... and so does a list of types");
    ok(names() == 3, "a list of names does the same");
    fclose(null);
    free(bytes);
    return finish();
}
