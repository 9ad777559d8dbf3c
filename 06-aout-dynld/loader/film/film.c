// film.c - load a module, and show how: a frame after each stage of the loader
// and after each relocation.
//
// Usage:        film [-o FILE.html] MODULE
//               in the chapter's folder, because it shows lines of the sources;
//               -o: for a browser, too
// Exit status:  0 done, 1 could not, or the module was refused: the frames end
//               there, 2 usage.

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dynld.h"
#include "film.h"

struct film film;

// What modules may import. aoutld -x has put it into _exporttab.
void say(const char *words);
void report(double value);

void say(const char *words)
{
    puts(words);
}

void report(double value)
{
    printf("report: %.1f\n", value);
}

// Returns the bytes of the file, or nil.
static uchar *take_file(const char *name, size_t *size)
{
    FILE *in = fopen(name, "rb");
    uchar *bytes = nil;
    long end = -1;
    if (in != nil && fseek(in, 0, SEEK_END) == 0)
        end = ftell(in);
    if (end >= 0 && fseek(in, 0, SEEK_SET) == 0)
        bytes = malloc((size_t)end + 1);
    if (bytes != nil)
        *size = fread(bytes, 1, (size_t)end, in);
    if (in != nil)
        fclose(in);
    return bytes;
}

// The loader opens the file itself, as it always does. Returns the status.
static int load(void)
{
    int fd = open(film.name, O_RDONLY);
    Dynobj *obj = dynloadfd(fd, _exporttab, dyntabsize(_exporttab), 1 << 20);
    if (fd != -1)
        close(fd);
    if (obj == nil) {
        char why[ERRMAX];
        rerrstr(why, sizeof why);
        struct frame *frame = film_frame("refused: nothing of it is left");
        film.image = nil;
        film_row(frame, "why", "", "%s", why);
        film_show(frame);
        fprintf(stderr, "film: %s: %s\n", film.name, why);
        return 1;
    }
    dynobjfree(obj);
    return film.failed;
}

static int could_not(const char *name, const char *what)
{
    fprintf(stderr, "film: %s: %s\n", name, what);
    return 1;
}

int main(int argc, char *argv[])
{
    const char *page = nil;
    int c, status = 2;
    opterr = 0;
    while ((c = getopt(argc, argv, "o:")) == 'o')
        page = optarg;
    if (c != -1 || argc - optind != 1) {
        fprintf(stderr, "usage: film [-o FILE.html] MODULE\n");
        return status;
    }
    film.name = argv[optind];
    uchar *bytes = take_file(film.name, &film.size);
    if (bytes == nil)
        return could_not(film.name, "cannot read");
    film.file = bytes;
    if (page != nil && (film.html = fopen(page, "w")) == nil)
        status = could_not(page, "cannot write");
    else if (film.html != nil && !film_begin())
        status = 1;
    else
        status = load();
    if (film.html != nil) {
        film_end();
        if (ferror(film.html) | (fclose(film.html) != 0))
            status = could_not(page, "cannot write");
    }
    free(bytes);
    if (fflush(stdout) != 0)
        status = could_not("standard output", "cannot write");
    return status;
}
