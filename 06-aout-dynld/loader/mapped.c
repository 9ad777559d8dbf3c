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

// Memory comes first, and the file's pages replace its beginning. The other way
// round, the place would be given up first. Then the memory may be refused,
// because threads share a limit, and another thread's mapping may lie there.
//
// A refusal is no error: the module may begin where no page of the file does,
// the file system may be mounted noexec, the system may have a rule.
bool dynmapfile(struct job *job, uchar *map, size_t text)
{
    if (job->fd == -1 || dynmachine.header + job->module->obj.text != text)
        return false;
    return mmap(map, text, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_FIXED,
                job->fd, job->begin) != MAP_FAILED;
}
