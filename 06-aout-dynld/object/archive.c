// archive.c - an archive of objects, and its index.
//
// An archive is a line of 8 bytes, and then members: each has a header of 60
// bytes, all of it text, and begins at an even place. Up to three members come
// first that are none: "/" or "/SYM64/" is the index, "//" the table of names
// that are too long for a header. The index says which member defines which
// name, so that the others need not be looked at. A thin archive has headers
// alone, and the names in it are paths, relative to its own folder. See ar(5),
// and for the forms here binutils' ar.

#include <string.h>

#include "archive.h"

#define MAGIC 8
#define HEADER 60

// A header, decoded.
struct header {
    const char *name;  // 16 characters
    uint64_t begin, size;
};

// The number in that many characters, which blanks fill up.
static bool read_number(const uint8_t *at, size_t width, uint64_t *value)
{
    size_t i = 0;
    *value = 0;
    for (; i < width && at[i] >= '0' && at[i] <= '9'; i++)
        *value = *value * 10 + (uint64_t)(at[i] - '0');
    return i > 0 && (i == width || at[i] == ' ');
}

static bool read_header(const struct input *input, uint64_t offset,
                        struct header *header)
{
    if (offset > input->size || input->size - offset < HEADER)
        return false;
    const uint8_t *at = input->bytes + offset;
    header->name = (const char *)at;
    header->begin = offset + HEADER;
    return memcmp(at + 58, "`\n", 2) == 0 &&
           read_number(at + 48, 10, &header->size);
}

static bool is_called(const struct header *header, const char *name)
{
    size_t n = strlen(name);
    return memcmp(header->name, name, n) == 0 && header->name[n] == ' ';
}

bool is_archive(const struct input *input)
{
    return input->size >= MAGIC &&
           (memcmp(input->bytes, "!<arch>\n", MAGIC) == 0 ||
            memcmp(input->bytes, "!<thin>\n", MAGIC) == 0);
}

static uint64_t get_be(const uint8_t *at, size_t width)
{
    uint64_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | at[i];
    return value;
}

// The index: a number of entries, so many offsets, so many names that end with
// a zero each. All numbers are big-endian, and width bytes wide.
static bool read_index(struct work *work, struct archive *archive,
                       const struct header *header, size_t width)
{
    const uint8_t *at = archive->input->bytes + header->begin;
    const uint8_t *end = at + header->size;
    uint64_t count = header->size < width ? 0 : get_be(at, width);
    if (header->size < width || count > (header->size - width) / width)
        return fail(work, "%s: damaged index", archive->input->path);
    archive->index = work_alloc(work, count, sizeof *archive->index);
    if (archive->index == NULL)
        return false;
    const uint8_t *name = at + width + count * width;
    for (size_t i = 0; i < count; i++) {
        const uint8_t *zero = memchr(name, '\0', (size_t)(end - name));
        if (zero == NULL)
            return fail(work, "%s: damaged index", archive->input->path);
        archive->index[i] = (struct index_entry){
            (const char *)name, get_be(at + width + i * width, width)};
        name = zero + 1;
    }
    archive->count = count;
    return true;
}

// One of the members that are none; *found is false if it is an object.
static bool read_special(struct work *work, struct archive *archive,
                         const struct header *header, bool *found)
{
    bool narrow = is_called(header, "/"), wide = is_called(header, "/SYM64/");
    *found = narrow || wide || is_called(header, "//");
    if (!*found)
        return true;
    if (header->size > archive->input->size - header->begin)
        return fail(work, "%s: truncated", archive->input->path);
    if (narrow || wide)
        return read_index(work, archive, header, narrow ? 4 : 8);
    archive->names = (const char *)archive->input->bytes + header->begin;
    archive->names_size = header->size;
    return true;
}

// An archive of nothing needs no index.
bool archive_open(struct work *work, const struct input *input,
                  struct archive *archive)
{
    struct header header;
    uint64_t offset = MAGIC;
    bool found = true;
    *archive = (struct archive){.input = input};
    archive->thin = input->bytes[2] == 't';
    while (found && offset < input->size) {
        if (!read_header(input, offset, &header))
            return fail(work, "%s: damaged archive", input->path);
        if (!read_special(work, archive, &header, &found))
            return false;
        offset = header.begin + header.size;
        offset += offset & 1;
    }
    return archive->index != NULL || input->size == MAGIC ||
           fail(work, "%s: an archive without an index: ranlib makes one",
                input->path);
}

// The member's name: in the header, or in the table whose offset is there. It
// ends with a slash; in the table, with a slash and a newline. NULL: damaged.
static const char *member_name(const struct archive *archive,
                               const struct header *header, size_t *length)
{
    uint64_t at;
    const char *end, *name = header->name;
    if (name[0] != '/') {
        end = memchr(name, '/', 16);
        *length = end == NULL ? 16 : (size_t)(end - name);
        return name;
    }
    if (!read_number((const uint8_t *)name + 1, 15, &at) ||
        at >= archive->names_size)
        return NULL;
    name = archive->names + at;
    end = memchr(name, '\n', archive->names_size - at);
    if (end == NULL || end == name || end[-1] != '/' || end - name > 4096)
        return NULL;
    *length = (size_t)(end - name) - 1;
    return name;
}

// a, n bytes of b, and c, as one string.
static char *join(struct work *work, const char *a, size_t an, const char *b,
                  size_t bn, const char *c)
{
    size_t cn = strlen(c);
    char *string = work_alloc(work, an + bn + cn + 2, 1);
    if (string == NULL)
        return NULL;
    memcpy(string, a, an);
    memcpy(string + an, b, bn);
    memcpy(string + an + bn, c, cn);
    return string;
}

static bool name_member(struct work *work, const struct archive *archive,
                        const struct header *header, struct input *member,
                        const char **file)
{
    size_t length;
    const char *path = archive->input->path;
    const char *name = member_name(archive, header, &length);
    if (name == NULL || memchr(name, '\0', length) != NULL)
        return fail(work, "%s: a member without a name", path);
    char *before = join(work, path, strlen(path), "(", 1, "");
    if (before == NULL)
        return false;
    member->path = join(work, before, strlen(before), name, length, ")");
    const char *slash = strrchr(path, '/');
    size_t folder =
        slash == NULL || name[0] == '/' ? 0 : (size_t)(slash - path) + 1;
    *file = join(work, path, folder, name, length, "");
    return member->path != NULL && *file != NULL;
}

bool archive_member(struct work *work, const struct archive *archive,
                    uint64_t offset, struct input *member, const char **file)
{
    struct header header;
    const struct input *input = archive->input;
    *member = (struct input){0};
    *file = NULL;
    if (!read_header(input, offset, &header))
        return fail(work, "%s: the index leads to no member", input->path);
    if (!name_member(work, archive, &header, member, file))
        return false;
    if (archive->thin)
        return true;
    if (header.size > input->size - header.begin)
        return fail(work, "%s: truncated", member->path);
    member->bytes = input->bytes + header.begin;
    member->size = header.size;
    return true;
}
