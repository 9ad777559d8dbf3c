// broken.c - a target that does all that a target must not do: to see that it
// is found.
//
// The first byte says what: see the cases.

#include <stdlib.h>
#include <unistd.h>

#include "fuzz/target.h"
#include "fuzz/watch.h"

static void *volatile forgotten;

static int beyond(const uint8_t *bytes, size_t size)
{
    return ((const volatile uint8_t *)bytes)[size];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    watch_begin(1000);
    switch (size == 0 ? 0 : bytes[0]) {
    case 'b':
        return beyond(bytes, size);
    case 'l':
        forgotten = malloc(10);
        break;
    case 'm':
        forgotten = malloc(1001);
        free(forgotten);
        break;
    case 'w':
        target_wrong("on purpose");
    case 'h':  // for the clock no other than a loop, but the processor is free
        for (;;)
            pause();
    }
    target_accepted++;
    watch_end();
    return 0;
}
