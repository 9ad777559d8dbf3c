// list.c - aoutdump -g: of the list that aoutld -g has written, what a person
// types in gdb to have it know a module that lies at some address. A program
// that calls dyndebug() saves him that.
//
// A path is for gdb's words, and for the shell's: both take a backslash. A
// member of an archive has to become a file first, since gdb opens no archives.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"

// The header that stands in front of the image, and a shared object's place 0
// with it.
#define HEADER 40

// What was read so far.
struct gdb {
    FILE *out;
    uvlong base;
    const char *folder;
    uint members;
    bool open;  // a line is not at its end
};

static void print_quoted(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (iscntrl((unsigned char)*text)) {
            fputc('?', out);  // it goes to a terminal
            continue;
        }
        if (!isalnum((unsigned char)*text) && strchr("/._-+", *text) == NULL)
            fputc('\\', out);
        fputc(*text, out);
    }
}

static void print_path(const struct gdb *gdb, const char *path)
{
    if (path[0] != '/') {
        print_quoted(gdb->out, gdb->folder);
        fputc('/', gdb->out);
    }
    print_quoted(gdb->out, path);
}

// The number at *at, and the blank behind it.
static bool number(char **at, int base, uvlong *value)
{
    char *end;
    *value = strtoull(*at, &end, base);
    if (end == *at || *end != ' ')
        return false;
    *at = end + 1;
    return true;
}

static void end_line(struct gdb *gdb)
{
    if (gdb->open)
        fputc('\n', gdb->out);
    gdb->open = false;
}

// SIZE CRC BEGINS PATH
static bool print_object(struct gdb *gdb, char *at, bool shared)
{
    uvlong size, crc, begins;
    if (!number(&at, 10, &size) || !number(&at, 16, &crc) ||
        !number(&at, 10, &begins) || *at == '\0')
        return false;
    end_line(gdb);
    if (begins > 0) {
        fprintf(gdb->out, "shell tail -c +%llu ", begins + 1);
        print_path(gdb, at);
        fprintf(gdb->out, " | head -c %llu >member-%u.o\n", size,
                ++gdb->members);
        fprintf(gdb->out, "add-symbol-file member-%u.o", gdb->members);
    } else {
        fputs("add-symbol-file ", gdb->out);
        print_path(gdb, at);
    }
    if (shared)
        fprintf(gdb->out, " -o 0x%llx", gdb->base - HEADER);
    gdb->open = true;
    return true;
}

// NUMBER PLACE NAME
static bool print_section(struct gdb *gdb, char *at)
{
    uvlong i, place;
    if (!gdb->open || !number(&at, 10, &i) || !number(&at, 16, &place) ||
        *at == '\0')
        return false;
    fputs(" -s ", gdb->out);
    print_quoted(gdb->out, at);
    fprintf(gdb->out, " 0x%llx", gdb->base + place);
    return true;
}

static bool print_line(struct gdb *gdb, char *line)
{
    char *rest = line + strcspn(line, " ");
    if (line[0] == '#' || line[0] == '\0')
        return true;
    if (*rest != '\0')
        *rest++ = '\0';
    if (strcmp(line, "text") == 0)
        return true;
    if (strcmp(line, "folder") == 0) {
        gdb->folder = rest;
        return true;
    }
    if (strcmp(line, "section") == 0)
        return print_section(gdb, rest);
    bool shared = strcmp(line, "shared") == 0;
    return (shared || strcmp(line, "object") == 0) &&
           print_object(gdb, rest, shared);
}

uint dump_list(char *text, uvlong base, FILE *out)
{
    struct gdb gdb = {.out = out, .base = base, .folder = "."};
    uint line = 0;
    while (*text != '\0') {
        char *end = text + strcspn(text, "\n");
        char *next = *end == '\0' ? end : end + 1;
        *end = '\0';
        line++;
        if (!print_line(&gdb, text)) {
            end_line(&gdb);
            return line;
        }
        text = next;
    }
    end_line(&gdb);
    return line == 0;
}
