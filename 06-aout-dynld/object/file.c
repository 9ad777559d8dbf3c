// file.c - whole files, in and out.
//
// A file is written under another name in the same folder and then renamed,
// which happens at once or not at all. That is for files: what is no file, a
// pipe or a device such as /dev/full, is written to as it is. To rename
// something over a device would be the end of the device.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"

static bool read_all(FILE *file, uint8_t **bytes, size_t *size)
{
    size_t room = 0;
    for (;;) {
        if (*size == room) {
            room = room == 0 ? 65536 : room * 2;
            uint8_t *more = realloc(*bytes, room);
            if (more == NULL)
                return false;
            *bytes = more;
        }
        size_t got = fread(*bytes + *size, 1, room - *size, file);
        *size += got;
        if (got == 0)
            return !ferror(file);
    }
}

bool file_read(const char *path, uint8_t **bytes, size_t *size)
{
    *bytes = NULL;
    *size = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    bool done = read_all(file, bytes, size);
    int error = errno;
    fclose(file);
    if (!done) {
        free(*bytes);
        *bytes = NULL;
    }
    errno = error;
    return done;
}

static bool write_all(FILE *file, const uint8_t *bytes, size_t size)
{
    bool done = fwrite(bytes, 1, size, file) == size;
    int error = errno;
    if (fclose(file) != 0 && done)
        return false;
    errno = error;
    return done;
}

// mkstemp() makes a file for its owner alone; ours is for whom the umask says.
static FILE *open_temporary(char *path)
{
    int fd = mkstemp(path);
    if (fd < 0)
        return NULL;
    mode_t mask = umask(0);
    umask(mask);
    FILE *file = NULL;
    if (fchmod(fd, 0666 & ~mask) == 0)
        file = fdopen(fd, "wb");
    if (file == NULL) {
        int error = errno;
        close(fd);
        unlink(path);
        errno = error;
    }
    return file;
}

static bool replace(const char *path, char *temporary, const uint8_t *bytes,
                    size_t size)
{
    FILE *file = open_temporary(temporary);
    if (file == NULL)
        return false;
    if (write_all(file, bytes, size) && rename(temporary, path) == 0)
        return true;
    int error = errno;
    unlink(temporary);
    errno = error;
    return false;
}

bool file_write(const char *path, const uint8_t *bytes, size_t size)
{
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        FILE *file = fopen(path, "wb");
        return file != NULL && write_all(file, bytes, size);
    }

    size_t length = strlen(path) + sizeof ".XXXXXX";
    char *temporary = malloc(length);
    if (temporary == NULL)
        return false;
    snprintf(temporary, length, "%s.XXXXXX", path);
    bool done = replace(path, temporary, bytes, size);
    int error = errno;
    free(temporary);
    errno = error;
    return done;
}
