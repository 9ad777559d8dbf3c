// html.c - a frame for a browser: the file at the left, the image at the right.
//
// All frames are in the page, one after the other. The script only hides all
// but one: so without scripts they are a list, and on paper there are four.

#include <string.h>

#include "film.h"

#define WIDE 8      // bytes in a row: a word
#define ALWAYS 5    // rows at the beginning that are always shown: the header
#define FEW 64      // as many rows of data are all shown
#define AT_EDGES 3  // rows at either end of what is marked

static void put_escaped(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<')
            fputs("&lt;", film.html);
        else if (*text == '&')
            fputs("&amp;", film.html);
        else
            fputc((uchar)*text < ' ' || (uchar)*text > '~' ? '?' : *text,
                  film.html);
    }
}

// Copies a file of this folder into the page.
static bool put_file(const char *name)
{
    char line[256];
    FILE *in = fopen(name, "r");
    if (in == nil) {
        fprintf(stderr, "film: %s: cannot read\n", name);
        return false;
    }
    while (fgets(line, sizeof line, in) != nil)
        fputs(line, film.html);
    fclose(in);
    return true;
}

bool film_begin(void)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
          "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
          "content=\"width=device-width, initial-scale=1\">\n"
          "<title>The film of a load</title>\n<style>\n",
          film.html);
    if (!put_file("loader/film/film.css"))
        return false;
    fputs("</style>\n</head>\n<body>\n<main>\n<h1>The film of a load</h1>\n<p>",
          film.html);
    put_escaped(film.name);
    fputs(" is loaded. Each frame shows what the loader has just done: at the "
          "left the bytes of the file, at the right the image. Marked is what "
          "was read, and what was written.</p>\n<div class=\"film\">\n",
          film.html);
    return true;
}

void film_end(void)
{
    fputs("</div>\n</main>\n<script>\n", film.html);
    if (!put_file("loader/film/film.js"))
        film.failed = true;
    fputs("</script>\n</body>\n</html>\n", film.html);
}

static void put_line(const struct line *line)
{
    char text[128];
    if (line->file == nil)
        return;
    int n = film_line(line, text, sizeof text);
    fprintf(film.html, "<li><code>%s:%d</code> <code>", line->file, n);
    put_escaped(text);
    fputs("</code></li>\n", film.html);
}

static void put_rows(const struct frame *frame)
{
    if (frame->nrow == 0)
        return;
    fputs("<table><thead><tr><th scope=\"col\">what</th><th scope=\"col\">"
          "before</th><th scope=\"col\">after</th></tr></thead>\n<tbody>\n",
          film.html);
    for (int i = 0; i < frame->nrow; i++) {
        const struct row *row = &frame->rows[i];
        fputs("<tr><th scope=\"row\">", film.html);
        put_escaped(row->name);
        fputs("</th><td>", film.html);
        put_escaped(row->before);
        fputs("</td><td>", film.html);
        put_escaped(row->after);
        fputs("</td></tr>\n", film.html);
    }
    fputs("</tbody></table>\n", film.html);
    if (frame->left_out > 0)
        fprintf(film.html, "<p>And %d more.</p>\n", frame->left_out);
}

static bool within(uvlong at, const struct span *span)
{
    return at >= span->from && at < span->to;
}

// Is the row at this offset shown? data is where data begins.
static bool shown(uvlong at, const struct span *mark, uvlong data, uvlong size)
{
    uvlong edge = AT_EDGES * WIDE;
    if (at < ALWAYS * WIDE || (at >= data && size - data <= FEW * WIDE))
        return true;
    return at + WIDE > mark->from && at < mark->to &&
           (at < mark->from + edge || at + edge >= mark->to);
}

static void put_bytes(const uchar *bytes, uvlong at, uvlong size,
                      const struct span *mark)
{
    bool marked = false;
    fprintf(film.html, "%05llx ", at);
    for (uvlong i = at; i < at + WIDE && i < size; i++) {
        if (marked && !within(i, mark))
            fputs("</mark>", film.html);
        fputc(' ', film.html);
        if (!marked && within(i, mark))
            fputs("<mark>", film.html);
        marked = within(i, mark);
        fprintf(film.html, "%02x", bytes[i]);
    }
    fputs(marked ? "</mark>\n" : "\n", film.html);
}

// The rows of a piece of memory; "..." stands for those that are left out.
static void put_memory(const char *title, const uchar *bytes, uvlong size,
                       uvlong data, const struct span *mark)
{
    bool gap = false;
    fprintf(film.html, "<div><h3>%s</h3>\n<pre tabindex=\"0\">", title);
    for (uvlong at = 0; at < size; at += WIDE) {
        if (shown(at, mark, data, size))
            put_bytes(bytes, at, size, mark);
        else if (!gap)
            fputs("  ...\n", film.html);
        gap = !shown(at, mark, data, size);
    }
    fputs("</pre></div>\n", film.html);
}

void film_html(const struct frame *frame)
{
    fprintf(film.html, "<section class=\"frame%s\">\n<h2>%d. ",
            frame->paper ? " paper" : "", frame->number);
    put_escaped(frame->title);
    fputs("</h2>\n<ul>\n", film.html);
    put_line(&frame->loader);
    put_line(&frame->first);
    fputs("</ul>\n", film.html);
    put_rows(frame);
    fputs("<div class=\"both\">\n", film.html);
    put_memory("The file", film.file, film.size,
               film.text == 0 ? 0 : dynmachine.header + film.text,
               &frame->read);
    if (film.image != nil)
        put_memory("The image", film.image, film.image_size, film.text,
                   &frame->wrote);
    fputs("</div>\n</section>\n", film.html);
}
