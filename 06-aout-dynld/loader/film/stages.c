// stages.c - between the loader's stages: each __wrap_ is called in the place
// of a stage, calls it, and takes a frame of what it has done.
//
// A frame says what it saw. So that it is also all that happened, there is a
// second image, the model: it is made of the file's bytes and of what the
// frames say, by this file's own sums. After each stage it has to be the same
// as the loader's image, to the last byte.

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "film.h"

// So many relocations have a frame each; the others share one.
#define SINGLE 40

static struct frame now;
static uchar *model;
static uvlong section;       // where in the file the dynamic section begins
static const uchar *reloc;   // the relocation at hand, in it
static uint nreloc;          // how many there are
static struct frame others;  // for those that share one
static bool other_mode_seen;

struct frame *film_frame(const char *title)
{
    int number = now.number + 1;
    now = (struct frame){.number = number, .title = title};
    return &now;
}

void film_row(struct frame *frame, const char *name, const char *before,
              const char *format, ...)
{
    if (frame->nrow == ROWS) {
        frame->left_out++;
        return;
    }
    struct row *row = &frame->rows[frame->nrow++];
    va_list args;
    va_start(args, format);
    vsnprintf(row->after, sizeof row->after, format, args);
    va_end(args);
    snprintf(row->name, sizeof row->name, "%s", name);
    snprintf(row->before, sizeof row->before, "%s", before);
}

void film_show(struct frame *frame)
{
    film_text(frame);
    if (film.html != nil)
        film_html(frame);
}

// Is the loader's image what the frames say?
static void compare(const struct job *job)
{
    const Dynobj *obj = &job->module->obj;
    if (film.failed)
        return;  // what comes after it cannot be true either
    for (ulong i = 0; model != nil && i < obj->size; i++) {
        if (model[i] == obj->base[i])
            continue;
        fprintf(stderr,
                "film: frame %d is not true: the image has 0x%02x at +0x%lx, "
                "and not 0x%02x\n",
                now.number, obj->base[i], i, model[i]);
        film.failed = true;
        return;
    }
}

// Shows the frame of a stage that has succeeded.
static bool taken(const struct job *job, struct frame *frame)
{
    compare(job);
    film_show(frame);
    return true;
}

#define STAGE(name)                                                            \
    bool __real_##name(struct job *job);                                       \
    bool __wrap_##name(struct job *job);                                       \
    bool __wrap_##name(struct job *job)

STAGE(dynreadheader)
{
    if (!__real_dynreadheader(job))
        return false;
    const Dynobj *obj = &job->module->obj;
    struct frame *frame = film_frame("read the header");
    frame->loader = (struct line){"loader/header.c", ".text = head.text,"};
    frame->first = (struct line){"first/first.c", "text = take(4);"};
    frame->read.to = job->taken;
    frame->paper = true;
    film_row(frame, "text", "", "%lu bytes", obj->text);
    film_row(frame, "data", "", "%lu bytes", obj->data);
    film_row(frame, "bss", "", "%lu bytes", obj->bss);
    film_row(frame, "export table", "", "+0x%lx", job->entry);
    film.text = obj->text;
    return taken(job, frame);
}

STAGE(dynmapimage)
{
    if (!__real_dynmapimage(job))
        return false;
    const Dynobj *obj = &job->module->obj;
    struct frame *frame = film_frame("map memory for the image");
    frame->loader = (struct line){"loader/image.c", "uchar *map = mmap("};
    frame->first = (struct line){"first/first.c", "image = 40 + (char *)mmap("};
    // A file that is shorter than it says: its pages must not be touched behind
    // its end. The next stage refuses it.
    uvlong text_end = dynmachine.header + obj->text;
    if (!job->mapped || text_end <= film.size) {
        film.image = obj->base;
        film.image_size = obj->size;
        model = calloc(1, obj->size + 1);
    }
    film_row(frame, "image", "", "%p, %lu bytes", (void *)obj->base, obj->size);
    film_row(frame, "text", "", "%s",
             job->mapped ? "the file's own pages (loader/mapped.c)" : "zeros");
    if (model != nil && job->mapped) {
        frame->read = (struct span){dynmachine.header, text_end};
        frame->wrote.to = obj->text;
        memcpy(model, film.file + dynmachine.header, obj->text);
    }
    return taken(job, frame);
}

STAGE(dynfillimage)
{
    if (!__real_dynfillimage(job))
        return false;
    const Dynobj *obj = &job->module->obj;
    struct frame *frame =
        film_frame(job->mapped ? "read data" : "read text and data");
    ulong from = job->mapped ? obj->text : 0;
    frame->loader = (struct line){
        "loader/image.c", job->mapped ? "dyntake(job, data, obj->data,"
                                      : "return dyntake(job, obj->base,"};
    frame->first = (struct line){"first/first.c", "if (fread(image, 1,"};
    frame->read = (struct span){dynmachine.header + from, job->taken};
    frame->wrote = (struct span){from, obj->text + obj->data};
    frame->paper = true;
    if (model != nil && job->taken <= film.size)
        memcpy(model + from, film.file + frame->read.from,
               obj->text + obj->data - from);
    return taken(job, frame);
}

STAGE(dynreadsection)
{
    uvlong from = job->taken;
    if (!__real_dynreadsection(job))
        return false;
    section = job->taken - dynleft(job);
    struct frame *frame = film_frame("read the dynamic section");
    frame->loader = (struct line){"loader/section.c", "return take_section("};
    frame->first = (struct line){"first/first.c", "take(4);  // the size of"};
    frame->read = (struct span){from, job->taken};
    film_row(frame, "section", "", "%zu bytes", dynleft(job));
    return taken(job, frame);
}

// Where the loader is in the file: it reads the section from its copy of it.
static uvlong place(const struct job *job)
{
    return section + (uvlong)(job->next - job->section);
}

STAGE(dynbind)
{
    uvlong from = place(job);
    if (!__real_dynbind(job))
        return false;
    const Dynobj *obj = &job->module->obj;
    struct frame *frame = film_frame("find the imports");
    frame->loader = (struct line){"loader/imports.c", "bool dynbind("};
    frame->first = (struct line){"first/first.c", "imports[i] = strcmp("};
    frame->read = (struct span){from, place(job)};
    for (int i = 0; i < obj->nimport; i++) {
        char name[32];
        snprintf(name, sizeof name, "import %d", i);
        film_row(frame, name, "", "0x%lx, %.40s", obj->import[i]->addr,
                 obj->import[i]->name);
    }
    return taken(job, frame);
}

STAGE(dynrelocate)
{
    reloc = job->next + 4;
    nreloc = dynleft(job) < 4 ? 0 : dynbig4(job->next);
    if (!__real_dynrelocate(job))
        return false;
    if (others.nrow > 0) {
        others.number = ++now.number;
        taken(job, &others);
    }
    return true;
}

// The word, by the film's own sum, into the model. Returns it.
static uint64_t relocate_model(const struct job *job, uvlong at, int mode)
{
    const Dynobj *obj = &job->module->obj;
    uint64_t word;
    memcpy(&word, model + at, 8);
    if (mode == 0)
        word = (uint64_t)obj->base + word;
    else
        word = obj->import[word >> 32]->addr +
               (uint64_t)(int32_t)(word & 0xffffffff);
    memcpy(model + at, &word, 8);
    return word;
}

// The lines of either loader, and the bytes that this relocation has in the
// file: one, and a distance of 1, 2 or 4.
static void describe(struct frame *frame, const struct job *job, int mode)
{
    int length = 1 + (1 << (reloc[0] >> 6));
    uvlong from = section + (uvlong)(reloc - job->section);
    frame->read = (struct span){from, from + (uvlong)length};
    reloc += length;
    if (mode == 0) {
        frame->loader = (struct line){"loader/lp64.c", "word += (uint64_t)"};
        frame->first = (struct line){"first/first.c", "*word += (uint64_t)"};
    } else {
        frame->loader = (struct line){"loader/lp64.c", "word = obj->import["};
        frame->first = (struct line){"first/first.c", "*word = imports["};
        frame->paper = !other_mode_seen;
        other_mode_seen = true;
    }
}

bool __real_dynreloc(struct job *job, uvlong at, int mode);
bool __wrap_dynreloc(struct job *job, uvlong at, int mode);
bool __wrap_dynreloc(struct job *job, uvlong at, int mode)
{
    static char title[64];
    const Dynobj *obj = &job->module->obj;
    char name[32], before[32];
    uint64_t word = 0;
    if (at + 8 <= obj->size)
        memcpy(&word, obj->base + at, 8);
    if (!__real_dynreloc(job, at, mode) || model == nil)
        return model == nil;

    snprintf(title, sizeof title, "relocation %u of %u: mode %d",
             job->nreloc + 1, nreloc, mode);
    snprintf(name, sizeof name, "+0x%llx", at);
    snprintf(before, sizeof before, "0x%" PRIx64, word);
    bool single = job->nreloc < SINGLE;
    struct frame *frame = single ? film_frame(title) : &others;
    uvlong from = others.read.from;
    describe(frame, job, mode);
    frame->wrote = (struct span){at, at + 8};
    const char *name_of = mode == 0 ? "" : obj->import[word >> 32]->name;
    film_row(frame, name, before, "0x%" PRIx64 "%s%.40s",
             relocate_model(job, at, mode), mode == 0 ? "" : ", ", name_of);
    if (single)
        return taken(job, frame);
    others.title = "the relocations that are left";
    others.read.from = others.nrow > 1 ? from : others.read.from;
    others.wrote = (struct span){0, 0};
    compare(job);
    return true;
}

STAGE(dyncheckexports)
{
    if (!__real_dyncheckexports(job))
        return false;
    const Dynobj *obj = &job->module->obj;
    struct frame *frame = film_frame("check the exports");
    frame->loader = (struct line){"loader/exports.c", "obj->export = (Dynsym"};
    frame->first = (struct line){"first/first.c", "struct symbol *symbol ="};
    for (int i = 0; i < obj->nexport; i++)
        film_row(frame, obj->export[i].name, "", "0x%lx", obj->export[i].addr);
    return taken(job, frame);
}

// The rights of the page at p, as the kernel says: "r-xp"; or "?".
static void rights(const void *p, char text[8])
{
    char line[256];
    FILE *maps = fopen("/proc/self/maps", "r");
    strcpy(text, "?");
    while (maps != nil && fgets(line, sizeof line, maps) != nil) {
        uintptr_t from, to;
        char how[8];
        if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %7s", &from, &to, how) ==
                3 &&
            (uintptr_t)p >= from && (uintptr_t)p < to)
            strcpy(text, how);
    }
    if (maps != nil)
        fclose(maps);
}

STAGE(dynprotect)
{
    const Dynobj *obj = &job->module->obj;
    char before[8], after[8], data[8];
    rights(obj->base, before);
    if (!__real_dynprotect(job))
        return false;
    rights(obj->base, after);
    rights(obj->base + obj->text, data);
    struct frame *frame = film_frame("give text its rights");
    frame->loader = (struct line){"loader/image.c",
                                  "return (job->mapped || protect_text(job))"};
    frame->first = (struct line){"first/first.c", "PROT_READ | PROT_WRITE |"};
    frame->paper = true;
    film_row(frame, "text", before, "%s", after);
    film_row(frame, "data", "", "%s", data);
    taken(job, frame);
    free(model);
    model = nil;
    return true;
}
