// drive.c - call one function of the plugin, and print the journal.
//
// Usage:        got|wanted PLUGIN.so NAME WHAT    (NAME "": the static one)
//               got stack|null|self               where() without a plugin;
//                                                 self: and its offset
//               got at OFFSET PLUGIN.so NAME      where() so far behind NAME
//               got short SIZE PLUGIN.so NAME     where(), cut to SIZE bytes
//               got short SIZE                    ... of NULL
//
// "got" is linked with note.c, "wanted" with answer.c: it is never in one
// process with what it is compared with.

#include <dlfcn.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drive.h"
#include "journal.h"
#include "note.h"

typedef void call_fn(note_fn note, stop_fn stop, const char *what);

void *drive_handle;
const char *drive_file, *drive_name;
static jmp_buf back;

void journal_add(const char *line)
{
    puts(line);
}

void journal_stop(void)
{
    longjmp(back, 1);
}

static void *find(const char *path, const char *name)
{
    drive_handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (drive_handle == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(3);
    }
    drive_file = strrchr(path, '/') + 1;
    drive_name = name;
    if (*name == '\0')
        return *(void **)dlsym(drive_handle, "unnamed");
    return dlsym(drive_handle, name);
}

// An address on the stack, in this program, or none.
static int tell(const char *which)
{
    char text[400];
    int here = 0;
    const void *address = NULL;
    if (strcmp(which, "stack") == 0)
        address = &here;
    if (strcmp(which, "self") == 0)
        address = &back;
    where(address, text, sizeof text);
    puts(text);
    Dl_info info;
    if (address == &back && dladdr(address, &info) != 0)
        printf("0x%zx\n",
               (size_t)((const char *)address - (const char *)info.dli_fbase));
    return 0;
}

// The bytes behind the text must stay as they are.
static int cut(const void *address, size_t size)
{
    char text[400];
    memset(text, '#', sizeof text);
    where(address, text, size);
    printf("%.*s|", (int)strnlen(text, size), text);
    printf("%.3s\n", text + size);
    return 0;
}

// As an address in the middle of a function.
static int tell_at(size_t offset, const char *path, const char *name)
{
    char text[400];
    where((const char *)find(path, name) + offset, text, sizeof text);
    puts(text);
    return 0;
}

int main(int argc, char *argv[])
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc == 2)
        return tell(argv[1]);
    if (argc == 5 && strcmp(argv[1], "at") == 0)
        return tell_at(strtoul(argv[2], NULL, 16), argv[3], argv[4]);
    if (argc == 3 || argc == 5)
        return cut(argc == 3 ? NULL : find(argv[3], argv[4]),
                   strtoul(argv[2], NULL, 10));
    if (argc != 4)
        return 2;
    call_fn *function;
    *(void **)&function = find(argv[1], argv[2]);
    if (setjmp(back) == 0)
        function(note, stop, argv[3]);
    dlclose(drive_handle);
    return 0;
}
