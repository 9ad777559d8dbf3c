// aoutdump.c - print what is in a module, or what an object says of its names.
//
// Usage:        aoutdump [-x] MODULE
//               Header, sections, exports, imports, relocations, in columns.
//               -x prints each byte of the file, and what it means.
//               The module may be for any machine that modules are made for.
//               aoutdump [-s SIGNATURE] OBJECT
//               The signature and the declaration in C of each name that the
//               object defines or needs. -s prints those that have this one.
//               aoutdump -c OBJECT OBJECT
//               Of each name that both know, whether they agree about its type,
//               and if not, why not.
//               aoutdump -g BASE LIST
//               Of a list that aoutld -g has written, gdb's commands for a
//               module that lies at the address BASE.
// Exit status:  0 printed, 1 something is wrong with it (what could be read is
//               printed all the same) or two objects differ, 2 usage.

#include <elf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"
#include "object/file.h"
#include "types/compare.h"
#include "types/declare.h"

struct command {
    bool bytes;    // -x
    bool some;     // -s
    bool compare;  // -c
    bool list;     // -g
    uvlong base;   // of -g
    uint32_t signature;
    const char *path;
    const char *other;  // of -c
};

static int usage(void)
{
    fprintf(stderr, "usage: aoutdump [-x] MODULE\n"
                    "       aoutdump [-s SIGNATURE] OBJECT\n"
                    "       aoutdump -c OBJECT OBJECT\n"
                    "       aoutdump -g BASE LIST\n");
    return 2;
}

// Up to 8 hexadecimal digits, as messages have them.
static bool parse_signature(const char *word, uint32_t *signature)
{
    size_t length = strspn(word, "0123456789abcdefABCDEF");
    if (length == 0 || length > 8 || word[length] != '\0')
        return false;
    *signature = (uint32_t)strtoul(word, NULL, 16);
    return true;
}

static bool parse_base(const char *word, uvlong *base)
{
    char *end;
    *base = strtoull(word, &end, 0);
    return *word != '\0' && *end == '\0';
}

// Returns false if it is not a command.
static bool parse(int argc, char **argv, struct command *command)
{
    int i = 1;
    if (i < argc && strcmp(argv[i], "-x") == 0) {
        command->bytes = true;
        i++;
    } else if (i + 1 < argc && strcmp(argv[i], "-c") == 0) {
        command->compare = true;
        command->other = argv[i + 1];
        i += 2;
    } else if (i + 1 < argc && strcmp(argv[i], "-g") == 0) {
        command->list = true;
        if (!parse_base(argv[i + 1], &command->base))
            return false;
        i += 2;
    } else if (i + 1 < argc && strcmp(argv[i], "-s") == 0) {
        command->some = true;
        if (!parse_signature(argv[i + 1], &command->signature))
            return false;
        i += 2;
    }
    if (i == 1 && i < argc && argv[i][0] == '-' && strcmp(argv[i], "-s") != 0 &&
        strcmp(argv[i], "-c") != 0 && strcmp(argv[i], "-g") != 0)
        fprintf(stderr, "aoutdump: %s: unknown option\n", argv[i]);
    if (i + 1 != argc || argv[i][0] == '-')
        return false;
    command->path = argv[i];
    return !command->compare || command->other[0] != '-';
}

// A module has the numbers, and nothing of the types: these are in objects.
static bool is_object(const struct command *command, const uint8_t *bytes,
                      size_t size)
{
    return command->some || (!command->bytes && size >= SELFMAG &&
                             memcmp(bytes, ELFMAG, SELFMAG) == 0);
}

static bool print_object(const struct command *command, const uint8_t *bytes,
                         size_t size)
{
    struct input input = {command->path, bytes, size};
    const uint32_t *wanted = command->some ? &command->signature : NULL;
    char why[512];
    if (declare_names(&input, wanted, stdout, why, sizeof why))
        return true;
    fflush(stdout);
    fprintf(stderr, "aoutdump: %s\n", why);
    return false;
}

// command->other comes first.
static bool print_comparison(const struct command *command,
                             const uint8_t *bytes, size_t size)
{
    struct input b = {command->path, bytes, size};
    struct input a = {.path = command->other};
    uint8_t *other;
    char why[512];
    bool differ = false;
    if (!file_read(a.path, &other, &a.size)) {
        fprintf(stderr, "aoutdump: %s: %s\n", a.path, strerror(errno));
        return false;
    }
    a.bytes = other;
    bool done = compare_names(&a, &b, stdout, &differ, why, sizeof why);
    free(other);
    fflush(stdout);
    if (!done)
        fprintf(stderr, "aoutdump: %s\n", why);
    return done && !differ;
}

static bool print_list(const struct command *command, const uint8_t *bytes,
                       size_t size)
{
    char *text = malloc(size + 1);
    if (text == NULL) {
        fprintf(stderr, "aoutdump: out of memory\n");
        return false;
    }
    memcpy(text, bytes, size);
    text[size] = '\0';
    uint line = dump_list(text, command->base, stdout);
    free(text);
    fflush(stdout);
    if (line > 0)
        fprintf(stderr, "aoutdump: %s:%u: not a line of a list\n",
                command->path, line);
    return line == 0;
}

static bool print_module(const struct command *command, const uint8_t *bytes,
                         size_t size)
{
    struct dump dump = {.bytes = bytes, .size = size};
    dump_read(&dump);
    (command->bytes ? dump_bytes : dump_columns)(&dump, stdout);
    fflush(stdout);
    dump_complain(&dump, command->path, stderr);
    bool right = dump.ncomplaints == 0;
    dump_free(&dump);
    return right;
}

int main(int argc, char *argv[])
{
    struct command command = {0};
    uint8_t *bytes;
    size_t size;
    if (!parse(argc, argv, &command))
        return usage();
    if (!file_read(command.path, &bytes, &size)) {
        fprintf(stderr, "aoutdump: %s: %s\n", command.path, strerror(errno));
        return 1;
    }
    bool done = (command.list      ? print_list
                 : command.compare ? print_comparison
                 : is_object(&command, bytes, size)
                     ? print_object
                     : print_module)(&command, bytes, size);
    free(bytes);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "aoutdump: standard output: cannot write\n");
        return 1;
    }
    return done ? 0 : 1;
}
