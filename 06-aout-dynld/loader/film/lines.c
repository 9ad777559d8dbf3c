// lines.c - find a line of a source by how it begins, so that its number is
// always that of today.

#include <string.h>

#include "film.h"

int film_line(const struct line *line, char *buf, size_t size)
{
    FILE *in = fopen(line->file, "r");
    for (int n = 1; in != nil && fgets(buf, (int)size, in) != nil; n++) {
        size_t blanks = strspn(buf, " ");
        if (strncmp(buf + blanks, line->text, strlen(line->text)) != 0)
            continue;
        fclose(in);
        buf[strcspn(buf, "\n")] = '\0';
        memmove(buf, buf + blanks, strlen(buf + blanks) + 1);
        return n;
    }
    fprintf(stderr, "film: %s: there is no line: %s\n", line->file, line->text);
    if (in != nil)
        fclose(in);
    film.failed = true;
    snprintf(buf, size, "%s", line->text);
    return 0;
}
