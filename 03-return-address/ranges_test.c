// ranges_test.c - tests the table of ranges on its own, at its edges.
//
// Usage:        ranges_test     (prints what is wrong, and a count)
// Exit status:  0 nothing is wrong, 1 something is.

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

// Returns whether adding fails with this reason.
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

// A remembered result must not outlive a change.
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

// A handler that interrupts a thread at its ranges_found leaves that alone.
static void busy(void)
{
    char a, b;
    uintptr_t same_place = 5000 + 4096 * RANGES_FOUND;
    ranges_add(5000, 100, &a);
    ranges_add(same_place, 100, &b);
    expect(at(5050) == &a && !ranges_busy, "found, and no longer busy");
    ranges_busy = 1;
    expect(at(same_place) == &b, "what an interrupted thread asks is found");
    expect(ranges_place(5050)->owner == &a, "... and not remembered");
    ranges_place(5050)->owner = &b;
    expect(at(5050) == &a, "... nor is what may be half written used");
    ranges_busy = 0;
    ranges_remove(&a);
    ranges_remove(&b);
}

#define SOME 64

static char owners[SOME];

static uintptr_t nth(unsigned n)
{
    return 10000 + (uintptr_t)n * 10;
}

// Returns whether each of the first count ranges is found, and each gap is a
// gap.
static int finds_all(unsigned count)
{
    unsigned right = 0;
    for (unsigned n = 0; n < count; n++)
        right += at(nth(n) - 1) == NULL && at(nth(n)) == &owners[n % SOME] &&
                 at(nth(n) + 4) == &owners[n % SOME] && at(nth(n) + 5) == NULL;
    return right == count;
}

static void remove_all(void)
{
    for (unsigned n = 0; n < SOME; n++)
        ranges_remove(&owners[n]);
    expect(at(nth(0)) == NULL, "all are gone");
}

// Adds ranges in no sorted order.
static void shuffled(void)
{
    int right = 0;
    for (unsigned i = 0; i < SOME; i++) {
        unsigned n = i * 77 % SOME;  // 77 is odd, so each n comes once
        right += ranges_add(nth(n), 5, &owners[n]) == 0;
    }
    expect(right == SOME && finds_all(SOME), "some in no order are found");
    remove_all();
}

// Adds all that fit, downwards, so that none has to move.
static void full(void)
{
    int right = 0;
    for (unsigned n = RANGES_MAX; n-- > 0;)
        right += ranges_add(nth(n), 5, &owners[n % SOME]) == 0;
    expect(right == RANGES_MAX, "as many as there is room for");
    expect(refuses(1, 1, ENOSPC), "one more");
    expect(finds_all(RANGES_MAX), "each is found, and each gap is a gap");
    expect(ranges_remove(&owners[0]) == RANGES_MAX / SOME, "one owner's");
    expect(at(nth(1)) == &owners[1] && at(nth(SOME)) == NULL, "... are out");
    remove_all();
}

int main(void)
{
    edges();
    reuse();
    busy();
    shuffled();
    full();
    printf("%d tests, %d wrong\n", tests, failed);
    return failed != 0;
}
