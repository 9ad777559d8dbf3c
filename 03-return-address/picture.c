// picture.c - the stack at the callback, with the return address looked up in
// the table: drawn by the process that is called back.
//
// Usage:        picture [-s FILE.svg] NAME=FILE.so...
//               The first one is measured. -s: for a browser, too
// Exit status:  0 done, 1 could not, 2 usage.

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "caller.h"
#include "draw.h"
#include "linkmap.h"
#include "plugin.h"
#include "segments.h"

#define MAX_NAMES 8
#define WORDS 8  // of the stack, from report()'s return address on

// The first word to look at, counted from the frame's address. (On RISC-V that
// is the end of the frame, and the return address is its last word.)
#if defined(__riscv)
#define FIRST (-1)
#else
#define FIRST 0
#endif

static struct plugin *plugins[MAX_NAMES];
static int count;

static const void *caller;
static const uintptr_t *slot;  // where on the stack the return address is
static uintptr_t words[WORDS];

// The callback. The compilers keep the return address behind the frame's; some
// leave more room. (A signed one, as arm64 can have, is compared without its
// signature.)
__attribute__((noinline, no_sanitize("address"))) static void
report(double value)
{
    const uintptr_t *frame = __builtin_frame_address(0);
    caller = CALLER();
    (void)value;
    for (int i = FIRST; i < 16 && slot == NULL; i++) {
        if ((const char *)__builtin_extract_return_addr((void *)frame[i]) - 1 ==
            (const char *)caller)
            slot = &frame[i];
    }
    for (int i = 0; i < WORDS && slot != NULL; i++)
        words[i] = slot[i];
}

// In which file that word is an address, if it is one: a plugin goes by its
// name.
static const char *whose(uintptr_t word)
{
    const struct plugin *owner = plugin_by_table((const void *)word);
    const char *file = linkmap_file((const void *)word);
    if (owner != NULL)
        return owner->names[0];
    return strcmp(file, "no file") == 0 ? "" : file;
}

static struct draw_place fill_stack(struct drawing *drawing)
{
    int box = draw_box(drawing, "stack, report()'s frame first");
    struct draw_place returns = {box, 0};
    for (int i = 0; i < WORDS; i++) {
        struct draw_place at = draw_line(
            drawing, box, "%lx: %lx%s%s", (unsigned long)(uintptr_t)(slot + i),
            (unsigned long)words[i], whose(words[i])[0] == '\0' ? "" : " ",
            whose(words[i]));
        if (i == 0)
            returns = at;
    }
    return returns;
}

// The address space, and the table of it; both as the loader has it. *found is
// the table's row in which caller lies.
static struct draw_place fill_code(struct drawing *drawing,
                                   struct draw_place *found)
{
    int space = draw_box(drawing, "address space: code");
    int table = draw_box(drawing, "table: start, size, whose");
    struct draw_place code = {space, 0};
    for (int i = 0; i < count; i++) {
        struct segment segment;
        if (segments_executable(plugins[i]->handle, &segment, 1) < 1)
            continue;
        struct draw_place at = draw_line(
            drawing, space, "%lx to %lx: %s", (unsigned long)segment.start,
            (unsigned long)(segment.start + segment.size),
            plugins[i]->sensor->name);
        struct draw_place row = draw_line(
            drawing, table, "%lx, %lx: %s", (unsigned long)segment.start,
            (unsigned long)segment.size, plugins[i]->names[0]);
        if ((uintptr_t)caller - segment.start < segment.size) {
            code = at;
            *found = row;
        }
    }
    draw_line(drawing, space, "%lx: report(), the host's",
              (unsigned long)(uintptr_t)report);
    return code;
}

static int load(char *arg)
{
    char why[PLUGIN_WHY];
    char *equals = strchr(arg, '=');
    if (equals == NULL || count == MAX_NAMES) {
        fprintf(stderr, "picture: %s: not loaded\n", arg);
        return 1;
    }
    *equals = '\0';
    plugins[count] = plugin_open(equals + 1, arg, why, sizeof why);
    if (plugins[count] == NULL) {
        fprintf(stderr, "picture: %s\n", why);
        return 1;
    }
    count++;
    return 0;
}

static int draw(const char *svg)
{
    static struct drawing drawing = {
        .title = "The stack at the callback, and the table"};
    struct draw_place row = {2, 0};
    plugins[0]->sensor->measure(report);
    if (slot == NULL) {
        fprintf(stderr, "picture: the return address is not on the stack\n");
        return 1;
    }
    struct draw_place returns = fill_stack(&drawing);
    struct draw_place code = fill_code(&drawing, &row);
    draw_arrow(&drawing, "report() returns to", returns, code);
    draw_arrow(&drawing, "whose range that is", code, row);
    draw_text(stdout, &drawing);
    if (svg == NULL || draw_svg(svg, &drawing))
        return 0;
    fprintf(stderr, "picture: %s: cannot write\n", svg);
    return 1;
}

int main(int argc, char *argv[])
{
    const char *svg = NULL;
    int c, failed = 0;
    opterr = 0;
    while ((c = getopt(argc, argv, "s:")) == 's')
        svg = optarg;
    if (c != -1 || argc == optind) {
        fprintf(stderr, "usage: picture [-s FILE.svg] NAME=FILE.so...\n");
        return 2;
    }
    for (int i = optind; i < argc && failed == 0; i++)
        failed = load(argv[i]);
    if (failed == 0)
        failed = draw(svg);
    while (count > 0)
        plugin_close(plugins[--count]);
    return failed;
}
