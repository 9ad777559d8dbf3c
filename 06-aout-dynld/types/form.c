// form.c - how a value is written: DWARF's forms.
//
// The same attribute may be written in several ways. A name: its bytes here, or
// their offset in .debug_str, or the number of such an offset. A number: in 1,
// 2, 4 or 8 bytes, or in as many as it needs. The form says which.

#include <string.h>

#include "constants.h"
#include "dwarf.h"

// The longest string, its zero included: a file of many references into one
// long string would take hours.
#define STRING_ROOM 4096

uint64_t cursor_take(struct cursor *cursor, unsigned n)
{
    uint64_t value = 0;
    if (n > (size_t)(cursor->end - cursor->at)) {
        cursor->at = cursor->end;
        cursor->bad = true;
        return 0;
    }
    for (unsigned i = 0; i < n; i++)
        value |= (uint64_t)cursor->at[i] << (8 * i);
    cursor->at += n;
    return value;
}

void cursor_skip(struct cursor *cursor, uint64_t n)
{
    if (n > (size_t)(cursor->end - cursor->at)) {
        cursor->at = cursor->end;
        cursor->bad = true;
        return;
    }
    cursor->at += n;
}

// *shift becomes the number of bits, *last the last byte.
static uint64_t leb(struct cursor *cursor, unsigned *shift, uint8_t *last)
{
    uint64_t value = 0;
    *shift = 0;
    do {
        *last = (uint8_t)cursor_take(cursor, 1);
        if (*shift < 64) {
            value |= (uint64_t)(*last & 0x7f) << *shift;
            *shift += 7;
        }
    } while (*last & 0x80);
    return value;
}

uint64_t cursor_uleb(struct cursor *cursor)
{
    unsigned shift;
    uint8_t last;
    return leb(cursor, &shift, &last);
}

int64_t cursor_sleb(struct cursor *cursor)
{
    unsigned shift;
    uint8_t last;
    uint64_t value = leb(cursor, &shift, &last);
    if (shift < 64 && last & 0x40)
        value |= ~(uint64_t)0 << shift;
    return (int64_t)value;
}

static bool wrong(struct value *value, const char *why)
{
    value->why = why;
    return false;
}

static bool unknown(struct value *value, const char *why)
{
    value->unknown = true;
    return wrong(value, why);
}

// The string at an offset of a section.
static bool string_at(const struct bytes *section, uint64_t offset,
                      struct value *value)
{
    if (offset >= section->size)
        return wrong(value, "a string outside of its section");
    size_t room = section->size - offset;
    if (room > STRING_ROOM)
        room = STRING_ROOM;
    value->kind = VALUE_STRING;
    value->string = (const char *)section->at + offset;
    return memchr(value->string, '\0', room) != NULL ||
           wrong(value, "a string without an end, or a very long one");
}

// The string whose offset is number index of the unit's.
static bool string_number(const struct unit *unit, uint64_t index,
                          struct value *value)
{
    const struct bytes *offsets = &unit->sections->str_offsets;
    if (unit->str_base > offsets->size ||
        index >= (offsets->size - unit->str_base) / unit->offset_size)
        return wrong(value, "the number of a string that is not there");
    struct cursor cursor = {
        .at = offsets->at + unit->str_base + index * unit->offset_size,
        .end = offsets->at + offsets->size,
    };
    return string_at(&unit->sections->str,
                     cursor_take(&cursor, unit->offset_size), value);
}

static bool string_here(struct cursor *cursor, struct value *value)
{
    struct bytes rest = {cursor->at, (size_t)(cursor->end - cursor->at)};
    if (!string_at(&rest, 0, value))
        return false;
    cursor->at += strlen(value->string) + 1;
    return true;
}

static bool string_form(const struct unit *unit, struct cursor *cursor,
                        uint64_t form, struct value *value)
{
    switch (form) {
    case DW_FORM_string:
        return string_here(cursor, value);
    case DW_FORM_strp:
        return string_at(&unit->sections->str,
                         cursor_take(cursor, unit->offset_size), value);
    case DW_FORM_line_strp:
        return string_at(&unit->sections->line_str,
                         cursor_take(cursor, unit->offset_size), value);
    case DW_FORM_strx:
        return string_number(unit, cursor_uleb(cursor), value);
    case DW_FORM_strx1:
    case DW_FORM_strx2:
    case DW_FORM_strx3:
    case DW_FORM_strx4:
        return string_number(
            unit, cursor_take(cursor, (unsigned)(form - DW_FORM_strx1) + 1),
            value);
    case DW_FORM_ref_sig8:
        return unknown(
            value,
            "a type unit is wanted: compile without -fdebug-types-section");
    default:
        return unknown(value, "a form that is not known here");
    }
}

static void number(struct value *value, uint64_t number)
{
    value->kind = VALUE_NUMBER;
    value->number = number;
}

// An offset from the beginning of the unit.
static void reference(const struct unit *unit, struct value *value,
                      uint64_t offset)
{
    value->kind = VALUE_REFERENCE;
    value->number = unit->start + offset;
}

// Numbers and references of a fixed size. Returns false if it is none.
static bool fixed_form(const struct unit *unit, struct cursor *cursor,
                       uint64_t form, struct value *value)
{
    static const uint8_t numbers[] = {
        [DW_FORM_data1] = 1, [DW_FORM_data2] = 2, [DW_FORM_data4] = 4,
        [DW_FORM_data8] = 8, [DW_FORM_flag] = 1,
    };
    static const uint8_t references[] = {
        [DW_FORM_ref1] = 1,
        [DW_FORM_ref2] = 2,
        [DW_FORM_ref4] = 4,
        [DW_FORM_ref8] = 8,
    };
    if (form < sizeof numbers && numbers[form] != 0)
        number(value, cursor_take(cursor, numbers[form]));
    else if (form < sizeof references && references[form] != 0)
        reference(unit, value, cursor_take(cursor, references[form]));
    else
        return false;
    return true;
}

// Those that are passed over. Returns false if it is none.
static bool other_form(const struct unit *unit, struct cursor *cursor,
                       uint64_t form)
{
    if (form == DW_FORM_addr)
        cursor_skip(cursor, unit->address_size);
    else if (form == DW_FORM_data16)
        cursor_skip(cursor, 16);
    else if (form == DW_FORM_block1)
        cursor_skip(cursor, cursor_take(cursor, 1));
    else if (form == DW_FORM_block2)
        cursor_skip(cursor, cursor_take(cursor, 2));
    else if (form == DW_FORM_block4)
        cursor_skip(cursor, cursor_take(cursor, 4));
    else if (form == DW_FORM_block || form == DW_FORM_exprloc)
        cursor_skip(cursor, cursor_uleb(cursor));
    else if (form == DW_FORM_addrx || form == DW_FORM_loclistx ||
             form == DW_FORM_rnglistx)
        cursor_uleb(cursor);
    else if (form >= DW_FORM_addrx1 && form <= DW_FORM_addrx4)
        cursor_skip(cursor, form - DW_FORM_addrx1 + 1);
    else
        return false;
    return true;
}

bool dwarf_form(const struct unit *unit, struct cursor *cursor, uint64_t form,
                struct value *value)
{
    *value = (struct value){0};
    if (fixed_form(unit, cursor, form, value) || other_form(unit, cursor, form))
        return true;
    switch (form) {
    case DW_FORM_sdata:
        number(value, (uint64_t)cursor_sleb(cursor));
        return true;
    case DW_FORM_udata:
        number(value, cursor_uleb(cursor));
        return true;
    case DW_FORM_flag_present:
        number(value, 1);
        return true;
    case DW_FORM_implicit_const:  // the caller has it: it is in .debug_abbrev
        number(value, 0);
        return true;
    case DW_FORM_sec_offset:
        number(value, cursor_take(cursor, unit->offset_size));
        return true;
    case DW_FORM_ref_udata:
        reference(unit, value, cursor_uleb(cursor));
        return true;
    case DW_FORM_ref_addr:  // it counts from the beginning of the section
        value->kind = VALUE_REFERENCE;
        value->number = cursor_take(cursor, unit->offset_size);
        return true;
    default:
        return string_form(unit, cursor, form, value);
    }
}
