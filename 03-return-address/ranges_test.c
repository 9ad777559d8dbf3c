// ranges_test.c - the table of ranges on its own, at its edges.
//
// Usage:        ranges_test     (prints what differs, and a count)
// Exit status:  0 nothing differs, 1 something does.

#include <errno.h>
#include <stdio.h>

#include "ranges.h"

static int tests, failed;

static void expect(int right, const char *what)
{
    tests++;
    failed += !right;
    if (!right)
        printf("wrong: %s\n", what);
}

static void *at(uintptr_t address)
{
    return ranges_find((const void *)address);
}

// Whether adding fails with this reason.
static int refuses(uintptr_t start, size_t size, int reason)
{
    static char nobody;
    errno = 0;
    return ranges_add(start, size, &nobody) == -1 && errno == reason;
}

static void edges(void)
{
    char a, b;
    expect(at(1000) == NULL, "an empty table has no owners");
    expect(ranges_add(1000, 100, &a) == 0, "the first range");
    expect(ranges_add(1100, 50, &b) == 0, "one right behind it");
    expect(at(999) == NULL, "the byte before");
    expect(at(1000) == &a, "the first byte");
    expect(at(1099) == &a, "the last byte");
    expect(at(1100) == &b, "the first byte of the next");
    expect(at(1149) == &b, "its last");
    expect(at(1150) == NULL, "the byte behind");
    expect(at(0) == NULL && at(UINTPTR_MAX) == NULL, "the ends of memory");

    expect(refuses(1000, 1, EEXIST), "the same start again");
    expect(refuses(1099, 1, EEXIST), "the last byte again");
    expect(refuses(990, 11, EEXIST), "one byte into it from below");
    expect(refuses(900, 1000, EEXIST), "all around it");
    expect(refuses(2000, 0, EINVAL), "an empty range");
    expect(refuses(UINTPTR_MAX, 2, EINVAL), "around the end of memory");
    expect(ranges_add(UINTPTR_MAX, 1, &a) == 0, "the last byte of memory");
    expect(at(UINTPTR_MAX) == &a, "... is found");

    expect(ranges_remove(&a) == 2, "removing takes all of one owner");
    expect(at(1000) == NULL && at(UINTPTR_MAX) == NULL, "... away");
    expect(at(1100) == &b, "... and leaves the other");
    expect(ranges_remove(&b) == 1 && ranges_remove(&b) == 0, "once");
}

// What was found last must not outlive a change.
static void reuse(void)
{
    char a, b;
    ranges_add(5000, 100, &a);
    expect(at(5050) == &a && at(5050) == &a, "found, and found again");
    expect(ranges_place(5050)->version == ranges_version, "... by memory");
    ranges_remove(&a);
    expect(at(5050) == NULL, "gone after the removal");
    ranges_add(5000, 100, &b);
    expect(at(5050) == &b, "the next owner of the same addresses");
    ranges_remove(&b);
}

// Enters all that fit, in an order that is not sorted.
static void full(void)
{
    static char owners[RANGES_MAX];
    int right = 0;
    for (unsigned i = 0; i < RANGES_MAX; i++) {
        unsigned n = i * 77 % RANGES_MAX;  // 77 is odd: each n comes once
        right += ranges_add(10000 + n * 10, 5, &owners[n]) == 0;
    }
    expect(right == RANGES_MAX, "as many as there is room for");
    expect(refuses(1, 1, ENOSPC), "one more");
    right = 0;
    for (unsigned n = 0; n < RANGES_MAX; n++)
        right += at(10000 + n * 10 + 4) == &owners[n] &&
                 at(10000 + n * 10 + 5) == NULL;
    expect(right == RANGES_MAX, "each is found, and each gap is a gap");
    for (unsigned n = 0; n < RANGES_MAX; n++)
        ranges_remove(&owners[n]);
    expect(at(10000) == NULL, "all are gone");
}

int main(void)
{
    edges();
    reuse();
    full();
    printf("%d tests, %d wrong\n", tests, failed);
    return failed != 0;
}
