// ld-nomem.c - link while memory runs out: the nth call for it fails, for every
// n. Prints TAP.
//
// Usage:        ld-nomem OBJECT
// Exit status:  0 all tests passed, 1 not, 2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ld-file.h"
#include "ld-link.h"
#include "test/tap.h"
#include "test/wrap.h"

// Links once. True if it worked, or said that memory ran out; and if all that
// was taken has been given back.
static bool clean(const struct input *input, bool *linked)
{
    static const struct names none;
    struct options options = {&none, &none, NULL};
    char why[256] = "";
    struct output output;
    long blocks = wrap.blocks;
    *linked = link_module(input, 1, &options, &output, why, sizeof why);
    free(output.bytes);
    return wrap.blocks == blocks && (*linked || !strcmp(why, "out of memory"));
}

// How many calls failed before it linked, or -1.
static int run(const struct input *input)
{
    bool linked = false;
    for (int n = 1; !linked; n++) {
        wrap.calls = 0;
        wrap.fail = n;
        if (!clean(input, &linked))
            return -1;
    }
    return wrap.fail - 1;
}

static int names(void)
{
    for (int n = 1;; n++) {
        struct names names;
        long blocks = wrap.blocks;
        wrap.calls = 0;
        wrap.fail = n;
        bool done = names_parse(&names, "b a", 3);
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
    ok(run(&input) > 5, "a link without memory says so and leaves nothing");
    ok(names() == 2, "a list of names does the same");
    free(bytes);
    return finish();
}
