// host.c - make images of modules, and look at them.
//
// Usage:        host WORD... MODULE
//               at:N      the module begins N bytes into the file
//               pipe      it comes by a pipe, few bytes at a time
//               pages:N   pages are N times as large
//               noexec    the file system is without exec
//               changes   after the load, the file's data are overwritten
//               fails     once for each call of mmap() and mprotect(): this one
//                         fails; and again: this one and all others behind it
// Exit status:  0 done, 1 there is no module, 2 usage.

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "image.h"
#include "pages.h"

#define ENDS 100000

// The module as it is in the file: read by other means, before the load.
static unsigned char *wanted;
static size_t wanted_size;
static const char *path;
static off_t begin;
static bool pipes, changes;

static uint32_t get4(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

static bool read_wanted(void)
{
    FILE *file = fopen(path, "rb");
    struct stat st;
    if (file == NULL || fstat(fileno(file), &st) != 0)
        return false;
    wanted_size = (size_t)(st.st_size - begin);
    wanted = malloc(wanted_size);
    bool done = wanted != NULL && fseek(file, (long)begin, SEEK_SET) == 0 &&
                fread(wanted, 1, wanted_size, file) == wanted_size;
    fclose(file);
    return done && wanted_size >= HEADER;
}

// The end of a pipe into which a child writes the module.
static int open_pipe(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        exit(1);
    if (fork() != 0) {
        close(ends[1]);
        return ends[0];
    }
    close(ends[0]);
    if (write(ends[1], wanted, wanted_size) < 0)
        _exit(1);
    _exit(0);
}

static int open_module(void)
{
    int fd = pipes ? open_pipe() : open(path, O_RDONLY);
    unsigned char header[HEADER];
    if (!pipes)
        lseek(fd, begin, SEEK_SET);
    for (ssize_t n = 0, got; n < HEADER; n += got)
        if ((got = read(fd, header + n, (size_t)(HEADER - n))) <= 0)
            exit(1);
    return fd;
}

// What lies between two addresses, in /proc/self/maps.
struct seen {
    size_t all, of_file;
    char rights[80];
};

static void look(const unsigned char *from, size_t size, struct seen *seen)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    unsigned long start, end, inode, lower = (unsigned long)from;
    unsigned long upper = lower + size;
    char line[4200], rights[8];
    memset(seen, 0, sizeof *seen);
    while (maps != NULL && fgets(line, sizeof line, maps) != NULL) {
        if (sscanf(line, "%lx-%lx %3s%*s %*s %*s %lu", &start, &end, rights,
                   &inode) != 4 ||
            end <= lower || start >= upper)
            continue;
        size_t n =
            (end < upper ? end : upper) - (start > lower ? start : lower);
        seen->all += n;
        seen->of_file += inode != 0 ? n : 0;
        if (strstr(seen->rights, rights) == NULL &&
            strlen(seen->rights) < sizeof seen->rights - 5)
            strcat(strcat(seen->rights, " "), rights);
    }
    if (maps != NULL)
        fclose(maps);
}

static void print_pages(const struct image *image)
{
    struct seen text, data;
    look(image->base, image->text, &text);
    look(image->base + image->text, (size_t)image->data + image->bss, &data);
    printf("text: %s\n", text.of_file == 0          ? "copied"
                         : text.of_file == text.all ? "mapped"
                                                    : "mapped in part");
    printf("rights: text%s, data%s\n", text.rights, data.rights);
}

// The first byte that is not as it should be, or that there is none. Of 4 GB of
// bss the two ends do.
static void print_bytes(const char *what, const unsigned char *is,
                        const unsigned char *should, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (should == NULL && i == ENDS && n > 2 * ENDS)
            i = n - ENDS;
        if (is[i] != (should == NULL ? 0 : should[i])) {
            printf("%s: byte %zu of %zu differs\n", what, i, n);
            return;
        }
    }
    printf("%s: %s\n", what, should == NULL ? "zeros" : "as in the file");
}

static void print_image(const struct image *image)
{
    const unsigned char *base = image->base, *data = base + image->text;
    printf("base: %zu behind a page\n", (size_t)((uintptr_t)base % 4096));
    print_bytes("bytes", base, wanted + HEADER,
                (size_t)image->text + image->data);
    print_bytes("bss", data + image->data, NULL, image->bss);
}

static void print_calls(const struct image *image)
{
    unsigned (*returns)(void), (*reads)(void);
    unsigned char *second = image->base + 16;
    memcpy(&returns, &image->base, sizeof returns);
    memcpy(&reads, &second, sizeof reads);
    printf("calls: %u %u\n", returns(), reads());
}

// What a reader of the section finds.
static void print_next(int fd)
{
    unsigned char bytes[4] = {0};
    for (ssize_t n = 0, got; n < 4; n += got)
        if ((got = read(fd, bytes + n, (size_t)(4 - n))) <= 0)
            break;
    printf("next: %u\n", get4(bytes));
}

// Somebody writes a new version over the file; the image keeps its data.
static void change(const struct image *image)
{
    unsigned char zeros[1000] = {0};
    const unsigned char *data = image->base + image->text;
    int fd = open(path, O_WRONLY);
    if (fd == -1)
        exit(1);
    lseek(fd, begin + HEADER + image->text, SEEK_SET);
    for (uint32_t n = 0; n < image->data; n += 1000)
        if (write(fd, zeros, sizeof zeros) < 0)
            exit(1);
    close(fd);
    print_bytes("data", data, wanted + HEADER + image->text, image->data);
}

static void look_at(struct image *image, int fd)
{
    print_next(fd);
    close(fd);
    print_pages(image);
    printf("at once: %s\n", pages_both() ? "written, executed" : "never");
    fflush(stdout);
    print_image(image);
    fflush(stdout);
    print_calls(image);
    if (changes)
        change(image);
    image_unload(image);
    printf("left, unloaded: %s\n", pages_left() ? "some pages" : "nothing");
}

static void refused(int fd)
{
    off_t at = lseek(fd, 0, SEEK_CUR);
    if (!pipes && at != begin + HEADER)
        printf("fd: moved by %ld\n", (long)(at - begin - HEADER));
    else
        printf("fd: as it was\n");
    printf("at once: %s\n", pages_both() ? "written, executed" : "never");
    printf("left, refused: %s\n", pages_left() ? "some pages" : "nothing");
    close(fd);
}

static void load(const struct pages *system)
{
    struct image image;
    memset(&image, 0x5a, sizeof image);
    image.text = get4(wanted + 4);
    image.data = get4(wanted + 8);
    image.bss = get4(wanted + 12);
    int fd = open_module();
    pages_begin(system);
    int result = image_load(&image, fd);
    printf("loaded: %s\n", result == 0    ? "yes"
                           : result == -1 ? "no"
                                          : "neither 0 nor -1");
    fflush(stdout);
    if (result == 0)
        look_at(&image, fd);
    else
        refused(fd);
    while (pipes && wait(NULL) > 0)
        continue;
}

// Until there is no such call any more.
static void load_failing(struct pages *system)
{
    do {
        system->fails++;
        system->stays = false;
        load(system);
        system->stays = true;
        load(system);
    } while (pages_calls() >= system->fails && system->fails < 20);
}

int main(int argc, char *argv[])
{
    struct pages system = {.times = 1};
    bool fails = false;
    for (int i = 1; i < argc - 1; i++) {
        if (strncmp(argv[i], "at:", 3) == 0)
            begin = atol(argv[i] + 3);
        else if (strncmp(argv[i], "pages:", 6) == 0)
            system.times = strtoul(argv[i] + 6, NULL, 10);
        pipes = pipes || strcmp(argv[i], "pipe") == 0;
        changes = changes || strcmp(argv[i], "changes") == 0;
        fails = fails || strcmp(argv[i], "fails") == 0;
        system.noexec = system.noexec || strcmp(argv[i], "noexec") == 0;
    }
    if (argc < 2) {
        fprintf(stderr, "usage: host WORD... MODULE\n");
        return 2;
    }
    path = argv[argc - 1];
    if (!read_wanted())
        return 1;
    if (fails)
        load_failing(&system);
    else
        load(&system);
    free(wanted);
    return 0;
}
