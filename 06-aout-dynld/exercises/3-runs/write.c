// write.c - a linker that has only its last stage: the module's file.
//
// Usage:        write WORDS FILE >MODULE
//               The data of the module has so many words. A line of FILE is
//               WORD:MODE, ascending: that word of data is to be relocated.
// Exit status:  0 written, 1 could not, 2 usage.

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "a.out.h"
#include "linker/ld.h"
#include "words.h"

// What module.c needs of the other stages.
bool fail(struct work *work, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(work->why, work->whysize, format, arguments);
    va_end(arguments);
    return false;
}

static void store(uint8_t *at, uint64_t value)
{
    for (int i = 0; i < 8; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

// One is no import, and the last is behind the others: nobody looks there.
static struct global globals[] = {
    {.name = "ask", .kind = GLOBAL_IMPORT, .signature = 0},
    {.name = "mine", .kind = GLOBAL_DEFINED},
    {.name = "report", .kind = GLOBAL_IMPORT, .signature = 0, .import = 1},
    {.name = "behind", .kind = GLOBAL_IMPORT},
};

// What module.c gets from malloc() has more bytes, which are to stay as they
// are: the linker makes each malloc() here one of __wrap_malloc().
#define MORE 64

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *__wrap_malloc(size_t size)
{
    uint8_t *bytes = __real_malloc(size + MORE);
    if (bytes != NULL)
        memset(bytes + size, 0xa5, MORE);
    return bytes;
}

static bool is_within(const struct output *output)
{
    for (size_t i = 0; i < MORE; i++)
        if (output->bytes[output->size + i] != 0xa5)
            return false;
    return true;
}

// Behind the last one there is another, as if it went on: nobody looks there.
static void add(struct linker *ld, unsigned word, unsigned mode)
{
    unsigned words = (unsigned)(ld->data / 8);
    ld->relocs[ld->nrelocs++] =
        (struct module_reloc){ld->text + 8 * (uint64_t)word, (uint8_t)mode};
    ld->relocs[ld->nrelocs] =
        (struct module_reloc){ld->text + 8 * (uint64_t)word + 8, (uint8_t)mode};
    store(ld->image + ld->text + 8 * (uint64_t)word,
          word_in_file(word, mode, words));
}

int main(int argc, char *argv[])
{
    unsigned words = argc < 2 ? 0 : (unsigned)atoi(argv[1]), word, mode;
    FILE *file = argc == 3 ? fopen(argv[2], "r") : NULL;
    if (words < 3 || file == NULL) {
        fprintf(stderr, "usage: write WORDS FILE >MODULE\n");
        return 2;
    }
    char why[256] = "out of memory";
    const struct cpu cpu = {.magic = WORDS_MAGIC};
    struct linker ld = {
        .cpu = &cpu,
        .globals = globals,
        .nglobals = 3,
        .nimports = 2,
        .text = WORDS_TEXT,
        .data = 8 * (uint64_t)words,
        .table_address = WORDS_TEXT,
        .image = calloc(1, WORDS_TEXT + 8 * (size_t)words),
        .relocs = calloc(words + 1, sizeof *ld.relocs),
        .work = {.why = why, .whysize = sizeof why},
    };
    while (fscanf(file, "%u:%u", &word, &mode) == 2)
        if (word < words && ld.nrelocs < words)
            add(&ld, word, mode);
    fclose(file);
    struct output output = {0};
    bool done = write_module(&ld, &output);
    if (done && !is_within(&output)) {
        fprintf(stderr, "write: bytes were written behind the module\n");
        done = false;
    } else if (done)
        done = fwrite(output.bytes, 1, output.size, stdout) == output.size;
    else
        fprintf(stderr, "write: %s\n", why);
    free(output.bytes);
    free(ld.image);
    free(ld.relocs);
    return done ? 0 : 1;
}
