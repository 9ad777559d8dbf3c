// maps.c - read /proc/self/maps.

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "maps.h"

struct line {
    uintptr_t start, end;
    char rights[5];
    char text[512];
};

static int next_line(FILE *maps, struct line *line)
{
    return fgets(line->text, sizeof line->text, maps) != NULL &&
           sscanf(line->text, "%" SCNxPTR "-%" SCNxPTR " %4s", &line->start,
                  &line->end, line->rights) == 3;
}

void maps_rights(const void *address, char rights[5])
{
    strcpy(rights, "none");
    FILE *maps = fopen("/proc/self/maps", "r");
    if (maps == NULL)
        return;
    struct line line;
    while (next_line(maps, &line)) {
        if ((uintptr_t)address >= line.start && (uintptr_t)address < line.end)
            strcpy(rights, line.rights);
    }
    fclose(maps);
}

int maps_writable_and_executable(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    if (maps == NULL)
        return -1;
    int count = 0;
    struct line line;
    while (next_line(maps, &line))
        count += line.rights[1] == 'w' && line.rights[2] == 'x';
    fclose(maps);
    return count;
}

int maps_count(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    if (maps == NULL)
        return -1;
    int count = 0;
    struct line line;
    while (next_line(maps, &line))
        count++;
    fclose(maps);
    return count;
}

// Reads the sixth number of statm.
long maps_data_pages(void)
{
    long pages = -1;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL)
        return -1;
    if (fscanf(file, "%*d %*d %*d %*d %*d %ld", &pages) != 1)
        pages = -1;
    fclose(file);
    return pages;
}

void maps_stack_rights(char rights[5])
{
    strcpy(rights, "none");
    FILE *maps = fopen("/proc/self/maps", "r");
    if (maps == NULL)
        return;
    struct line line;
    while (next_line(maps, &line)) {
        if (strstr(line.text, "[stack]") != NULL)
            strcpy(rights, line.rights);
    }
    fclose(maps);
}
