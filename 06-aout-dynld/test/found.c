// found.c - whose code is this? What is found at each address, also while
// devices come and go. Prints TAP.
//
// No module is loaded: the table is only told where one would be.

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "host/ranges.h"
#include "test/tap.h"

#define MOST 40
#define STEP 0x3000  // from one module to the next
#define TEXT 0x1000  // bytes of code
#define ROUNDS 2000

static char devices[MOST];  // one is as good as a struct device here
static void *in[MOST];      // the device that is entered, or NULL

static uintptr_t base(int i)
{
    return 0x10000000 + (uintptr_t)i * STEP;
}

static bool enter(int i)
{
    if (ranges_add(base(i), TEXT, &devices[i]) != 0)
        return false;
    in[i] = &devices[i];
    return true;
}

static bool leave(int i)
{
    in[i] = NULL;
    return ranges_remove(&devices[i]) == 1;
}

static void *at(uintptr_t address)
{
    return ranges_find((void *)address);
}

// Both ends of the code of each, and what is next to them.
static bool finds_right(void)
{
    for (int i = 0; i < MOST; i++) {
        if (at(base(i)) != in[i] || at(base(i) + TEXT - 1) != in[i] ||
            at(base(i) - 1) != NULL || at(base(i) + TEXT) != NULL)
            return false;
    }
    return at(0) == NULL && at(UINTPTR_MAX) == NULL;
}

// i * step, modulo MOST, is each once, for a step that shares no divisor.
static bool in_steps_of(int step)
{
    bool right = finds_right();
    for (int i = 0; i < MOST; i++)
        right = right && enter(i * step % MOST) && finds_right();
    for (int i = 0; i < MOST; i++)
        right = leave(i * 7 % MOST) && finds_right() && right;
    return right;
}

static atomic_bool stop;

// A callback that comes again and again from the device 0. Returns how often it
// had another sender.
static void *call_back(void *unused)
{
    intptr_t wrong = 0;
    (void)unused;
    while (!atomic_load(&stop))
        wrong += at(base(0) + 16) != &devices[0];
    return (void *)wrong;
}

// The others come and go meanwhile, above and below it in memory.
static bool while_others_come_and_go(void)
{
    pthread_t thread;
    void *wrong;
    bool right = enter(0);
    if (pthread_create(&thread, NULL, call_back, NULL) != 0)
        return false;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 1; i < MOST; i++)
            right = enter(i) && right;
        for (int i = 1; i < MOST; i++)
            right = leave(i) && right;
    }
    atomic_store(&stop, true);
    return pthread_join(thread, &wrong) == 0 && wrong == NULL && leave(0) &&
           right;
}

int main(void)
{
    ok(in_steps_of(1), "devices at rising addresses, one by one");
    ok(in_steps_of(MOST - 1), "... at falling ones");
    ok(in_steps_of(3) && in_steps_of(17), "... in no order");
    ok(while_others_come_and_go(),
       "a device is always found while others come and go");
    return finish();
}
