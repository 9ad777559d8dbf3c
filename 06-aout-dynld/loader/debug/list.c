// list.c - read the list that aoutld -g has written, and the objects in it.
//
// The list is a series of instructions: take this object, this section of it
// lies there. A list may be of another module, or of this one before it was
// linked anew; an object may be gone, or compiled again. A debugger would then
// show the wrong lines, which is worse than none: so all is compared.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "loader/debug/debug.h"

#define LIST_MAX (64 << 20)

// Where we are in the list.
struct reader {
    Dynobj *o;
    const char *name;  // of the list
    dynreader *read;   // of objects
    uint line;
    const char *folder;  // what paths are relative to
    bool text;           // the line about the module was there
    struct symfile *files, *current, **last;
};

// Of a path, as much as a message has room for.
static const char *tail(const char *path)
{
    size_t n = strlen(path);
    return n > 80 ? path + n - 80 : path;
}

static bool wrong(const struct reader *r, const char *what)
{
    werrstr("%s:%u: %s", tail(r->name), r->line, what);
    return false;
}

uint dyncrc(const uchar *bytes, size_t size)
{
    uint table[256], sum = 0xffffffff;
    for (uint i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++)
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320 : 0);
    }
    for (size_t i = 0; i < size; i++)
        sum = table[(sum ^ bytes[i]) & 0xff] ^ sum >> 8;
    return ~sum;
}

// Reads size bytes of the file at path, from begins on. Nothing but a file has
// a size; and what waits for somebody to write to it must not keep us waiting.
static uchar *read_bytes(const char *path, uvlong begins, uvlong size)
{
    struct stat status;
    uchar *bytes = NULL;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd == -1) {
        werrstr("%s: %s", tail(path), strerror(errno));
        return NULL;
    }
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) ||
        (uvlong)status.st_size < begins ||
        (uvlong)status.st_size - begins < size)
        werrstr("%s: has changed since the link", tail(path));
    else if ((bytes = malloc(size + 1)) == NULL)
        werrstr("out of memory");
    else if (pread(fd, bytes, size, (off_t)begins) != (ssize_t)size) {
        werrstr("%s: cannot read it", tail(path));
        free(bytes);
        bytes = NULL;
    }
    close(fd);
    if (bytes != NULL)
        bytes[size] = '\0';
    return bytes;
}

static uchar *read_object(const char *path, uvlong begins, uvlong size,
                          uint crc)
{
    uchar *bytes = read_bytes(path, begins, size);
    if (bytes == NULL || dyncrc(bytes, size) == crc)
        return bytes;
    werrstr("%s: has changed since the link", tail(path));
    free(bytes);
    return NULL;
}

// The number at *at, and the blank behind it.
static bool number(char **at, int base, uvlong *value)
{
    char *end;
    errno = 0;
    *value = strtoull(*at, &end, base);
    if (end == *at || **at == '-' || strchr(" ", *end) == NULL || errno != 0)
        return false;
    *at = *end == '\0' ? end : end + 1;
    return true;
}

// A debugger writes breakpoints into text, as soon as it knows of it. So the
// checksum is that of the first time: before any debugger has been told.
static uint text_crc(Dynobj *o)
{
    struct loaded *module = (struct loaded *)o;
    if (!module->summed)
        module->text_crc = dyncrc(o->base, o->text);
    module->summed = true;
    return module->text_crc;
}

// text SIZE CRC
static bool take_text(struct reader *r, char *at)
{
    uvlong size, crc;
    if (!number(&at, 10, &size) || !number(&at, 16, &crc))
        return wrong(r, "not a size and a checksum");
    if (size != r->o->text || crc != text_crc(r->o))
        return wrong(r, "the list is of another module");
    r->text = true;
    return true;
}

// SIZE CRC BEGINS PATH
static bool take_object(struct reader *r, char *at, bool shared)
{
    uvlong size, crc, begins;
    if (!r->text || !number(&at, 10, &size) || !number(&at, 16, &crc) ||
        !number(&at, 10, &begins) || *at == '\0')
        return wrong(r, "not an object");
    struct symfile *file = calloc(1, sizeof *file);
    if (file == NULL)
        return wrong(r, "out of memory");
    *r->last = r->current = file;
    r->last = &file->next;
    const char *folder = at[0] == '/' ? "" : r->folder;
    file->path = malloc(strlen(folder) + strlen(at) + 2);
    if (file->path == NULL)
        return wrong(r, "out of memory");
    sprintf(file->path, "%s%s%s", folder, folder[0] ? "/" : "", at);
    file->shared = shared;
    file->size = size;
    file->crc = (uint)crc;
    file->bytes = r->read(file->path, begins, size, file->crc);
    if (file->bytes == NULL)
        return false;
    return shared || dynunplace(file) || wrong(r, "not an object for 64 bits");
}

// NUMBER PLACE NAME, of the object that came last
static bool take_section(struct reader *r, char *at)
{
    uvlong i, place;
    if (!number(&at, 10, &i) || !number(&at, 16, &place))
        return wrong(r, "not a section");
    if (place > r->o->size)
        return wrong(r, "the section is not in the module");
    struct symfile *file = r->current;
    return (file != NULL && !file->shared &&
            dynplace(file, i, (ulong)r->o->base + place)) ||
           wrong(r, "no object has this section");
}

static bool take_line(struct reader *r, char *line)
{
    if (line[0] == '#' || line[0] == '\0')
        return true;
    char *rest = line + strcspn(line, " ");
    if (*rest == '\0')
        return wrong(r, "not a line of a list");
    *rest++ = '\0';
    if (strcmp(line, "text") == 0)
        return take_text(r, rest);
    if (strcmp(line, "folder") == 0) {
        r->folder = rest;
        return true;
    }
    if (strcmp(line, "section") == 0)
        return take_section(r, rest);
    bool shared = strcmp(line, "shared") == 0;
    if (shared || strcmp(line, "object") == 0)
        return take_object(r, rest, shared);
    return wrong(r, "not a line of a list");
}

struct symfile *dynparselist(Dynobj *o, const char *name, char *text,
                             dynreader *read)
{
    struct reader r = {
        .o = o, .name = name, .read = read, .folder = "", .last = NULL};
    bool right = true;
    r.last = &r.files;
    while (right && *text != '\0') {
        char *end = text + strcspn(text, "\n");
        char *next = *end == '\0' ? end : end + 1;
        *end = '\0';
        r.line++;
        right = take_line(&r, text);
        text = next;
    }
    if (right && r.files == NULL)
        right = wrong(&r, "the list has no objects");
    for (struct symfile *f = r.files; right && f != NULL; f = f->next)
        dynsettle(f, (ulong)o->base);
    if (right)
        return r.files;
    dynfreesymfiles(r.files);
    return NULL;
}

struct symfile *dynsymfiles(Dynobj *o, const char *list)
{
    struct stat status;
    if (stat(list, &status) != 0) {
        werrstr("%s: %s", tail(list), strerror(errno));
        return NULL;
    }
    if (!S_ISREG(status.st_mode) || status.st_size > LIST_MAX) {
        werrstr("%s: not a list", tail(list));
        return NULL;
    }
    char *text = (char *)read_bytes(list, 0, (uvlong)status.st_size);
    if (text == NULL)
        return NULL;
    struct symfile *files = dynparselist(o, list, text, read_object);
    free(text);
    return files;
}

void dynfreesymfiles(struct symfile *files)
{
    while (files != NULL) {
        struct symfile *next = files->next;
        free(files->path);
        free(files->bytes);
        free(files);
        files = next;
    }
}
