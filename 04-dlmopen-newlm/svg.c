// svg.c - draws an SVG, a text of elements. This one has five kinds: svg,
// title, rect, text and path.
//
// It is as wide as a page, and as high as it has to be: what is loaded goes
// into several rows. So its letters can be read with 15 instances, too.

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "svg.h"

#define WIDE 1000  // all of it, whatever is loaded
#define MARGIN 20
#define PER_ROW 5    // namespaces beside one another
#define COLUMN 194   // from one to the next
#define BOX 180      // a link map's width
#define BOX_HIGH 42  // ... and height
#define GAP 6        // between two of them
#define COLUMNS 3    // the address space's
#define PART 324     // from one to the next
#define ADDRESS 106  // the width of an address
#define ROW 21       // the height of a segment
#define EDGE 10      // its edge, in the file's colour
#define PAGE 40      // the width of a page
#define RED "#b3261e"

// One colour for each file. With more files than colours, files share them.
static const char *const colours[] = {"#7fb3d5", "#f5b041", "#82c99d",
                                      "#d7a1d9", "#f1948a", "#c8b560",
                                      "#76d7c4", "#b2babb"};
#define COLOURS (int)(sizeof colours / sizeof colours[0])

// One segment, with the object that it belongs to.
struct row {
    uintptr_t start;
    const struct object *object;
    bool code;
    bool shared;  // the loader: in several lists, drawn once
};

static const char *colour(const struct object *object)
{
    return colours[object->file % COLOURS];
}

// Returns how many bytes the character at text has in UTF-8: 1 to 4, or 0 if
// XML has no such character. A file name may contain any bytes, and may have
// been cut.
static int character_length(const char *text)
{
    static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const void *)text;
    if (bytes[0] < 0x80)
        return bytes[0] >= ' ';  // no control characters
    int length = bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;
    unsigned long code = bytes[0] & (0x7fU >> length);
    for (int i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (bytes[i] & 0x3f);
    }
    bool surrogate = code >= 0xd800 && code < 0xe000;
    bool none = code == 0xfffe || code == 0xffff || code > 0x10ffff;
    bool valid = bytes[0] >= 0xc0 && bytes[0] < 0xf8 && code >= least[length];
    return valid && !surrogate && !none ? length : 0;
}

// A name may contain text that has a meaning in XML: "<", "&" and "]]>".
static void put_escaped(FILE *out, const char *text)
{
    while (*text != '\0') {
        int length = character_length(text);
        if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '>')
            fputs("&gt;", out);
        else if (*text == '&')
            fputs("&amp;", out);
        else
            fprintf(out, "%.*s", length > 0 ? length : 1,
                    length > 0 ? text : "?");
        text += length > 0 ? length : 1;
    }
}

static void put_text(FILE *out, int x, int y, int size, const char *text)
{
    fprintf(out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\">", x, y, size);
    put_escaped(out, text);
    fputs("</text>\n", out);
}

static void put_rect(FILE *out, int x, int y, int width, int height,
                     const char *fill)
{
    fprintf(out,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" "
            "stroke=\"#444444\"/>\n",
            x, y, width, height, fill);
}

// A place in the drawing: where the arrow passes.
struct place {
    int x, y;
};

// What is drawn, and how far down it has come.
struct drawing {
    FILE *out;
    const struct objects *objects;
    uintptr_t called_from;
    const struct object *caller;         // in whose code that is, or NULL
    struct place address, map, heading;  // where the three are drawn
    int street;                          // between lists and addresses
    int y;
};

static void put_heading(struct drawing *drawing, const char *title,
                        const char *more)
{
    put_text(drawing->out, MARGIN, drawing->y + 30, 17, title);
    put_text(drawing->out, MARGIN, drawing->y + 48, 13, more);
    drawing->y += 60;
}

static bool is_loader(const struct object *object)
{
    return strcmp(object->name, "ld.so") == 0;
}

// What is not alone in its namespace is called by its name, too: a copy.
static const char *label(const struct object *object, char *buf, size_t size)
{
    bool named = object->space == 0 && object->instance[0] != '\0';
    snprintf(buf, size, "%s%s%s", object->name, named ? ": " : "",
             named ? object->instance : "");
    return buf;
}

static void put_object(struct drawing *drawing, const struct object *object,
                       int x, int y)
{
    char line[80], name[200];
    snprintf(line, sizeof line, "link map %" PRIxPTR, (uintptr_t)object->map);
    put_rect(drawing->out, x, y, BOX, BOX_HIGH, colour(object));
    put_text(drawing->out, x + 8, y + 17, 14, label(object, name, sizeof name));
    put_text(drawing->out, x + 8, y + 34, 12, line);
    if (object == drawing->caller)
        drawing->map = (struct place){x, y + BOX_HIGH / 2};
}

// One namespace: a column. Returns where it ends.
static int put_space(struct drawing *drawing, int i, int x, int y)
{
    const struct objects *objects = drawing->objects;
    char line[32];
    snprintf(line, sizeof line, "namespace %ld", objects->spaces[i].number);
    put_text(drawing->out, x, y + 14, 14, line);
    put_text(drawing->out, x, y + 31, 14, objects->spaces[i].name);
    if (drawing->caller != NULL && drawing->caller->space == i && i > 0)
        drawing->heading = (struct place){x, y + 26};
    y += 40;
    for (int n = 0; n < objects->count; n++) {
        const struct object *object = &objects->list[n];
        if (object->space != i || is_loader(object))
            continue;
        put_object(drawing, object, x, y);
        y += BOX_HIGH + GAP;
    }
    return y;
}

// The loader is in all lists that need it, with a link map in each, and is one:
// a bar across. first is the namespace of the first column.
static void put_loader(struct drawing *drawing, int first, int columns)
{
    const struct objects *objects = drawing->objects;
    char line[40];
    bool bar = false;
    for (int i = 0; i < objects->count; i++) {
        const struct object *object = &objects->list[i];
        int column = object->space - first;
        if (!is_loader(object) || column < 0 || column >= columns)
            continue;
        if (!bar) {
            put_rect(drawing->out, MARGIN, drawing->y,
                     (columns - 1) * COLUMN + BOX, BOX_HIGH, colour(object));
            put_text(drawing->out, MARGIN + 8, drawing->y + 17, 14,
                     "ld.so: one, for all lists");
        }
        bar = true;
        snprintf(line, sizeof line, "link map %" PRIxPTR,
                 (uintptr_t)object->map);
        put_text(drawing->out, MARGIN + column * COLUMN + 8, drawing->y + 34,
                 12, line);
    }
    drawing->y += bar ? BOX_HIGH : 0;
}

static void put_spaces(struct drawing *drawing)
{
    int left = drawing->objects->spaces_count;
    for (int i = 0; left > 0; left -= PER_ROW) {
        int columns = left < PER_ROW ? left : PER_ROW, lowest = 0;
        for (int c = 0; c < columns; c++, i++) {
            int end =
                put_space(drawing, i, MARGIN + c * COLUMN, drawing->y + 6);
            lowest = end > lowest ? end : lowest;
        }
        drawing->y = lowest;
        put_loader(drawing, i - columns, columns);
        drawing->y += 10;
    }
}

static int by_start(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

// Collects all segments, sorted. The loader is in several lists, but taken
// once.
static int take_rows(const struct objects *objects, struct row *rows)
{
    int n = 0;
    for (int i = 0; i < objects->count; i++) {
        const struct object *object = &objects->list[i];
        bool before = false, after = false;
        for (int j = 0; j < objects->count; j++) {
            bool same = objects_same(&objects->list[j], object);
            before |= same && j < i;
            after |= same && j > i;
        }
        if (!before && object->code.start != 0)
            rows[n++] = (struct row){object->code.start, object, true, after};
        if (!before && object->data.start != 0)
            rows[n++] = (struct row){object->data.start, object, false, after};
    }
    qsort(rows, (size_t)n, sizeof *rows, by_start);
    return n;
}

// Code is filled with the file's colour. Data is white with an edge in that
// colour, because each instance has its own.
static void put_row(struct drawing *drawing, const struct row *row, int x,
                    int y)
{
    const struct object *object = row->object;
    const struct space *space = &drawing->objects->spaces[object->space];
    char line[240], name[200];
    snprintf(line, sizeof line, "%" PRIxPTR, row->start);
    put_text(drawing->out, x, y + 15, 13, line);
    if (row->code && object == drawing->caller)
        drawing->address = (struct place){x - 4, y + ROW / 2};
    x += ADDRESS;
    put_rect(drawing->out, x, y, PART - ADDRESS - 24, ROW,
             row->code ? colour(object) : "#ffffff");
    put_rect(drawing->out, x, y, EDGE, ROW, colour(object));
    snprintf(line, sizeof line, "%s %.22s", row->code ? "code" : "data",
             label(object, name, sizeof name));
    put_text(drawing->out, x + EDGE + 5, y + 15, 12, line);
    snprintf(line, sizeof line, "%ld", space->number);
    put_text(drawing->out, x + PART - ADDRESS - 44, y + 15, 12,
             row->shared ? "all" : line);
}

// Down one column, then down the next.
static void put_memory(struct drawing *drawing)
{
    static struct row rows[2 * OBJECTS_MAX];
    int n = take_rows(drawing->objects, rows);
    int high = (n + COLUMNS - 1) / COLUMNS;
    for (int i = 0; i < n; i++)
        put_row(drawing, &rows[i], MARGIN + i / high * PART,
                drawing->y + i % high * ROW);
    drawing->y += high * ROW;
}

// The pages of one file, from x on: one for all, or one for each.
static int put_some_pages(struct drawing *drawing, const struct object *object,
                          bool code, int x)
{
    int mapped;
    int n = objects_pages(drawing->objects, object, code, &mapped);
    char line[40];
    for (int i = 0; i < n && x + 2 * PAGE < WIDE; i++, x += PAGE + 1) {
        put_rect(drawing->out, x, drawing->y, PAGE, ROW,
                 code ? colour(object) : "#ffffff");
        put_rect(drawing->out, x, drawing->y, EDGE, ROW, colour(object));
        put_text(drawing->out, x + EDGE + 2, drawing->y + 15, 11,
                 code ? "code" : "data");
    }
    snprintf(line, sizeof line, "%d for %d", n, mapped);
    put_text(drawing->out, x + 4, drawing->y + 15, 12, line);
    return x + 64;
}

static void put_pages(struct drawing *drawing)
{
    const struct objects *objects = drawing->objects;
    for (int i = 0, file = 0; i < objects->count; i++) {
        const struct object *object = &objects->list[i];
        char name[200];
        int mapped;
        if (object->file != file)
            continue;  // it was met before
        file++;
        if (objects_pages(objects, object, true, &mapped) == 0)
            continue;
        put_text(drawing->out, MARGIN, drawing->y + 15, 13,
                 label(object, name, sizeof name));
        int x = put_some_pages(drawing, object, true, MARGIN + 160);
        put_some_pages(drawing, object, false, x);
        drawing->y += ROW + 4;
    }
}

// The first goes up the space between two columns of addresses, along the
// street between the layers, and up the space between two namespaces.
static void put_paths(const struct drawing *drawing)
{
    const struct place *from = &drawing->address, *map = &drawing->map;
    const char *form = "fill=\"none\" stroke=\"" RED "\" stroke-width=\"2\"";
    fprintf(drawing->out,
            "<path d=\"M%d %d h-6 V%d H%d V%d h7 l-6 -4 v8 l6 -4\" %s/>\n",
            from->x, from->y, drawing->street, map->x - 7, map->y, form);
    if (drawing->heading.x == 0)
        return;
    fprintf(drawing->out,
            "<path d=\"M%d %d h-7 V%d h6 l-5 -4 v8 l5 -4\" %s/>\n", map->x,
            map->y - 8, drawing->heading.y, form);
}

// From the return address to its link map, and on to the instance's name.
static void put_arrow(struct drawing *drawing)
{
    const struct object *caller = drawing->caller;
    char line[400];
    if (caller == NULL)
        return;
    put_paths(drawing);
    snprintf(line, sizeof line,
             "Who called? %" PRIxPTR " is code of %s, which has link map "
             "%" PRIxPTR ", in namespace %ld: %s",
             drawing->called_from, caller->name, (uintptr_t)caller->map,
             drawing->objects->spaces[caller->space].number, caller->instance);
    put_text(drawing->out, MARGIN, 28, 14, line);
}

// How high it is, is known at the end: so it is drawn twice, and the first time
// nowhere.
static int draw(FILE *out, const struct objects *objects, uintptr_t called_from)
{
    struct drawing drawing = {
        .out = out,
        .objects = objects,
        .called_from = called_from,
        .caller = called_from == 0 ? NULL : objects_at(objects, called_from),
        .y = 30,
    };
    put_heading(&drawing, "The namespaces of one process",
                "Each is a list of link maps. Same colour: same file.");
    put_spaces(&drawing);
    drawing.street = drawing.y;
    put_heading(&drawing, "Its address space, from low to high addresses",
                "Not to scale; the gaps are left out. At the right the "
                "namespace.");
    put_memory(&drawing);
    put_heading(&drawing, "The pages of memory behind it",
                "Of each file, the first of code and of data. What nobody has "
                "written to is there once, however often it is mapped.");
    put_pages(&drawing);
    put_arrow(&drawing);
    return drawing.y + MARGIN;
}

void svg_write(FILE *out, const struct objects *objects, uintptr_t called_from)
{
    FILE *nowhere = fopen("/dev/null", "w");
    int high = nowhere == NULL ? 4000 : draw(nowhere, objects, called_from);
    if (nowhere != NULL)
        fclose(nowhere);
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            "font-family=\"sans-serif\">\n"
            "<title>The namespaces of one process</title>\n",
            WIDE, high);
    put_rect(out, 0, 0, WIDE, high, "#ffffff");
    draw(out, objects, called_from);
    fputs("</svg>\n", out);
}
