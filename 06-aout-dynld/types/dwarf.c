// dwarf.c - the tree of entries in .debug_info.
//
// The section is a row of units, one for each compilation (ld -r puts several
// into an object). A unit is a header and a tree of entries: each comes before
// its children, and a zero byte ends a row of siblings. What an entry refers to
// may come later, so references are followed up when all entries are there.

#include <stdio.h>
#include <string.h>

#include "constants.h"
#include "dwarf.h"

// So many entries are allocated at once.
#define DIES 64

struct reader {
    struct work *work;
    const struct object *object;
    struct dwarf_sections sections;
    struct unit unit;
    struct abbrevs abbrevs;
    struct die *first, **last;  // all entries, by their member after
    size_t count;
    struct die *room;  // for more, allocated many at once
    size_t left;
    struct die passed;  // the last one that was not kept
    struct dwarf *dwarf;
};

static bool damaged(const struct reader *reader, uint64_t offset,
                    const char *why)
{
    return fail(reader->work, "%s: .debug_info+0x%llx: %s",
                reader->object->path, (unsigned long long)offset, why);
}

// What is not damaged, and yet not read here. An object is refused: it can be
// compiled in another way. A shared object goes without this unit.
static bool unread(struct reader *reader, uint64_t offset, const char *why)
{
    struct dwarf *dwarf = reader->dwarf;
    if (!reader->object->linked)
        return damaged(reader, offset, why);
    reader->unit.unread = true;
    if (dwarf->unread[0] == '\0')
        snprintf(dwarf->unread, sizeof dwarf->unread, "%s", why);
    return true;
}

static uint64_t offset_of(const struct reader *reader,
                          const struct cursor *cursor)
{
    return (uint64_t)(cursor->at - reader->sections.info.at);
}

// What the value of an attribute means to its entry.
static void set_attribute(struct unit *unit, struct die *die, uint64_t name,
                          const struct value *value)
{
    bool is_number = value->kind == VALUE_NUMBER;
    bool is_reference = value->kind == VALUE_REFERENCE;
    if (name == DW_AT_name)
        die->name = value->string;
    else if (name == DW_AT_linkage_name)
        die->linkage_name = value->string;
    else if (name == DW_AT_type && is_reference)
        die->type_at = value->number;
    else if ((name == DW_AT_specification || name == DW_AT_abstract_origin) &&
             is_reference)
        die->origin_at = value->number;
    else if (name == DW_AT_byte_size && is_number)
        die->size = value->number;
    else if (name == DW_AT_count && is_number)
        die->count = value->number;
    else if (name == DW_AT_upper_bound && is_number)
        die->count = value->number + 1;
    else if (name == DW_AT_const_value && is_number)
        die->large = value->number >> 31 == 1;
    else if (name == DW_AT_bit_size) {
        die->bit_field = true;
        die->bits = value->number;
    } else if (name == DW_AT_external)
        die->external = value->number != 0;
    else if (name == DW_AT_declaration)
        die->declaration = value->number != 0;
    else if (name == DW_AT_prototyped)
        die->prototyped = value->number != 0;
    else if (name == DW_AT_str_offsets_base && is_number)
        unit->str_base = value->number;
}

// In C++ one declaration has another type than in C: "prototyped" is not noted
// there, and () means (void). Its signatures would be of no use.
static bool is_cplusplus(uint64_t language)
{
    return language == DW_LANG_C_plus_plus ||
           language == DW_LANG_C_plus_plus_03 ||
           language == DW_LANG_C_plus_plus_11 ||
           language == DW_LANG_C_plus_plus_14;
}

// No language is that of an assembler's author who does not say which.
static bool is_c(uint64_t language)
{
    return language == DW_LANG_C89 || language == DW_LANG_C ||
           language == DW_LANG_C99 || language == DW_LANG_C11 ||
           language == DW_LANG_C17 || language == DW_LANG_C23;
}

// Takes note of the language of the unit.
static bool set_language(struct reader *reader, const struct die *die,
                         uint64_t language)
{
    reader->unit.other_language = !is_c(language);
    return !is_cplusplus(language) ||
           unread(reader, die->offset,
                  "compiled as C++: signatures are of C's types"
                  " (with -g0 there are none)");
}

static bool read_attributes(struct reader *reader, struct cursor *cursor,
                            const struct abbrev *abbrev, struct die *die)
{
    for (size_t i = 0; i < abbrev->count; i++) {
        const struct attribute *attribute = &abbrev->attributes[i];
        struct value value;
        if (!dwarf_form(&reader->unit, cursor, attribute->form, &value))
            return value.unknown ? unread(reader, die->offset, value.why)
                                 : damaged(reader, die->offset, value.why);
        if (cursor->bad)
            return damaged(reader, die->offset,
                           "an entry ends outside of its unit");
        if (attribute->form == DW_FORM_implicit_const)
            value.number = (uint64_t)attribute->constant;
        if (attribute->name == DW_AT_language &&
            !set_language(reader, die, value.number))
            return false;
        set_attribute(&reader->unit, die, attribute->name, &value);
    }
    return true;
}

// Is the entry a part of its parent's type? Who follows types passes over these
// again and again: what else is in there, a function's variables say, or a
// million entries that somebody has put into a struct, must not be in the way.
static bool is_part(const struct die *parent, const struct die *die)
{
    switch (parent->tag) {
    case DW_TAG_structure_type:
    case DW_TAG_union_type:
        return die->tag == DW_TAG_member;
    case DW_TAG_array_type:
        return die->tag == DW_TAG_subrange_type;
    case DW_TAG_subroutine_type:
    case DW_TAG_subprogram:
        return die->tag == DW_TAG_formal_parameter ||
               (die->tag == DW_TAG_unspecified_parameters &&
                parent->prototyped);
    default:
        return false;
    }
}

static void append_part(struct die *parent, struct die *die)
{
    if (parent->last != NULL)
        parent->last->next = die;
    else
        parent->part = die;
    parent->last = die;
}

static void append(struct reader *reader, struct die *die)
{
    struct die *parent = die->parent;
    if (parent != NULL)
        parent->children = true;
    if (parent != NULL && is_part(parent, die))
        append_part(parent, die);
    *reader->last = die;
    reader->last = &die->after;
    reader->count++;
    reader->unit.has_types |= die->tag == DW_TAG_base_type ||
                              die->tag == DW_TAG_pointer_type ||
                              die->tag == DW_TAG_structure_type;
}

// Of a big program half of all entries are about its calls: nothing in them is
// about types, and nothing refers to them.
static bool is_call(const struct abbrev *abbrev)
{
    return abbrev->tag == DW_TAG_call_site ||
           abbrev->tag == DW_TAG_call_site_parameter ||
           abbrev->tag == DW_TAG_GNU_call_site ||
           abbrev->tag == DW_TAG_GNU_call_site_parameter;
}

static struct die *new_die(struct reader *reader, const struct abbrev *abbrev)
{
    if (is_call(abbrev) && !abbrev->children) {
        reader->passed = (struct die){0};
        return &reader->passed;
    }
    if (reader->left == 0) {
        reader->left = DIES;
        reader->room = work_alloc(reader->work, DIES, sizeof *reader->room);
        if (reader->room == NULL)
            return NULL;
    }
    reader->left--;
    return reader->room++;
}

// Of a version that is not read here. Other languages' units may be: only an
// assembler, say, still writes version 2 or 3.
static bool check_version(struct reader *reader)
{
    const struct unit *unit = &reader->unit;
    char why[80];
    if (unit->version == 4 || unit->version == 5 || unit->other_language ||
        unit->unread)
        return true;
    snprintf(why, sizeof why,
             "of DWARF version %u: compile with -gdwarf-4 or -gdwarf-5",
             unit->version);
    return unread(reader, unit->start, why);
}

// Reads the entry that begins with that code. *parent is what it is in, and
// then what the next one is in.
static bool read_entry(struct reader *reader, struct cursor *cursor,
                       uint64_t offset, uint64_t code, struct die **parent)
{
    const struct abbrev *abbrev = dwarf_abbrev(&reader->abbrevs, code);
    if (abbrev == NULL)
        return damaged(reader, offset, "an unknown abbreviation");
    struct die *die = new_die(reader, abbrev);
    if (die == NULL)
        return false;
    die->offset = offset;
    die->tag = abbrev->tag;
    die->parent = *parent;
    if (!is_call(abbrev))
        append(reader, die);
    if (!read_attributes(reader, cursor, abbrev, die) || !check_version(reader))
        return false;
    if (die->tag == DW_TAG_enumerator && die->parent != NULL)
        die->parent->large |= die->large;
    if (abbrev->children)
        *parent = die;
    return true;
}

// The entries of the unit, from the cursor to its end. Of another language's
// unit only the first one, which says so; of one that is not read, some.
static bool read_entries(struct reader *reader, struct cursor *cursor)
{
    struct die *parent = NULL;
    while (cursor->at < cursor->end && !reader->unit.other_language &&
           !reader->unit.unread) {
        uint64_t offset = offset_of(reader, cursor);
        uint64_t code = cursor_uleb(cursor);
        if (code == 0)
            parent = parent == NULL ? NULL : parent->parent;
        else if (!read_entry(reader, cursor, offset, code, &parent))
            return false;
    }
    return true;
}

// Reads the header up to the first entry. *skip: there are no types in it.
static bool read_header(struct reader *reader, struct cursor *cursor,
                        bool *skip)
{
    struct unit *unit = &reader->unit;
    uint64_t abbrevs, type = DW_UT_compile;
    unit->version = (unsigned)cursor_take(cursor, 2);
    if (unit->version < 2 || unit->version > 5) {
        *skip = true;
        return check_version(reader);  // its header may be anything
    }
    if (unit->version == 5) {
        type = cursor_take(cursor, 1);
        unit->address_size = (unsigned)cursor_take(cursor, 1);
    }
    abbrevs = cursor_take(cursor, unit->offset_size);
    if (unit->version < 5)
        unit->address_size = (unsigned)cursor_take(cursor, 1);
    unit->str_base = unit->offset_size == 8 ? 16 : 8;
    // A skeleton's types are in another file (-gsplit-dwarf).
    *skip = type != DW_UT_compile && type != DW_UT_partial;
    if (cursor->bad)
        return damaged(reader, unit->start,
                       "a unit is shorter than its header");
    if (*skip || dwarf_abbrevs(reader->work, &reader->sections.abbrev, abbrevs,
                               &reader->abbrevs))
        return true;
    const char *why = reader->abbrevs.why;
    return why != NULL && damaged(reader, unit->start, why);
}

// Reads one unit; rest moves on to the next one.
static bool read_unit(struct reader *reader, struct cursor *rest)
{
    struct unit *unit = &reader->unit;
    bool skip = false;
    *unit = (struct unit){.sections = &reader->sections, .offset_size = 4};
    unit->start = offset_of(reader, rest);
    uint64_t length = cursor_take(rest, 4);
    if (length == 0xffffffff) {
        unit->offset_size = 8;
        length = cursor_take(rest, 8);
    }
    struct cursor cursor = *rest;
    cursor_skip(rest, length);
    if (rest->bad)
        return damaged(reader, unit->start, "a unit ends outside of it");
    cursor.end = rest->at;
    struct die **first = reader->last;
    size_t count = reader->count;
    if (!read_header(reader, &cursor, &skip) ||
        (!skip && !read_entries(reader, &cursor)))
        return false;
    if (unit->unread) {
        reader->last = first;
        reader->count = count;
        *first = NULL;
    }
    for (struct die *die = *first; die != NULL; die = die->after)
        die->untyped = !unit->has_types;
    return true;
}

// The entry that begins at an offset, or NULL. They are in that order.
static struct die *die_at(const struct dwarf *dwarf, uint64_t offset)
{
    size_t low = 0, high = dwarf->ndies;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dwarf->dies[middle]->offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == dwarf->ndies || dwarf->dies[low]->offset != offset)
        return NULL;
    return dwarf->dies[low];
}

// In a unit that was not read there may be anything.
static bool follow(const struct reader *reader, const struct dwarf *dwarf,
                   const struct die *die, uint64_t to, const struct die **found)
{
    static const struct die not_read;
    if (to == 0)
        return true;
    *found = die_at(dwarf, to);
    if (*found == NULL && dwarf->unread[0] != '\0')
        *found = &not_read;
    return *found != NULL ||
           damaged(reader, die->offset, "refers to where no entry begins");
}

// Is this name in the section that INCOMPLETE() of signof.h makes? It is a row
// of names, each with its zero.
static bool is_incomplete(const struct bytes *names, const char *name)
{
    size_t length = strlen(name) + 1;
    size_t at = 0;
    while (at < names->size && length <= names->size - at) {
        if (memcmp(names->at + at, name, length) == 0)
            return true;
        const uint8_t *zero = memchr(names->at + at, 0, names->size - at);
        at = zero == NULL ? names->size : (size_t)(zero - names->at) + 1;
    }
    return false;
}

static bool is_struct(const struct die *die)
{
    return die->tag == DW_TAG_structure_type || die->tag == DW_TAG_union_type;
}

// Does it have parts that are types, so that what it leads to can be much?
static bool has_number(const struct die *die)
{
    return is_struct(die) || die->tag == DW_TAG_subroutine_type ||
           die->tag == DW_TAG_subprogram;
}

static bool follow_all(const struct reader *reader, struct dwarf *dwarf)
{
    for (size_t i = 0; i < dwarf->ndies; i++) {
        struct die *die = dwarf->dies[i];
        if (!follow(reader, dwarf, die, die->type_at, &die->type) ||
            !follow(reader, dwarf, die, die->origin_at, &die->origin))
            return false;
        if (has_number(die))
            die->number = (uint32_t)dwarf->numbered++;
        if (is_struct(die) && die->name != NULL)
            die->incomplete =
                is_incomplete(&reader->sections.incomplete, die->name);
    }
    return true;
}

bool dwarf_read(struct work *work, const struct object *object,
                struct dwarf *dwarf)
{
    struct reader reader = {.work = work, .object = object, .dwarf = dwarf};
    *dwarf = (struct dwarf){0};
    if (!dwarf_find_sections(work, object, &reader.sections))
        return false;
    if (reader.sections.compressed)
        strcpy(dwarf->unread, "compressed");
    reader.last = &reader.first;
    const struct bytes *info = &reader.sections.info;
    struct cursor rest = {info->at, info->at, false};
    if (info->size > 0)
        rest.end += info->size;
    while (rest.at < rest.end)
        if (!read_unit(&reader, &rest))
            return false;

    dwarf->dies = work_alloc(work, reader.count, sizeof *dwarf->dies);
    if (dwarf->dies == NULL)
        return false;
    for (struct die *die = reader.first; die != NULL; die = die->after)
        dwarf->dies[dwarf->ndies++] = die;
    return follow_all(&reader, dwarf);
}
