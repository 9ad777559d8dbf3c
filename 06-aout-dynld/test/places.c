// places.c - the table of devices by address: what is found at each address,
// and what is not. Prints TAP.
//
// No module is loaded: the table is only told where one would be.

#include <stdio.h>
#include <stdlib.h>

#include "host/devices.h"
#include "host/places.h"
#include "test/tap.h"

#define MOST 40
#define STEP 0x3000   // from one module to the next
#define TEXT 0x1000   // bytes of code
#define IMAGE 0x2000  // bytes in all: so a gap follows

static Dynobj objects[MOST];
static struct device devices[MOST];
static struct device *in[MOST];  // the device that is entered, or NULL

static uchar *base(int i)
{
    return (uchar *)(ulong)(0x10000000 + i * STEP);
}

static void init(void)
{
    for (int i = 0; i < MOST; i++) {
        objects[i] =
            (Dynobj){.base = base(i), .text = TEXT, .data = IMAGE - TEXT};
        devices[i].obj = &objects[i];
    }
}

static bool enter(int i)
{
    if (!places_room())
        return false;
    places_enter(&devices[i]);
    in[i] = &devices[i];
    return true;
}

static void leave(int i)
{
    places_leave(&devices[i]);
    in[i] = NULL;
}

// Both ends of the code of each, and what is next to them.
static bool finds_right(void)
{
    for (int i = 0; i < MOST; i++) {
        if (places_find(base(i)) != in[i] ||
            places_find(base(i) + TEXT - 1) != in[i] ||
            places_find(base(i) - 1) != NULL ||
            places_find(base(i) + TEXT) != NULL ||
            places_find(base(i) + IMAGE) != NULL)
            return false;
    }
    return places_find(NULL) == NULL && places_find((void *)-1UL) == NULL;
}

// i * step, modulo MOST, is each once, for a step that shares no divisor.
static bool in_steps_of(int step)
{
    bool right = finds_right();
    for (int i = 0; i < MOST; i++)
        right = right && enter(i * step % MOST) && finds_right();
    for (int i = 0; i < MOST; i++) {
        leave(i * 7 % MOST);
        right = finds_right() && right;
    }
    return right;
}

int main(void)
{
    init();
    ok(in_steps_of(1), "devices at rising addresses, one by one");
    ok(in_steps_of(MOST - 1), "... at falling ones");
    ok(in_steps_of(3) && in_steps_of(17), "... in no order");
    return finish();
}
