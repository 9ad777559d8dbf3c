// border.c - a sensor of version 1 whose table ends where its memory ends.
//
// Whoever reads behind the table is stopped there, whatever he does with what
// he would have read.

#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "old_sensor.h"

#include "drawn.h"

#define BORDER 65536  // a multiple of every page size
#define START 65512   // of the table, which then ends at the border
#define TEXT(number) TEXT_OF(number)
#define TEXT_OF(number) #number

static void measure(report_fn *report)
{
    report(OLD_VALUE);
}

__attribute__((aligned(BORDER), used)) struct pages {
    char before[START];
    struct sensor table;
    char behind[BORDER];
} pages = {.table = {SENSOR_ABI, OLD_NAME, measure}};

_Static_assert(offsetof(struct pages, behind) == BORDER, "it ends there");

// The name that the host asks for is that of the table, which lies within an
// object: C cannot say that.
__asm__(".globl " SENSOR_SYMBOL "\n"
        ".set " SENSOR_SYMBOL ", pages + " TEXT(START));

__attribute__((constructor)) static void close_border(void)
{
    if (mprotect(pages.behind, BORDER, PROT_NONE) != 0)
        abort();
}
