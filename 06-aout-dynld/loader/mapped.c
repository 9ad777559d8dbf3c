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

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "loader.h"

// Where in the file the module begins, if that file's pages are what read()
// returns, and one of them begins there; or -1. Only the header was read.
static vlong page_of_module(const struct job *job, size_t page)
{
    struct stat status;
    if (job->fd < 0 || fstat(job->fd, &status) != 0 || !S_ISREG(status.st_mode))
        return -1;
    vlong at = (vlong)lseek(job->fd, 0, SEEK_CUR) - dynmachine.header;
    return at >= 0 && at % (vlong)page == 0 ? at : -1;
}

// The system has refused before anything was changed: a file system mounted
// noexec is one reason.
static bool is_refusal(int error)
{
    return error == EPERM || error == EACCES || error == ENODEV;
}

bool dynmaptext(struct job *job)
{
    const Dynobj *obj = &job->module->obj;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t size = dynmachine.header + obj->text;
    vlong at = size % page == 0 ? page_of_module(job, page) : -1;
    if (at == -1)
        return true;
    void *map = mmap(job->module->map, size, PROT_READ | PROT_EXEC,
                     MAP_PRIVATE | MAP_FIXED, job->fd, at);
    job->mapped = map != MAP_FAILED;
    if (job->mapped)
        return dynskip(job, obj->text, "text");
    return is_refusal(errno) ||
           dynfail(job, "out of memory: cannot map text: %s", strerror(errno));
}
