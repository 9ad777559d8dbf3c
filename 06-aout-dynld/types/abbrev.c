// abbrev.c - what the entries look like: .debug_abbrev.
//
// An entry in .debug_info is a code and then bare values. The code stands for
// a line in a table: the tag, whether children follow, and of each attribute
// its name and form. So what is alike in a thousand entries is written once.

#include "constants.h"
#include "dwarf.h"

// Reads the attributes up to the pair of zeros. With list == NULL it only
// counts. Returns how many.
static size_t read_attributes(struct cursor *cursor, struct attribute *list)
{
    size_t count = 0;
    for (; !cursor->bad && count <= ATTRIBUTES; count++) {
        struct attribute attribute = {0};
        attribute.name = cursor_uleb(cursor);
        attribute.form = cursor_uleb(cursor);
        if (attribute.form == DW_FORM_implicit_const)
            attribute.constant = cursor_sleb(cursor);
        if (attribute.name == 0 && attribute.form == 0)
            break;
        if (list != NULL)
            list[count] = attribute;
    }
    return count;
}

static bool wrong(struct abbrevs *abbrevs, const char *why)
{
    abbrevs->why = why;
    return false;
}

// Reads one line.
static bool read_abbrev(struct work *work, struct cursor *cursor,
                        struct abbrevs *abbrevs)
{
    struct abbrev *abbrev = &abbrevs->abbrevs[abbrevs->count];
    abbrev->code = cursor_uleb(cursor);
    abbrev->tag = (uint16_t)cursor_uleb(cursor);
    abbrev->children = cursor_take(cursor, 1) != 0;
    struct cursor again = *cursor;
    size_t count = read_attributes(cursor, NULL);
    if (cursor->bad || count > ATTRIBUTES)
        return wrong(abbrevs,
                     "an abbreviation without an end, or a very long one");
    struct attribute *list = work_alloc(work, count, sizeof *list);
    if (list == NULL)
        return false;
    read_attributes(&again, list);
    abbrev->attributes = list;
    abbrev->count = (uint8_t)count;
    abbrevs->count++;
    return true;
}

// How many lines there are, and bytes, in *size.
static size_t count_lines(struct cursor cursor, uint64_t *size)
{
    const uint8_t *start = cursor.at;
    size_t count = 0;
    while (!cursor.bad && cursor_uleb(&cursor) != 0) {
        cursor_uleb(&cursor);
        cursor_skip(&cursor, 1);
        while (!cursor.bad && read_attributes(&cursor, NULL) > ATTRIBUTES)
            continue;
        count++;
    }
    *size = (uint64_t)(cursor.at - start);
    return count;
}

bool dwarf_abbrevs(struct work *work, const struct bytes *section,
                   uint64_t offset, struct abbrevs *abbrevs)
{
    uint64_t size;
    if (abbrevs->read && abbrevs->offset == offset)
        return true;
    if (offset >= section->size)
        return wrong(abbrevs, "no abbreviations");
    struct cursor cursor = {section->at + offset, section->at + section->size,
                            false};
    size_t count = count_lines(cursor, &size);

    // Each table is for one unit, or for several that follow one another. If
    // more is read than there is, somebody wants us to be busy for hours.
    abbrevs->spent += size;
    if (abbrevs->spent > 4 * section->size)
        return wrong(abbrevs, "its abbreviations are read again and again");
    abbrevs->abbrevs = work_alloc(work, count, sizeof *abbrevs->abbrevs);
    if (abbrevs->abbrevs == NULL)
        return false;
    abbrevs->read = true;
    abbrevs->offset = offset;
    abbrevs->count = 0;
    while (abbrevs->count < count)
        if (!read_abbrev(work, &cursor, abbrevs))
            return false;
    return true;
}

// The codes are 1, 2, 3 and so on with every compiler: nothing else is taken.
const struct abbrev *dwarf_abbrev(const struct abbrevs *abbrevs, uint64_t code)
{
    if (code == 0 || code > abbrevs->count ||
        abbrevs->abbrevs[code - 1].code != code)
        return NULL;
    return &abbrevs->abbrevs[code - 1];
}
