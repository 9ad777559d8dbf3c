// mutate.c - damage a file, a little, and the same way each time.
//
// What a reader of files gets wrong are numbers: sizes, offsets, counts. So
// most changes put a number somewhere, of 1 to 8 bytes: one that is known for
// trouble, or near the file's size, or near the one that stands there, or one
// that stands elsewhere. And since headers and tables are at the beginning or
// at the end of a file, most changes are made there.

#include <stdbool.h>
#include <string.h>

#include "fuzz/mutate.h"

// A file on its way, and the dice.
struct work {
    uint8_t *bytes;
    size_t size, room;
    const struct bytes_of *files;
    size_t nfiles;
    uint64_t state;
};

// splitmix64: any state will do to begin with.
static uint64_t next(struct work *w)
{
    uint64_t z = w->state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

// Less than n, which is not 0.
static size_t below(struct work *w, size_t n)
{
    return (size_t)(next(w) % n);
}

// The byte order of a module's own numbers is big-endian, that of its image and
// of all others little-endian.
static bool is_big(struct work *w)
{
    return w->size > 0 && w->bytes[0] >= 0x80 && below(w, 4) > 0;
}

static bool is_elf(const struct work *w)
{
    return w->size >= 64 && w->bytes[0] == 0x7f;
}

// Few more often than many: 1 to most.
static size_t few(struct work *w, size_t most)
{
    size_t n = (size_t)1 << below(w, 12);
    return 1 + below(w, n < most ? n : most);
}

// A place with width bytes behind it. The file has so many.
static size_t place(struct work *w, size_t width)
{
    size_t last = w->size - width, at;
    size_t window = (size_t)32 << 2 * below(w, 4);
    if (window > last + 1)
        window = last + 1;
    switch (below(w, 4)) {
    case 0:
        at = below(w, window);
        break;
    case 1:
        at = last - below(w, window);
        break;
    default:
        at = below(w, last + 1);
    }
    return below(w, 2) ? at : at - at % width;
}

static uint64_t get(const uint8_t *at, size_t width, bool big)
{
    uint64_t value = 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | at[big ? i : width - 1 - i];
    return value;
}

static void put(uint8_t *at, size_t width, bool big, uint64_t value)
{
    for (size_t i = 0; i < width; i++)
        at[big ? width - 1 - i : i] = (uint8_t)(value >> 8 * i);
}

// A number that may be trouble in place of the one that stands there.
static uint64_t trouble(struct work *w, size_t at, size_t width, bool big)
{
    static const uint64_t known[] = {
        0,
        1,
        2,
        8,
        0x7f,
        0x80,
        0xff,
        0x100,
        0x7fff,
        0x8000,
        0xffff,
        0x10000,
        0x7fffffff,
        0x80000000,
        0xfffffff8,
        0xffffffff,
        0x100000000,
        0x7fffffffffffffff,
        0x8000000000000000,
        0xfffffffffffffff8,
        UINT64_MAX,
    };
    uint64_t little = below(w, 33), old = get(w->bytes + at, width, big);
    size_t head = (w->size < 64 ? w->size : 64) - width + 1;
    switch (below(w, 9)) {
    case 0:
        return known[below(w, sizeof known / sizeof known[0])];
    case 1:
        return w->size - little;
    case 2:  // so many bytes follow
        return w->size - at - width - little;
    case 3:  // one of the header's, or one more; in ELF, of sections
        return get(w->bytes + (is_elf(w) ? 60 : below(w, head)),
                   is_elf(w) ? 2 : width, big) +
               little % 3 - 1;
    case 4:
        return get(w->bytes + place(w, width), width, big) + little - 16;
    case 5:
        return (uint64_t)1 << below(w, 8 * width);
    case 6:
        return little;
    default:
        return old + little - 16;
    }
}

// A number that stands in the header twice has to be changed twice, or all that
// is found out is that the two differ.
static void change_twins(struct work *w, size_t width, bool big, uint64_t old,
                         uint64_t new)
{
    for (size_t at = 0; old != 0 && at < 64 && at + width <= w->size; at += 2)
        if (get(w->bytes + at, width, big) == old)
            put(w->bytes + at, width, big, new);
}

// Half of the new numbers are as well aligned as the old one.
static void change_number_at(struct work *w, size_t at, size_t width)
{
    bool big = is_big(w);
    uint64_t old = get(w->bytes + at, width, big);
    uint64_t new = trouble(w, at, width, big);
    if (below(w, 2))
        new = (new & ~(uint64_t)7) | (old & 7);
    put(w->bytes + at, width, big, new);
    if (at < 64 && below(w, 4))
        change_twins(w, width, big, old, new);
}

static void change_number(struct work *w)
{
    size_t width = (size_t)1 << below(w, 4);
    if (w->size >= width)
        change_number_at(w, place(w, width), width);
}

// A word of the header.
static void change_header(struct work *w)
{
    size_t width = below(w, 2) ? 4 : (size_t)1 << below(w, 4);
    size_t at = below(w, 64 / width) * width;
    if (at + width <= w->size)
        change_number_at(w, at, width);
}

static void change_byte(struct work *w)
{
    if (w->size == 0)
        return;
    uint8_t *at = w->bytes + place(w, 1);
    *at = below(w, 2) ? *at ^ (uint8_t)(1 << below(w, 8)) : (uint8_t)next(w);
}

static void cut(struct work *w)
{
    if (w->size > 0)
        w->size = below(w, 2) ? w->size - few(w, w->size) : below(w, w->size);
}

// Bytes that are there already, or all the same, or any.
static void fill(struct work *w, uint8_t *at, size_t n)
{
    size_t kind = below(w, 3);
    if (kind == 0 && w->size >= n) {
        memmove(at, w->bytes + place(w, n), n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        at[i] = kind == 1 ? 0 : (uint8_t)next(w);
}

static void extend(struct work *w)
{
    if (w->size == w->room)
        return;
    size_t n = few(w, w->room - w->size);
    fill(w, w->bytes + w->size, n);
    w->size += n;
}

static void overwrite(struct work *w)
{
    if (w->size == 0)
        return;
    size_t n = few(w, w->size);
    fill(w, w->bytes + place(w, n), n);
}

static void insert(struct work *w)
{
    if (w->size == w->room || w->size == 0)
        return;
    size_t n = few(w, w->room - w->size), at = place(w, 1);
    memmove(w->bytes + at + n, w->bytes + at, w->size - at);
    w->size += n;
    fill(w, w->bytes + at, n);
}

static void take_out(struct work *w)
{
    if (w->size == 0)
        return;
    size_t n = few(w, w->size), at = place(w, n);
    memmove(w->bytes + at, w->bytes + at + n, w->size - at - n);
    w->size -= n;
}

// The end of another file in place of this one's.
static void splice(struct work *w)
{
    const struct bytes_of *other = &w->files[below(w, w->nfiles)];
    if (w->size == 0 || other->size == 0)
        return;
    size_t at = place(w, 1);
    size_t from = below(w, 2) && at < other->size ? at : below(w, other->size);
    size_t n = other->size - from;
    if (n > w->room - at)
        n = w->room - at;
    memcpy(w->bytes + at, other->bytes + from, n);
    w->size = at + n;
}

static void change(struct work *w)
{
    static void (*const changes[])(struct work *) = {
        change_number, change_number, change_number, change_number,
        change_number, change_number, change_header, change_header,
        change_header, change_byte,   change_byte,   overwrite,
        cut,           extend,        insert,        take_out,
        splice,
    };
    changes[below(w, sizeof changes / sizeof changes[0])](w);
}

size_t mutate(const struct bytes_of *files, size_t n, uint64_t seed,
              uint64_t number, uint8_t *out, size_t room)
{
    struct work w = {.bytes = out, .room = room, .files = files, .nfiles = n};
    w.state = seed * 0xd1342543de82ef95 + number;
    const struct bytes_of *file = &files[below(&w, n)];
    const struct bytes_of *other = &files[below(&w, n)];
    if (other->size < file->size)
        file = other;  // in a small file every byte counts
    w.size = file->size < room ? file->size : room;
    memcpy(out, file->bytes, w.size);
    // Often one change: what several break together, one often breaks alone.
    do
        change(&w);
    while (below(&w, 2) == 0);
    return w.size;
}
