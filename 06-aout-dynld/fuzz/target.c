// target.c - what the targets share.

#include <stdlib.h>

#include "fuzz/target.h"

unsigned long target_accepted;
size_t target_printed;

void target_wrong(const char *what)
{
    fprintf(stderr, "wrong: %s\n", what);
    abort();
}

// FNV-1a, of at most 4096 bytes from either end.
uint32_t target_hash(const uint8_t *bytes, size_t size)
{
    uint32_t hash = (uint32_t)(0x811c9dc5 ^ size);
    for (size_t i = 0; i < size; i++)
        if (i < 4096 || i >= size - 4096)
            hash = (hash ^ bytes[i]) * 0x01000193;
    return hash ^ hash >> 15;
}

// What a terminal would obey must not get there.
static ssize_t sink(void *cookie, const char *text, size_t n)
{
    (void)cookie;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < ' ' && c != '\n' && c != '\t') || c == 127)
            target_wrong("a control character is printed");
    }
    target_printed += n;
    return (ssize_t)n;
}

FILE *target_sink(void)
{
    static FILE *file;
    if (file == NULL)
        file = fopencookie(NULL, "w", (cookie_io_functions_t){.write = sink});
    if (file == NULL)
        abort();
    return file;
}

// What the tests' modules import, with the signatures that they give it.
static int here;

Dynsym target_table[] = {
    {0, (ulong)&here, "__stack_chk_fail"},
    {0x49c247e7, (ulong)&here, "host_ask"},
    {0xb3a1d3d5, (ulong)&here, "host_value"},
    {0, (ulong)&here, "lent_add"},
    {0, (ulong)&here, "lent_half"},
    {0, (ulong)&here, "lent_number"},
    {0, (ulong)&here, "lent_row"},
    {0, (ulong)&here, "memcpy"},
    {0, (ulong)&here, "memset"},
    {0x5aa157b4, (ulong)&here, "report"},
    {0, 0, nil},
};

const int target_nsym = sizeof target_table / sizeof target_table[0] - 1;
