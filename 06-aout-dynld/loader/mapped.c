// mapped.c - text that is the file's own pages, mapped and not copied.
//
// An LP64 module's text is the same in every instance, and the loader neither
// writes to it nor reads it. So the pages of the file can take its place in the
// image: a load does not touch them, and all instances share them.
//
//     file      header  text                     | data ...
//     memory    header  text (read, execute)     | data (read, write)
//               |                                |
//               map                              page boundaries, in both
//
// Where that cannot be, text is read, as it is from any other source.

#include <sys/mman.h>
#include <unistd.h>

#include "loader.h"

// Where in the file the module begins, if a page does there; or -1. All that
// has been read of it is the header.
static vlong page_of_module(const struct job *job)
{
    vlong here = job->fd < 0 ? -1 : job->seek(job->file, 0, 1);
    vlong at = here - dynmachine.header;
    return at >= 0 && at % sysconf(_SC_PAGESIZE) == 0 ? at : -1;
}

// Fresh memory takes the place of what is mapped behind text. For a moment all
// of it is the file's, to be read and executed: never to be written, too.
static bool put_memory(uchar *from, size_t size)
{
    return mmap(from, size, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
}

// A refusal is no error: a pipe has no pages, a file system may be mounted
// noexec, the system may have a rule, or not enough room.
uchar *dynmapfile(struct job *job, size_t text, size_t size)
{
    bool fits = dynmachine.header + job->module->obj.text == text;
    vlong at = fits ? page_of_module(job) : -1;
    if (at == -1)
        return NULL;
    uchar *map =
        mmap(NULL, size, PROT_READ | PROT_EXEC, MAP_PRIVATE, job->fd, at);
    if (map == MAP_FAILED)
        return NULL;
    job->mapped = put_memory(map + text, size - text);
    if (job->mapped)
        return map;
    munmap(map, size);
    return NULL;
}
