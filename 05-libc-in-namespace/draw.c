// draw.c - boxes, lines and arrows, as text and as SVG.

#include "draw.h"

#include <stdarg.h>

#define WIDE 1000  // all of it
#define MARGIN 20  // around it
#define GUTTER 60  // between two boxes, where the arrows are
#define LINE 21    // the height of a line
#define TOP 76     // where the lines begin
#define RED "#b3261e"

int draw_box(struct drawing *drawing, const char *title)
{
    int box = drawing->boxes < DRAW_BOXES ? drawing->boxes++ : DRAW_BOXES - 1;
    drawing->box[box].title = title;
    return box;
}

struct draw_place draw_line(struct drawing *drawing, int box,
                            const char *format, ...)
{
    int line = drawing->box[box].count;
    if (line == DRAW_LINES)
        return (struct draw_place){box, line - 1};
    va_list args;
    va_start(args, format);
    vsnprintf(drawing->box[box].lines[line], DRAW_WIDTH, format, args);
    va_end(args);
    drawing->box[box].count++;
    return (struct draw_place){box, line};
}

void draw_arrow(struct drawing *drawing, const char *label,
                struct draw_place from, struct draw_place to)
{
    if (drawing->arrows == DRAW_ARROWS)
        return;
    drawing->arrow[drawing->arrows].label = label;
    drawing->arrow[drawing->arrows].from = from;
    drawing->arrow[drawing->arrows++].to = to;
}

static const char *text_at(const struct drawing *drawing,
                           struct draw_place place)
{
    return drawing->box[place.box].lines[place.line];
}

void draw_text(FILE *out, const struct drawing *drawing)
{
    for (int b = 0; b < drawing->boxes; b++) {
        fprintf(out, "%s\n", drawing->box[b].title);
        for (int i = 0; i < drawing->box[b].count; i++)
            fprintf(out, "  %s\n", drawing->box[b].lines[i]);
    }
    for (int i = 0; i < drawing->arrows; i++)
        fprintf(out, "%d %s: %s -> %s\n", i + 1, drawing->arrow[i].label,
                text_at(drawing, drawing->arrow[i].from),
                text_at(drawing, drawing->arrow[i].to));
}

// A name of a file is any bytes; what means something in XML is written
// otherwise, and what is no letter of ASCII is a question mark.
static void put(FILE *out, int x, int y, int size, const char *text)
{
    fprintf(out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\">", x, y, size);
    for (; *text != '\0'; text++) {
        if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '>')
            fputs("&gt;", out);
        else if (*text == '&')
            fputs("&amp;", out);
        else
            fputc(*text < ' ' || *text > '~' ? '?' : *text, out);
    }
    fputs("</text>\n", out);
}

static int box_width(const struct drawing *drawing)
{
    int n = drawing->boxes;
    return n == 0 ? 0 : (WIDE - 2 * MARGIN - (n - 1) * GUTTER) / n;
}

static int left_of(const struct drawing *drawing, int box)
{
    return MARGIN + box * (box_width(drawing) + GUTTER);
}

static void put_box(FILE *out, const struct drawing *drawing, int box)
{
    int x = left_of(drawing, box), n = drawing->box[box].count;
    put(out, x, TOP - 12, 15, drawing->box[box].title);
    fprintf(out,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
            "fill=\"#eef3f8\" stroke=\"#444444\"/>\n",
            x, TOP, box_width(drawing), n * LINE + 8);
    for (int i = 0; i < n; i++)
        put(out, x + 10, TOP + 18 + i * LINE, 13, drawing->box[box].lines[i]);
}

// From one edge to the nearer edge of the other box, with a head. Each arrow
// has a lane of its own in the space between the boxes, and its number there.
static void put_arrow(FILE *out, const struct drawing *drawing, int i)
{
    struct draw_place from = drawing->arrow[i].from, to = drawing->arrow[i].to;
    int y = TOP + 14 + from.line * LINE, end = TOP + 14 + to.line * LINE;
    int right = box_width(drawing), lane = 10 + i * 6;
    bool forwards = to.box > from.box;
    int x = left_of(drawing, from.box) + (to.box >= from.box ? right : 0);
    int stop = left_of(drawing, to.box) + (forwards ? 0 : right);
    int head = forwards ? -7 : 7;
    if (to.box < from.box)
        lane = -lane;
    char number[12];
    snprintf(number, sizeof number, "%d", i + 1);
    fprintf(out,
            "<path d=\"M%d %d h%d V%d H%d l%d -4 v8 l%d -4\" fill=\"none\" "
            "stroke=\"" RED "\" stroke-width=\"2\"/>\n",
            x, y, lane, end, stop, head, -head);
    put(out, x + (lane > 0 ? 2 : -10), y - 4, 12, number);
}

static int height(const struct drawing *drawing)
{
    int most = 0;
    for (int b = 0; b < drawing->boxes; b++) {
        if (drawing->box[b].count > most)
            most = drawing->box[b].count;
    }
    return TOP + most * LINE + 40;
}

bool draw_svg(const char *path, const struct drawing *drawing)
{
    int y = height(drawing), high = y + drawing->arrows * LINE + MARGIN;
    FILE *out = fopen(path, "w");
    if (out == NULL)
        return false;
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            "font-family=\"sans-serif\">\n<title>%s</title>\n"
            "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n",
            WIDE, high, drawing->title, WIDE, high);
    put(out, MARGIN, 30, 18, drawing->title);
    for (int b = 0; b < drawing->boxes; b++)
        put_box(out, drawing, b);
    for (int i = 0; i < drawing->arrows; i++) {
        char line[3 * DRAW_WIDTH];
        snprintf(line, sizeof line, "%d %s: %s -> %s", i + 1,
                 drawing->arrow[i].label,
                 text_at(drawing, drawing->arrow[i].from),
                 text_at(drawing, drawing->arrow[i].to));
        put_arrow(out, drawing, i);
        put(out, MARGIN, y + i * LINE, 13, line);
    }
    fputs("</svg>\n", out);
    bool failed = ferror(out) != 0;
    return fclose(out) == 0 && !failed;
}
