// file.c - whole files, in and out.
//
// A file is written under another name in the same folder and then renamed,
// which happens at once or not at all. That is for regular files: to rename
// something over a device would be the end of the device, over a link the end
// of the link. /dev/stdout is both, a link that may lead to a regular file. So
// links are followed to their end, and what is no regular file there, or is our
// own output, is written to as it is.

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

// Is it our standard output or error? Whoever reads that holds it open, and
// would never see the file that takes its place.
static bool is_ours(const struct stat *status)
{
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
        struct stat ours;
        if (fstat(fd, &ours) == 0 && ours.st_dev == status->st_dev &&
            ours.st_ino == status->st_ino)
            return true;
    }
    return false;
}

// The file to be replaced, for free(): the one at the end of all links, or a
// new one. NULL: what is there has to be written to as it is.
static char *replaceable(const char *path)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return strdup(path);  // nothing is there; or open() will say why not
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) ||
        is_ours(&status))
        return NULL;
    return realpath(path, NULL);
}

static bool write_there(const char *path, const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    return file != NULL && write_all(file, bytes, size);
}

bool file_write(const char *path, const uint8_t *bytes, size_t size)
{
    char *real = replaceable(path);
    if (real == NULL)
        return write_there(path, bytes, size);

    size_t length = strlen(real) + sizeof ".XXXXXX";
    char *temporary = malloc(length);
    bool done = false;
    if (temporary != NULL) {
        snprintf(temporary, length, "%s.XXXXXX", real);
        done = replace(real, temporary, bytes, size);
    }
    int error = errno;
    free(temporary);
    free(real);
    errno = error;
    return done;
}
