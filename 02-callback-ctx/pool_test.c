// pool_test.c - takes callbacks, gives them back, and takes them again.
//
// Usage:        pool_test
// Exit status:  0 all tests passed, 1 one failed.

#include <stdio.h>

#include "pool.h"

static int failed;

// Prints what was tested, and whether it passed.
static void tell(const char *what, int right)
{
    printf("%s: %s\n", what, right ? "yes" : "no");
    failed |= !right;
}

static void count(void *ctx, double value)
{
    int *mine = ctx;
    *mine += value == 21.5;
}

int main(void)
{
    fixed_report *all[POOL_SIZE];
    int seen[POOL_SIZE] = {0}, again = 0, right = 0;
    for (int i = 0; i < POOL_SIZE; i++)
        all[i] = pool_take(count, &seen[i]);
    tell("one more: none is left", pool_take(count, NULL) == NULL);

    pool_give_back(all[2]);
    fixed_report *back = pool_take(count, &again);
    tell("one given back: it is given again", back == all[2]);
    tell("... and no other", pool_take(count, NULL) == NULL);

    for (int i = 0; i < POOL_SIZE; i++)
        all[i](21.5);
    for (int i = 0; i < POOL_SIZE; i++)
        right += seen[i] == (i != 2);
    tell("the others kept their context", right == POOL_SIZE);
    tell("it has its new one", again == 1);
    return failed;
}
