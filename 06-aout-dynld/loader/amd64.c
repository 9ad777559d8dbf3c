// amd64.c - what the loader has to know of modules for amd64.

#include "a.out.h"
#include "loader.h"

// The export table is used as it lies in the file, and text must be able to end
// where a page ends.
_Static_assert(sizeof(Dynsym) == 24, "an export has 24 bytes in the file");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "and this order");

const struct machine dynmachine = {
    .magic = DYN_MAGIC_LP64 | S_MAGIC,
    .header = EXEC_SIZE_LP64,
    .text_unit = 4096,
    .data_unit = 8,
    .maximports = 0x7fffffff,  // what an int can count
    .strict = true,
};
