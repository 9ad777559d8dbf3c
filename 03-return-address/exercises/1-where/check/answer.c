// answer.c - what the journal should say, for who knows whom it calls.

#include <dlfcn.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>

#include "caller.h"
#include "drive.h"
#include "journal.h"
#include "note.h"

static void tell(const char *address, const char *what)
{
    char line[600];
    struct link_map *map;
    if (*drive_name != '\0') {
        const char *function = dlsym(drive_handle, drive_name);
        snprintf(line, sizeof line, "%s: %s+0x%zx: %s", drive_file, drive_name,
                 (size_t)(address - function), what);
    } else {
        if (dlinfo(drive_handle, RTLD_DI_LINKMAP, &map) != 0)
            return;
        snprintf(line, sizeof line, "%s+0x%zx: %s", drive_file,
                 (size_t)((uintptr_t)address - map->l_addr), what);
    }
    journal_add(line);
}

void note(const char *what)
{
    tell(CALLER(), what);
}

void stop(const char *what)
{
    tell(CALLER(), what);
    journal_stop();
}

void where(const void *address, char *text, size_t size)
{
    (void)address;
    snprintf(text, size, "not asked");
}
