// slurp.c - read all that there is.
//
// Who reads behind the end of a file in memory is to crash, and not to find
// zeros by chance. So the bytes end where a page ends, and the next one cannot
// be read. That is no memory of malloc()'s, and it goes its own way when it is
// freed: the linker makes each free() of this program one of __wrap_free().

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "slurp.h"

// The beginning of what was mapped; the bytes are at its end.
struct room {
    struct room *next;
    uchar *bytes;
    size_t mapped;
};

static struct room *rooms;

void __real_free(void *block);
void __wrap_free(void *block);

void __wrap_free(void *block)
{
    for (struct room **at = &rooms; *at != NULL; at = &(*at)->next) {
        struct room *room = *at;
        if (room->bytes == block) {
            *at = room->next;
            munmap(room, room->mapped);
            return;
        }
    }
    __real_free(block);
}

// Room for so many bytes, and behind it the page that cannot be read.
static struct room *make_room(size_t nbytes)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t whole = (sizeof(struct room) + nbytes + page - 1) / page * page;
    uchar *map = mmap(NULL, whole + page, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED)
        return NULL;
    struct room *room = (struct room *)map;
    room->bytes = map + whole - nbytes;
    room->mapped = whole + page;
    room->next = rooms;
    rooms = room;
    mprotect(map + whole, page, PROT_NONE);
    return room;
}

uchar *slurp(int fd, size_t limit, size_t *size)
{
    struct room *room = make_room(limit + 1);  // one more: to see that there is
    if (room == NULL)
        return NULL;
    *size = 0;
    while (*size <= limit) {
        ssize_t got = read(fd, room->bytes + *size, limit + 1 - *size);
        if (got == 0) {
            uchar *bytes = room->bytes + (limit + 1 - *size);
            memmove(bytes, room->bytes, *size);
            room->bytes = bytes;
            return bytes;
        }
        if (got < 0)
            break;
        *size += (size_t)got;
    }
    free(room->bytes);
    return NULL;
}

int slurped(void)
{
    int n = 0;
    for (const struct room *room = rooms; room != NULL; room = room->next)
        n++;
    return n;
}
