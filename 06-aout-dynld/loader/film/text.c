// text.c - a frame as text.

#include "film.h"

#define BYTES_SHOWN 8

static void put_line(const struct line *line)
{
    char text[128];
    if (line->file == nil)
        return;
    int n = film_line(line, text, sizeof text);
    printf("    %s:%d: %s\n", line->file, n, text);
}

static void put_read(const struct span *read)
{
    if (read->from == read->to)
        return;
    printf("    reads  file 0x%llx to 0x%llx:", read->from, read->to);
    uvlong at = read->from;
    while (at < read->to && at < read->from + BYTES_SHOWN && at < film.size)
        printf(" %02x", film.file[at++]);
    puts(at < read->to ? " ..." : "");
}

void film_text(const struct frame *frame)
{
    printf("%2d  %s\n", frame->number, frame->title);
    put_line(&frame->loader);
    put_line(&frame->first);
    put_read(&frame->read);
    if (frame->wrote.from != frame->wrote.to)
        printf("    writes image +0x%llx to +0x%llx\n", frame->wrote.from,
               frame->wrote.to);
    for (int i = 0; i < frame->nrow; i++) {
        const struct row *row = &frame->rows[i];
        printf("    %s: %s%s%s\n", row->name, row->before,
               row->before[0] != '\0' ? " -> " : "", row->after);
    }
    if (frame->left_out > 0)
        printf("    and %d more\n", frame->left_out);
}
