// parts.c - the debug sections of an object, one behind the other.

#include <stdlib.h>
#include <string.h>

#include "object/bytes.h"
#include "types/dwarf.h"
#include "fuzz/parts.h"

const char *const parts_names[PARTS] = {
    ".debug_info",     ".debug_abbrev",      ".debug_str",
    ".debug_line_str", ".debug_str_offsets", ".signof.incomplete",
};

static uint8_t *put_part(uint8_t *at, const struct bytes *part)
{
    put_le(at, part->size, 4);
    if (part->size > 0)
        memcpy(at + 4, part->at, part->size);
    return at + 4 + part->size;
}

static uint8_t *put_parts(const struct dwarf_sections *s, size_t *size)
{
    const struct bytes *all[PARTS] = {&s->info,        &s->abbrev,
                                      &s->str,         &s->line_str,
                                      &s->str_offsets, &s->incomplete};
    *size = 0;
    for (size_t i = 0; i < PARTS; i++)
        *size += 4 + all[i]->size;
    uint8_t *bytes = malloc(*size), *at = bytes;
    for (size_t i = 0; bytes != NULL && i < PARTS; i++)
        at = put_part(at, all[i]);
    return bytes;
}

uint8_t *parts_take(const struct input *input, size_t *size)
{
    char why[256];
    uint8_t *bytes = NULL;
    struct object object = {
        .path = input->path, .bytes = input->bytes, .size = input->size};
    struct work work = {.why = why, .whysize = sizeof why};
    struct dwarf_sections sections = {0};
    if (elf_open(&work, &object) &&
        dwarf_find_sections(&work, &object, &sections) &&
        sections.info.size > 0)
        bytes = put_parts(&sections, size);
    work_free(&work);
    return bytes;
}
