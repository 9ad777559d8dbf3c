// elf_pages.c - a plugin whose data takes several pages, to link and to cut.

#define SIZE 0x30000  // three pages, of the largest size that there is

// Both are all over the file: a byte at either end is not zero.
__attribute__((visibility("default")))
const char constants[SIZE] = {1, [SIZE - 1] = 1};
__attribute__((visibility("default"))) char variables[SIZE] = {1,
                                                               [SIZE - 1] = 1};
