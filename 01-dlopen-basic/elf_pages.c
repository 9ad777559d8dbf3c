// elf_pages.c - a plugin whose data takes several pages, to link and to
// truncate.

#define SIZE 0x30000  // three pages of the largest size

// Neither is all zeros, so the file has all of both.
__attribute__((visibility("default")))
const char constants[SIZE] = {1, [SIZE - 1] = 1};
__attribute__((visibility("default"))) char variables[SIZE] = {1,
                                                               [SIZE - 1] = 1};
