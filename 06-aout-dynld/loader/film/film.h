// film.h - what the files of the film share: a load, frame by frame.
//
// The loader is the real one. The linker puts stages.c between its stages
// (--wrap), so that one frame is taken after each of them.

#ifndef FILM_H
#define FILM_H

#include <stdio.h>

#include "loader/loader.h"

// Bytes from..to, to not included; empty if they are equal.
struct span {
    uvlong from, to;
};

// A line of a source that does what a frame shows: the file, and how the line
// begins, without its blanks.
struct line {
    const char *file;
    const char *text;
};

// What was written, or found out: its name, and the values.
struct row {
    char name[64];
    char before[32];  // or empty
    char after[80];
};

#define ROWS 12

struct frame {
    int number;  // from 1
    const char *title;
    struct line loader, first;  // the lines of either loader; or nil
    struct span read;           // bytes of the file
    struct span wrote;          // bytes of the image
    struct row rows[ROWS];
    int nrow;
    int left_out;  // rows for which there is no room
    bool paper;    // one of the four that are printed
};

// The whole film. image is nil until there is one. It is the loader's own; the
// writers only read it.
struct film {
    const char *name;
    const uchar *file;
    size_t size;
    const uchar *image;
    ulong image_size, text;  // bytes of it, and how many of them are text
    FILE *html;              // or nil
    bool failed;             // a line is missing, or a frame is not true
};

extern struct film film;

// stages.c: the next frame, empty. It is used again for the one after it.
struct frame *film_frame(const char *title);

// stages.c: adds a row to it; before may be "".
void film_row(struct frame *frame, const char *name, const char *before,
              const char *format, ...) __attribute__((format(printf, 4, 5)));

// Writes the frame to standard output and, if it is wanted, as HTML.
void film_show(struct frame *frame);

// lines.c: the number of the line, from 1; or 0 after saying that there is none
// any more: then the film is out of date, and has failed. buf, of size bytes,
// gets all of the line.
int film_line(const struct line *line, char *buf, size_t size);

// text.c: writes one frame to standard output.
void film_text(const struct frame *frame);

// html.c: writes one frame to film.html.
void film_html(const struct frame *frame);

// html.c: begins the page. Returns false, after saying so, if a file that it is
// made of is missing.
bool film_begin(void);

// html.c: ends the page.
void film_end(void);

#endif
