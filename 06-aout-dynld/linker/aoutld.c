// aoutld.c - link objects into a module, or list the names of a program.
//
// Usage:        aoutld [-v] -u [FILE] [-x FILE] -o MODULE OBJECT...
//               aoutld [-v] -x [FILE] -o SOURCE.c OBJECT...
//               -u makes a module that dynloadfd() loads; with FILE, it may
//               import only the names listed there. -x restricts what it
//               exports in the same way.
//               -x without -u writes the export table of a program, as C.
//               -v lists imports, exports and relocations.
//               FILE is the next argument, unless that begins with "-" or is
//               an object or archive.
// Exit status:  0 linked, 1 could not (and MODULE is as it was), 2 usage.

#include <elf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "object/file.h"
#include "link.h"

struct command {
    bool module, table, verbose;    // -u, -x, -v
    const char *imports, *exports;  // the FILEs, or NULL
    const char *output;
    const char **paths;  // of the objects
    size_t npaths;
};

static int usage(void)
{
    fprintf(stderr,
            "usage: aoutld [-v] -u [FILE] [-x FILE] -o MODULE OBJECT...\n"
            "       aoutld [-v] -x [FILE] -o SOURCE.c OBJECT...\n");
    return 2;
}

static bool complain(const char *path, const char *why)
{
    fprintf(stderr, "aoutld: %s: %s\n", path, why);
    return false;
}

// Only a look: whether it is a good object is found out later.
static bool is_object(const char *path)
{
    char start[8] = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    size_t got = fread(start, 1, sizeof start, file);
    fclose(file);
    return (got >= SELFMAG && (memcmp(start, ELFMAG, SELFMAG) == 0 ||
                               memcmp(start, "BC\xc0\xde", 4) == 0)) ||
           (got == sizeof start && (memcmp(start, "!<arch>\n", 8) == 0 ||
                                    memcmp(start, "!<thin>\n", 8) == 0));
}

// The FILE behind -u or -x, or NULL. *i is at the option, and moves on.
static const char *take_file(char **argv, int *i)
{
    const char *next = argv[*i + 1];
    if (next == NULL || next[0] == '-' || is_object(next))
        return NULL;
    ++*i;
    return next;
}

// Returns false if it is not a command.
static bool parse(int argc, char **argv, struct command *command)
{
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (word[0] != '-') {
            command->paths[command->npaths++] = word;
        } else if (strcmp(word, "-u") == 0) {
            command->module = true;
            command->imports = take_file(argv, &i);
        } else if (strcmp(word, "-x") == 0) {
            command->table = true;
            command->exports = take_file(argv, &i);
        } else if (strcmp(word, "-v") == 0) {
            command->verbose = true;
        } else if (strcmp(word, "-o") == 0 && argv[i + 1] != NULL) {
            command->output = argv[++i];
        } else {
            return complain(word, strcmp(word, "-o") == 0 ? "needs a name"
                                                          : "unknown option");
        }
    }
    return (command->module || command->table) && command->output != NULL &&
           command->npaths > 0;
}

// One file may have several names: it is known by its number. (What cannot be
// looked at is no file, or cannot be read: that is told elsewhere.)
static bool is_same(const char *path, const char *other)
{
    struct stat a, b;
    return path != NULL && other != NULL && stat(path, &a) == 0 &&
           stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// The output takes the place of what was there: that must be no input.
static bool check_output(const struct command *command)
{
    const char *output = command->output;
    bool same =
        is_same(output, command->imports) || is_same(output, command->exports);
    for (size_t i = 0; i < command->npaths; i++)
        same = same || is_same(output, command->paths[i]);
    return !same || complain(output, "is input, and cannot be the output");
}

// A path of NULL gives no names: no restriction.
static bool read_names(const char *path, struct names *names)
{
    uint8_t *bytes;
    size_t size;
    if (path == NULL)
        return true;
    if (!file_read(path, &bytes, &size))
        return complain(path, strerror(errno));
    bool done = names_parse(names, (char *)bytes, size);
    free(bytes);
    return done || complain(path, strerror(ENOMEM));
}

static bool read_objects(const struct command *command, struct input *inputs)
{
    for (size_t i = 0; i < command->npaths; i++) {
        uint8_t *bytes;
        inputs[i].path = command->paths[i];
        if (!file_read(command->paths[i], &bytes, &inputs[i].size))
            return complain(command->paths[i], strerror(errno));
        inputs[i].bytes = bytes;
    }
    return true;
}

static bool write_output(const char *path, const struct output *output)
{
    return file_write(path, output->bytes, output->size) ||
           complain(path, strerror(errno));
}

// Everything is in memory before the output is touched.
static bool run(const struct command *command, const struct input *inputs,
                const struct options *options)
{
    char why[512];
    struct output output;
    bool done = (command->module ? link_module : link_exporttab)(
        inputs, command->npaths, options, &output, why, sizeof why);
    if (!done)
        fprintf(stderr, "aoutld: %s\n", why);
    else
        done = write_output(command->output, &output);
    free(output.bytes);
    return done;
}

static bool execute(const struct command *command)
{
    struct names imports = {0}, exports = {0};
    struct options options = {
        .imports = &imports,
        .exports = &exports,
        .verbose = command->verbose ? stdout : NULL,
    };
    struct input *inputs = calloc(command->npaths, sizeof *inputs);
    bool done = inputs != NULL && check_output(command) &&
                read_names(command->imports, &imports) &&
                read_names(command->exports, &exports) &&
                read_objects(command, inputs) && run(command, inputs, &options);

    for (size_t i = 0; inputs != NULL && i < command->npaths; i++)
        free((uint8_t *)inputs[i].bytes);
    free(inputs);
    names_free(&imports);
    names_free(&exports);
    return done;
}

int main(int argc, char *argv[])
{
    struct command command = {0};
    command.paths = calloc((size_t)argc, sizeof *command.paths);
    if (command.paths == NULL) {
        fprintf(stderr, "aoutld: out of memory\n");
        return 1;
    }
    int status;
    if (!parse(argc, argv, &command))
        status = usage();
    else
        status = execute(&command) ? 0 : 1;
    free(command.paths);
    if (fflush(stdout) != 0) {
        fprintf(stderr, "aoutld: standard output: cannot write\n");
        status = 1;
    }
    return status;
}
