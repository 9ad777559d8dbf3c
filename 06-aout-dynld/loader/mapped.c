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

#include "loader.h"

// Fresh memory takes the place of what is mapped behind text. For a moment all
// of it is the file's, to be read and executed: never to be written, too.
static bool put_memory(uchar *from, size_t size)
{
    return mmap(from, size, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
}

// A refusal is no error: it may be a pipe, the module may begin where no page
// of the file does, the file system may be mounted noexec, the system may have
// a rule, or no room. All that has been read so far is the header.
uchar *dynmapfile(struct job *job, size_t text, size_t size)
{
    uint header = dynmachine.header;
    if (job->fd == -1 || header + job->module->obj.text != text)
        return NULL;
    vlong at = job->seek(job->file, 0, 1) - header;
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
