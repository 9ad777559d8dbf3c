// svg.c - draws an SVG, a text of elements. This one has four kinds: svg,
// title, rect and text.

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

#include "svg.h"

#define MARGIN 20
#define COLUMN 200    // from one namespace to the next
#define BOX 180       // a link map's width
#define BOX_HIGH 58   // ... and height
#define GAP 8         // between two of them
#define ADDRESS 100   // the width of an address in the memory's column
#define ROW_WIDE 280  // ... and that of a segment
#define ROW 22        // ... and its height
#define EDGE 10       // its edge, in the file's colour
#define TOP 96        // where the columns begin

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

static void put_object(FILE *out, const struct object *object, int y)
{
    char line[80];
    int x = MARGIN + object->space * COLUMN;
    put_rect(out, x, y, BOX, BOX_HIGH, colour(object));
    put_text(out, x + 8, y + 18, 14, object->name);
    snprintf(line, sizeof line, "code %" PRIxPTR, object->code.start);
    put_text(out, x + 8, y + 35, 11, line);
    snprintf(line, sizeof line, "data %" PRIxPTR, object->data.start);
    put_text(out, x + 8, y + 50, 11,
             object->data.start != 0 ? line : "no data");
}

static void put_spaces(FILE *out, const struct objects *objects)
{
    int y[SPACES_MAX] = {0};
    for (int i = 0; i < objects->spaces_count; i++) {
        char line[32];
        snprintf(line, sizeof line, "namespace %ld", objects->spaces[i].number);
        put_text(out, MARGIN + i * COLUMN, TOP - 26, 14, line);
        put_text(out, MARGIN + i * COLUMN, TOP - 10, 12,
                 objects->spaces[i].name);
        y[i] = TOP;
    }
    for (int i = 0; i < objects->count; i++) {
        int *at = &y[objects->list[i].space];
        put_object(out, &objects->list[i], *at);
        *at += BOX_HIGH + GAP;
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
static void put_row(FILE *out, const struct objects *objects,
                    const struct row *row, int x, int y)
{
    const struct object *object = row->object;
    char line[128];
    snprintf(line, sizeof line, "%" PRIxPTR, row->start);
    put_text(out, x, y + 15, 11, line);
    x += ADDRESS;
    put_rect(out, x, y, ROW_WIDE, ROW, row->code ? colour(object) : "#ffffff");
    put_rect(out, x, y, EDGE, ROW, colour(object));
    snprintf(line, sizeof line, "%s, %s", row->code ? "code" : "data",
             object->name);
    put_text(out, x + EDGE + 8, y + 15, 12, line);
    snprintf(line, sizeof line, "%ld", objects->spaces[object->space].number);
    put_text(out, x + ROW_WIDE - 50, y + 15, 12,
             row->shared ? "several" : line);
}

static void put_memory(FILE *out, const struct objects *objects, int x,
                       const struct row *rows, int n)
{
    put_text(out, x, TOP - 26, 14, "memory, low addresses on top");
    put_text(out, x, TOP - 10, 12, "not to scale; the gaps are left out");
    for (int i = 0; i < n; i++)
        put_row(out, objects, &rows[i], x, TOP + i * ROW);
}

// Returns how far down the longest of the columns reaches, the memory included.
static int height(const struct objects *objects, int rows)
{
    int boxes[SPACES_MAX] = {0}, lowest = TOP + rows * ROW;
    for (int i = 0; i < objects->count; i++) {
        int down = TOP + ++boxes[objects->list[i].space] * (BOX_HIGH + GAP);
        if (down > lowest)
            lowest = down;
    }
    return lowest;
}

void svg_write(FILE *out, const struct objects *objects)
{
    static struct row rows[2 * OBJECTS_MAX];
    int n = take_rows(objects, rows);
    int right = MARGIN + objects->spaces_count * COLUMN + MARGIN;
    int width = right + ADDRESS + ROW_WIDE + MARGIN;
    int high = height(objects, n) + 2 * MARGIN;

    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
            "height=\"%d\" font-family=\"sans-serif\">\n"
            "<title>The namespaces of one process</title>\n",
            width, high);
    fprintf(out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", width,
            high);
    put_text(out, MARGIN, 30, 18, "The namespaces of one process");
    put_text(out, MARGIN, 48, 12,
             "Same colour: same file. Its code is in memory once, and mapped "
             "several times. Its data is there for each mapping.");
    put_spaces(out, objects);
    put_memory(out, objects, right, rows, n);
    fputs("</svg>\n", out);
}
