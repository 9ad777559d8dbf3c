// aoutld.c - link objects into a module, or list the names of a program.
//
// Usage:        aoutld [-v] [-f] [-g LIST] -u [FILE] [-x FILE] -o MODULE
// OBJECT...
//               aoutld [-v] [-f] [-g LIST] [-i] -u [FILE] [-x FILE] -o MODULE
//                      PLUGIN.so
//               aoutld [-v] -x [FILE] -o SOURCE.c OBJECT...
//               -u makes a module that dynloadfd() loads; with FILE, it may
//               import only the names listed there. -x restricts what it
//               exports in the same way.
//               -x without -u writes the export table of a program, as C.
//               -v lists imports, exports and relocations.
//               -g writes what debuggers need to know of the module: see
//               dyndebug.h.
//               -f keeps unwind tables: the host calls dynframes().
//               -i takes a shared object with constructors: the host calls
//               dyninit() and dynfini().
//               OBJECT may be an archive: members that are needed are taken.
//               FILE is the next argument, unless that begins with "-" or is
//               an object or archive. Several FILEs add up.
//               aoutld --help, aoutld --version
// Exit status:  0 linked, 1 could not (and MODULE is as it was), 2 usage.

#include <elf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "object/file.h"
#include "link.h"

#define VERSION "aoutld 1.0 (Dynamic loading, step by step)"

// Paths, in the order of the command line.
struct paths {
    const char **list;
    size_t count;
};

struct command {
    bool module, table;             // -u, -x
    bool verbose, init, frames;     // -v, -i, -f
    bool help, version;             // --help, --version
    struct paths imports, exports;  // the FILEs
    struct paths objects;
    const char *output;
    const char *list;  // -g
};

static void print_usage(FILE *file)
{
    fputs("usage: aoutld [-v] [-f] [-g LIST] -u [FILE] [-x FILE]"
          " -o MODULE OBJECT...\n"
          "       aoutld [-v] [-f] [-g LIST] [-i] -u [FILE] [-x FILE]"
          " -o MODULE PLUGIN.so\n"
          "       aoutld [-v] -x [FILE] -o SOURCE.c OBJECT...\n"
          "       aoutld --help | --version\n",
          file);
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

// Takes the FILE behind -u or -x, if there is one. *i is at the option, and
// moves on.
static void take_file(char **argv, int *i, struct paths *paths)
{
    const char *next = argv[*i + 1];
    if (next == NULL || next[0] == '-' || is_object(next))
        return;
    paths->list[paths->count++] = next;
    ++*i;
}

// One option. Returns false after a message.
static bool take_option(char **argv, int *i, struct command *command)
{
    const char *word = argv[*i];
    if (strcmp(word, "-u") == 0) {
        command->module = true;
        take_file(argv, i, &command->imports);
    } else if (strcmp(word, "-x") == 0) {
        command->table = true;
        take_file(argv, i, &command->exports);
    } else if (strcmp(word, "-v") == 0) {
        command->verbose = true;
    } else if (strcmp(word, "-i") == 0) {
        command->init = true;
    } else if (strcmp(word, "-f") == 0) {
        command->frames = true;
    } else if (strcmp(word, "--help") == 0) {
        command->help = true;
    } else if (strcmp(word, "--version") == 0) {
        command->version = true;
    } else if (strcmp(word, "-o") == 0 && argv[*i + 1] != NULL) {
        command->output = argv[++*i];
    } else if (strcmp(word, "-g") == 0 && argv[*i + 1] != NULL) {
        command->list = argv[++*i];
    } else {
        bool named = strcmp(word, "-o") == 0 || strcmp(word, "-g") == 0;
        return complain(word, named ? "needs a name" : "unknown option");
    }
    return true;
}

// Returns false if it is not a command.
static bool parse(int argc, char **argv, struct command *command)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-')
            command->objects.list[command->objects.count++] = argv[i];
        else if (!take_option(argv, &i, command))
            return false;
    }
    if (command->list != NULL && !command->module)
        return complain("-g", "is for modules: there is no -u");
    return command->help || command->version ||
           ((command->module || command->table) && command->output != NULL &&
            command->objects.count > 0);
}

// One file may have several names: it is known by its number. (What cannot be
// looked at is no file, or cannot be read: that is told elsewhere.)
static bool is_same(const char *path, const char *other)
{
    struct stat a, b;
    return path != NULL && other != NULL && stat(path, &a) == 0 &&
           stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool has_same(const struct paths *paths, const char *output)
{
    for (size_t i = 0; i < paths->count; i++)
        if (is_same(output, paths->list[i]))
            return true;
    return false;
}

// The output takes the place of what was there: that must be no input.
static bool is_input(const struct command *command, const char *output)
{
    bool same = has_same(&command->imports, output) ||
                has_same(&command->exports, output) ||
                has_same(&command->objects, output);
    return same && !complain(output, "is input, and cannot be the output");
}

static bool check_output(const struct command *command)
{
    if (command->list != NULL && strcmp(command->list, command->output) == 0)
        return complain(command->list, "is the module, and cannot be the list");
    return !is_input(command, command->output) &&
           !is_input(command, command->list);
}

static bool read_names(const char *path, struct names *names)
{
    uint8_t *bytes;
    size_t size;
    if (!file_read(path, &bytes, &size))
        return complain(path, strerror(errno));
    bool done = names_add(names, path, (char *)bytes, size);
    free(bytes);
    return done || complain(path, strerror(ENOMEM));
}

// No paths give no names: no restriction.
static bool read_lists(const struct paths *paths, struct names *names)
{
    for (size_t i = 0; i < paths->count; i++)
        if (!read_names(paths->list[i], names))
            return false;
    return true;
}

static bool read_objects(const struct paths *paths, struct input *inputs)
{
    for (size_t i = 0; i < paths->count; i++) {
        uint8_t *bytes;
        inputs[i].path = paths->list[i];
        if (!file_read(paths->list[i], &bytes, &inputs[i].size))
            return complain(paths->list[i], strerror(errno));
        inputs[i].bytes = bytes;
    }
    return true;
}

// What has been read of thin archives, to be freed after the link.
struct kept {
    struct kept *next;
    uint8_t *bytes;
};

struct keeper {
    struct kept *files;
    const char *output;
};

static const char *read_member(void *context, const char *path,
                               const uint8_t **bytes, size_t *size)
{
    struct keeper *keeper = context;
    if (is_same(keeper->output, path))
        return "is input, and cannot be the output";
    struct kept *kept = malloc(sizeof *kept);
    if (kept == NULL || !file_read(path, &kept->bytes, size)) {
        const char *why = kept == NULL ? "out of memory" : strerror(errno);
        free(kept);
        return why;
    }
    kept->next = keeper->files;
    keeper->files = kept;
    *bytes = kept->bytes;
    return NULL;
}

static void free_kept(struct keeper *keeper)
{
    while (keeper->files != NULL) {
        struct kept *next = keeper->files->next;
        free(keeper->files->bytes);
        free(keeper->files);
        keeper->files = next;
    }
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
        inputs, command->objects.count, options, &output, why, sizeof why);
    if (!done)
        fprintf(stderr, "aoutld: %s\n", why);
    else
        done = write_output(command->output, &output) &&
               (options->list == NULL ||
                write_output(command->list, options->list));
    free(output.bytes);
    return done;
}

static bool execute(const struct command *command)
{
    struct names imports = {0}, exports = {0};
    struct keeper keeper = {.output = command->output};
    struct output list = {0};
    char *folder = command->list != NULL ? realpath(".", NULL) : NULL;
    struct options options = {
        .imports = &imports,
        .exports = &exports,
        .verbose = command->verbose ? stdout : NULL,
        .init = command->init,
        .frames = command->frames,
        .list = command->list != NULL ? &list : NULL,
        .folder = folder != NULL ? folder : ".",
        .read = read_member,
        .context = &keeper,
    };
    size_t count = command->objects.count;
    struct input *inputs = calloc(count, sizeof *inputs);
    bool done = inputs != NULL && check_output(command) &&
                read_lists(&command->imports, &imports) &&
                read_lists(&command->exports, &exports) &&
                read_objects(&command->objects, inputs) &&
                run(command, inputs, &options);

    for (size_t i = 0; inputs != NULL && i < count; i++)
        free((uint8_t *)inputs[i].bytes);
    free(inputs);
    free(list.bytes);
    free(folder);
    free_kept(&keeper);
    names_free(&imports);
    names_free(&exports);
    return done;
}

static int act(const struct command *command)
{
    if (command->help)
        print_usage(stdout);
    else if (command->version)
        puts(VERSION);
    else
        return execute(command) ? 0 : 1;
    return 0;
}

int main(int argc, char *argv[])
{
    struct command command = {0};
    size_t room = (size_t)argc;
    const char **paths = calloc(3 * room, sizeof *paths);
    if (paths == NULL) {
        fprintf(stderr, "aoutld: out of memory\n");
        return 1;
    }
    command.objects.list = paths;
    command.imports.list = paths + room;
    command.exports.list = paths + 2 * room;
    int status = 2;
    if (parse(argc, argv, &command))
        status = act(&command);
    else
        print_usage(stderr);
    free(paths);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "aoutld: standard output: cannot write\n");
        status = 1;
    }
    return status;
}
