// thunk_test.c - follows the thunks' memory, and calls each thunk once.
//
// Usage:        thunk_test             (those that are made at run time)
//               thunk_test assembled   (those that are part of the program)
// Exit status:  0 all is as it should be, 1 it is not, or this machine has no
//               thunks.
//
// The number of mappings that are writable and executable is printed and not
// tested: a tool that watches the process may have such mappings of its own.

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "maps.h"
#include "thunks.h"

static int seen[THUNK_COUNT];
static int both_during_call, failed;
static const char *code_start, *data_start;

// Prints the rights, and compares them with the expected ones.
static void tell(const char *when, const char *code_should,
                 const char *data_should)
{
    char code[5], data[5];
    maps_rights(code_start, code);
    maps_rights(data_start, data);
    printf("%-10s code %s, data %s, writable and executable: %d\n", when, code,
           data, maps_writable_and_executable());
    failed |= strcmp(code, code_should) != 0 || strcmp(data, data_should) != 0;
}

// A caller compiled by clang with -fsanitize=function reads 8 bytes there.
static void look_before_the_first(void)
{
    char rights[5];
    maps_rights(code_start - 8, rights);
    if (rights[0] != 'r') {
        fprintf(stderr, "thunk_test: before the first thunk: %s\n", rights);
        failed = 1;
    }
}

static void count(void *ctx, double value)
{
    int *mine = ctx;
    *mine += value == 21.5;
}

static void look(void *ctx, double value)
{
    (void)ctx;
    (void)value;
    both_during_call = maps_writable_and_executable();
}

static void use_all(struct thunks *thunks)
{
    static fixed_report *all[THUNK_COUNT];
    int right = 0;
    for (int i = 0; i < THUNK_COUNT; i++)
        all[i] = thunk_take(thunks, count, &seen[i]);
    for (int i = 0; i < THUNK_COUNT; i++)
        all[i](21.5);
    for (int i = 0; i < THUNK_COUNT; i++)
        right += seen[i] == 1;
    printf("%d thunks called, %d found their own context\n", THUNK_COUNT,
           right);

    fixed_report *more = thunk_take(thunks, count, NULL);
    printf("one more: %s\n", more == NULL ? "none is left" : "given");
    failed |= right != THUNK_COUNT || more != NULL;
    thunk_give_back(thunks, all[7]);
    more = thunk_take(thunks, look, NULL);
    printf("one given back: %s\n",
           more == all[7] ? "it is given again" : "lost");
    if (more != NULL)
        more(0);
    failed |= more != all[7];
    printf("during a call, writable and executable: %d\n", both_during_call);
}

static void try_made(struct thunks *thunks)
{
    tell("mapped:", "rw-p", "rw-p");
    if (thunks_seal(thunks) != 0) {
        perror("thunk_test: thunks: cannot seal them");
        failed = 1;
        return;
    }
    tell("sealed:", "r-xp", "rw-p");
    look_before_the_first();
    use_all(thunks);
    thunks_unmap(thunks);
    tell("unmapped:", "none", "none");
}

static void try_assembled(struct thunks *thunks)
{
    tell("as loaded:", "r-xp", "rw-p");
    look_before_the_first();
    use_all(thunks);
}

int main(int argc, char *argv[])
{
    int assembled = argc > 1 && strcmp(argv[1], "assembled") == 0;
    struct thunks *thunks = assembled ? thunks_assembled() : thunks_map();
    if (thunks == NULL) {
        fprintf(stderr, "thunk_test: thunks: cannot make them: %s\n",
                errno == ENOTSUP ? "no template for this machine"
                                 : strerror(errno));
        return 1;
    }
    code_start = thunks_code(thunks);
    data_start = thunks_data(thunks);
    if (assembled)
        try_assembled(thunks);
    else
        try_made(thunks);
    return failed;
}
