// image.c - the memory in which a module's text, data and bss lie.
//
// No page is ever both writable and executable. The image is filled while it is
// writable only; then text loses the right to be written and gains the right to
// be executed, for good.
//
// The format wants data right behind text, and rights are given to whole pages.
// So the image is placed such that text ends where a page ends:
//
//      map          base                                     (page boundaries)
//       |            |                |                |                |
//       |   header   |      text      |   data, bss    |     unused     |
//       |       read, execute         |          read, write            |
//
// In front of text there is room for the header, and more on 386. It is zeros
// where text is read. So the bytes before a module's first function are there:
// clang's -fsanitize=function looks at them when that is called.
//
// Header and text of an LP64 module are a multiple of 4096, and so is every
// page, be it of 4, 16 or 64 KB: so base is 40 behind a multiple of 4096, as
// text is in the file. Code counts on that, see linker/layout.c.

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "loader.h"

#define POPULATE_MAX (1 << 20)

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

// page_up(1, 4096) is 4096, page_up(4096, 4096) too.
static size_t page_up(size_t n, size_t page)
{
    return (n + page - 1) / page * page;
}

// Fresh pages are zero, and take no memory until something is written to them:
// so bss is done, and a file that claims more than it has costs nothing.
static uchar *map_memory(struct job *job, size_t size)
{
    uchar *map = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map != MAP_FAILED)
        return map;
    dynfail(job, "out of memory: cannot map %zu bytes: %s", size,
            strerror(errno));
    return NULL;
}

bool dynmapimage(struct job *job)
{
    Dynobj *obj = &job->module->obj;
    size_t page = page_size();
    size_t text = page_up(dynmachine.header + obj->text, page);
    size_t size = text + page_up(obj->data + obj->bss, page);
    uchar *map = map_memory(job, size);
    if (map == NULL)
        return false;
    job->mapped = dynmapfile(job, map, text);
    job->module->map = map;
    job->module->mapped = size;
    obj->base = map + (text - obj->text);
    return true;
}

// Has the kernel bring the pages from there to end at once, where it can: that
// is cheaper than one after the other, each when it is first written to. (One
// alone is not: the call takes 5 % of a small load.) What a header says may be
// a lie: so no more than POPULATE_MAX bytes.
static void populate(uchar *from, const uchar *end)
{
#ifdef MADV_POPULATE_WRITE
    size_t size = (size_t)(end - from);
    if (size > page_size())
        madvise(from, size < POPULATE_MAX ? size : POPULATE_MAX,
                MADV_POPULATE_WRITE);
#else
    (void)from, (void)end;
#endif
}

// Data is read in any case: what the loader has checked must not change when
// the file does.
bool dynfillimage(struct job *job)
{
    const Dynobj *obj = &job->module->obj;
    uchar *data = obj->base + obj->text, *end = data + obj->data;
    populate(job->mapped ? data : job->module->map, end);
    if (job->mapped)
        return dynskip(job, obj->text, "text") &&
               dyntake(job, data, obj->data, "data");
    return dyntake(job, obj->base, obj->text + obj->data, "text and data");
}

// The pages that hold nothing but the export table: nobody has a reason to
// write there any more. The others hold variables too, and stay as they are.
static bool protect_exports(struct job *job)
{
    const Dynobj *obj = &job->module->obj;
    size_t page = page_size();
    size_t from = page_up((size_t)obj->export, page);
    size_t end = (size_t)(obj->export + obj->nexport + 1) / page * page;
    if (from < end && mprotect((void *)from, end - from, PROT_READ) != 0)
        return dynfail(job, "cannot protect the export table: %s",
                       strerror(errno));
    return true;
}

static bool protect_text(struct job *job)
{
    const Dynobj *obj = &job->module->obj;
    uchar *map = job->module->map, *data = obj->base + obj->text;

    // What was just written as data may not have reached the memory that the
    // processor fetches instructions from. On x86 this does nothing.
    __builtin___clear_cache((char *)obj->base, (char *)data);
    if (mprotect(map, (size_t)(data - map), PROT_READ | PROT_EXEC) != 0)
        return dynfail(job, "cannot make text executable: %s", strerror(errno));
    return true;
}

bool dynprotect(struct job *job)
{
    return (job->mapped || protect_text(job)) && protect_exports(job);
}

void dynunmap(struct loaded *module)
{
    if (module->map != NULL)
        munmap(module->map, module->mapped);
}
