// host.c - a table of devices whose drivers are loaded while it runs.
//
// Usage:        host
//               Reads commands from its standard input; "help" lists them. A
//               person gets a prompt (rlwrap build/host adds a history).
// Exit status:  0 all commands worked, 1 some did not, 2 usage.

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "caller.h"
#include "devices.h"
#include "dyndebug.h"
#include "ranges.h"

// aoutld -x makes this from the names in host.exports: all that a driver may
// import.
extern Dynsym _exporttab[];

static int nexport, failed;

// All drivers call this. None of them says which it is, but the return address
// does, because each device has its driver's code at addresses of its own.
__attribute__((noinline)) void report(double value)
{
    const struct device *device = ranges_find(CALLER());
    if (device != NULL) {
        printf("%s: %.1f\n", device->name, value);
        return;
    }
    fprintf(stderr,
            "host: report of %.1f: unknown caller"
            " (a tail call? see host/drivers/tail.c)\n",
            value);
    failed = 1;
}

static void complain(const char *object, const char *what)
{
    fprintf(stderr, "host: %s: %s\n", object, what);
    failed = 1;
}

// Returns the device, or NULL after saying that there is none.
static struct device *wanted(const char *name)
{
    struct device *device = name == NULL ? NULL : devices_named(name);
    if (device == NULL)
        complain(name == NULL ? "no name" : name, "no such device");
    return device;
}

// Returns the table for a plugin made of a shared object, which may import all
// that the process has.
static Dynsym *own_table(int *n)
{
    static Dynsym *table;
    static int count;
    if (table == NULL && (table = dyntable_self(&count)) == NULL)
        complain("table", "out of memory");
    *n = count;
    return table;
}

// Returns how the bytes of a file reach the loader (feed.h), or NULL.
static const char *way_of(const char *word)
{
    static const char *const ways[][2] = {
        {"dev", "file"}, {"mem", "memory"}, {"pipe", "pipe"}, {"so", "file"}};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        if (strcmp(ways[i][0], word) == 0)
            return ways[i][1];
    return NULL;
}

// The commands. Each gets the words behind it, or NULL for a missing word; the
// last one is the rest of the line.

static void load(char *args[])
{
    char why[512];
    const char *from = args[0], *name = args[1], *path = args[2];
    if (path == NULL || way_of(from) == NULL) {
        complain("load", "usage: load dev|mem|pipe|so NAME FILE");
        return;
    }
    if (devices_named(name) != NULL) {
        complain(name, "cannot load: there is a device of that name");
        return;
    }
    // A name that is cut might not be unique.
    if (strlen(name) >= DEVICE_NAME) {
        complain(name, "cannot load: the name has more than 31 bytes");
        return;
    }
    int n = nexport;
    Dynsym *table = strcmp(from, "so") == 0 ? own_table(&n) : _exporttab;
    if (devices_load(name, path, way_of(from), table, n, why, sizeof why) ==
        NULL) {
        complain(name, why);
        if (strstr(why, "signature mismatch: ") != NULL)
            complain(name, "aoutdump -c shows where two objects differ");
    }
}

static void unload(char *args[])
{
    struct device *device = wanted(args[0]);
    if (device != NULL)
        devices_unload(device);
}

static void list(char *args[])
{
    (void)args;
    for (const struct device *d = devices_first(); d != NULL; d = d->next)
        printf("%s: driver %s, from %s, %d exported, %d imported\n", d->name,
               d->driver->name, d->from, d->obj->nexport, d->obj->nimport);
}

static void list_symbols(char *args[])
{
    if (args[0] == NULL) {
        for (int i = 0; i < nexport; i++)
            printf("host exports %08lx %s\n", _exporttab[i].sig,
                   _exporttab[i].name);
        return;
    }
    const struct device *device = wanted(args[0]);
    if (device == NULL)
        return;
    for (int i = 0; i < device->obj->nexport; i++)
        printf("%s exports %08lx %s\n", device->name,
               device->obj->export[i].sig, device->obj->export[i].name);
    for (int i = 0; i < device->obj->nimport; i++)
        printf("%s imports %08lx %s\n", device->name,
               device->obj->import[i]->sig, device->obj->import[i]->name);
}

static void read_device(char *args[])
{
    const struct device *device = wanted(args[0]);
    if (device != NULL && device->sensor != NULL)
        device->sensor->measure(report);
    else if (device != NULL)
        device->dev->read();
}

static void write_device(char *args[])
{
    const struct device *device = wanted(args[0]);
    if (device == NULL)
        return;
    char *text = args[1] == NULL ? "" : args[1];
    if (device->dev == NULL || device->dev->write(text) != 0)
        complain(device->name, "cannot write: the driver does not understand");
}

// Has gdb and perf know one device, of as many as there are: what aoutld -g has
// written when its driver was linked says what is where.
static void debug(char *args[])
{
    char why[ERRMAX];
    struct device *device = wanted(args[0]);
    if (device == NULL)
        return;
    if (args[1] == NULL)
        complain("debug", "usage: debug NAME LIST");
    else if (dyndebug(device->obj, args[1]) != 0) {
        rerrstr(why, sizeof why);
        complain(device->name, why);
    }
}

static void profile(char *args[])
{
    char why[ERRMAX];
    struct device *device = wanted(args[0]);
    if (device != NULL && dynperf(device->obj, args[1], 0) != 0) {
        rerrstr(why, sizeof why);
        complain(device->name, why);
    }
}

static void help(char *args[]);

static const struct command {
    const char *name;
    int words;  // how many it takes, the last one up to the end of the line
    void (*run)(char *args[]);
    const char *what;
} commands[] = {
    {"load", 3, load,
     "dev|mem|pipe|so NAME FILE  load a driver as device NAME"},
    {"unload", 1, unload, "NAME                   unload it"},
    {"ls", 0, list, "                           the devices"},
    {"syms", 1, list_symbols, "[NAME]                   what is exported"},
    {"read", 1, read_device, "NAME                     have it measure"},
    {"write", 2, write_device, "NAME TEXT               change a setting"},
    {"debug", 2, debug, "NAME LIST               make it known to gdb"},
    {"profile", 2, profile, "NAME [LIST]           make it known to perf"},
    {"help", 0, help, "                         this list"},
};

static void help(char *args[])
{
    (void)args;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        printf("%s %s\n", commands[i].name, commands[i].what);
}

// Splits off the next word. The last one is the rest of the line.
static char *next_word(char **line, int last)
{
    char *word = *line + strspn(*line, " \t");
    if (*word == '\0')
        return NULL;
    char *end = word + (last ? strlen(word) : strcspn(word, " \t"));
    *line = *end == '\0' ? end : end + 1;
    *end = '\0';
    return word;
}

static void run_line(char *line)
{
    size_t n = strlen(line);
    while (n > 0 && strchr(" \t", line[n - 1]) != NULL)
        line[--n] = '\0';
    char *name = next_word(&line, 0);
    if (name == NULL || name[0] == '#')
        return;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        const struct command *command = &commands[i];
        char *args[3] = {NULL};
        if (strcmp(command->name, name) != 0)
            continue;
        for (int w = 0; w < command->words; w++)
            args[w] = next_word(&line, w == command->words - 1);
        command->run(args);
        return;
    }
    complain(name, "no such command: try help");
}

// Reads a line, without its newline. Input without newlines may never end
// (/dev/full), so a line that does not fit is the last. Returns 0 at the end.
static int read_line(char *line, size_t size)
{
    size_t n = 0;
    int c;
    while ((c = getchar()) != EOF && c != '\n') {
        if (n + 1 == size) {
            complain("standard input", "a line is too long");
            return 0;
        }
        line[n++] = (char)c;
    }
    line[n] = '\0';
    return c != EOF || n > 0;
}

int main(int argc, char *argv[])
{
    (void)argv;
    if (argc != 1) {
        fprintf(stderr, "usage: host     (commands from standard input)\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    nexport = dyntabsize(_exporttab);

    // The prompt is for a person: a pipe gets answers only.
    int person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    char line[8192];  // more than twice the longest path
    for (;;) {
        if (person) {
            fputs("host> ", stdout);
            fflush(stdout);
        }
        if (!read_line(line, sizeof line))
            break;
        run_line(line);
    }

    while (devices_first() != NULL)
        devices_unload(devices_first());
    if (ferror(stdout)) {
        fprintf(stderr, "host: standard output: cannot write\n");
        failed = 1;
    }
    return failed;
}
