// draw.h - a picture of boxes with lines in them, and arrows from line to line:
// as text, and as SVG for a browser.
//
// The order: a zeroed struct drawing with a title, then draw_box(), draw_line()
// and draw_arrow() in any number, then draw_text() and draw_svg(). Both show
// the same. What there is no room for is left out.

#ifndef DRAW_H
#define DRAW_H

#include <stdbool.h>
#include <stdio.h>

#define DRAW_BOXES 3
#define DRAW_LINES 24
#define DRAW_ARROWS 8
#define DRAW_WIDTH 80  // bytes of a line, at most

struct draw_place {
    int box, line;
};

struct drawing {
    const char *title;
    int boxes, arrows;
    struct {
        const char *title;
        int count;
        char lines[DRAW_LINES][DRAW_WIDTH];
    } box[DRAW_BOXES];
    struct {
        const char *label;
        struct draw_place from, to;
    } arrow[DRAW_ARROWS];
};

// Begins a box at the right of the others. title is not copied. Returns its
// number.
int draw_box(struct drawing *drawing, const char *title);

// Adds a line to a box, as printf() would print it. Returns where it is.
struct draw_place draw_line(struct drawing *drawing, int box,
                            const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Adds an arrow; label, which is not copied, says what it means.
void draw_arrow(struct drawing *drawing, const char *label,
                struct draw_place from, struct draw_place to);

// Writes all of it as text. Write errors are left to ferror(out).
void draw_text(FILE *out, const struct drawing *drawing);

// Writes the file, as SVG. Returns false if that cannot be done.
bool draw_svg(const char *path, const struct drawing *drawing);

#endif
