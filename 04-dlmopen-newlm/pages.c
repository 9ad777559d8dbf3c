// pages.c - ask the kernel which kind of page is mapped at an address.
//
// /proc/self/pagemap has 8 bytes for each page. Bit 63: it is in memory. Bit
// 61: it is a page of a file (or shared on purpose), not a private copy. Where
// in memory it lies only root is told.

#include <stdio.h>
#include <unistd.h>

#include "pages.h"

#define IN_MEMORY (UINT64_C(1) << 63)
#define OF_FILE (UINT64_C(1) << 61)

enum page_kind page_kind(uintptr_t address)
{
    uint64_t entry = 0;
    uintptr_t page = address / (uintptr_t)sysconf(_SC_PAGESIZE);
    (void)*(volatile const char *)address;
    FILE *pages = fopen("/proc/self/pagemap", "rb");
    if (pages == NULL)
        return PAGE_UNKNOWN;
    setvbuf(pages, NULL, _IONBF, 0);
    if (fseeko(pages, (off_t)(page * sizeof entry), SEEK_SET) != 0 ||
        fread(&entry, sizeof entry, 1, pages) != 1)
        entry = 0;
    fclose(pages);
    if ((entry & IN_MEMORY) == 0)
        return PAGE_UNKNOWN;
    return (entry & OF_FILE) != 0 ? PAGE_OF_FILE : PAGE_OWN;
}
