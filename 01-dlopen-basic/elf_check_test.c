// elf_check_test.c - does elf_check() predict what dlopen() does?
//
// It loads each file in a child, which then reads each page of each segment: a
// page that the file does not have ends the child.
//
// Usage:        elf_check_test FILE...
//               Prints what dlopen() did ("loads", "refused", "crash") and what
//               elf_check() said ("taken", or the reason).
// Exit status:  0 they agree, 1 they disagree about a file, 2 usage.

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "elf_check.h"

enum { LOADS = 10, REFUSED = 11 };  // a sanitizer ends a child with 1

// Reads a byte of each page of the segments of the file that has the link map
// wanted. Some bytes lie between its variables, which the address sanitizer
// would report.
__attribute__((no_sanitize_address)) static int touch(struct dl_phdr_info *info,
                                                      size_t size, void *wanted)
{
    (void)size;
    if (info->dlpi_addr != ((struct link_map *)wanted)->l_addr)
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || !(segment->p_flags & PF_R))
            continue;
        const volatile char *at =
            (const char *)info->dlpi_addr + segment->p_vaddr;
        for (size_t done = 0; done < segment->p_memsz; done += 4096)
            (void)at[done];
    }
    return 0;
}

// Runs in the child.
static int load(const char *path)
{
    struct link_map *map;
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL || dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return REFUSED;
    dl_iterate_phdr(touch, map);
    return LOADS;
}

static const char *outcome(const char *path)
{
    int how = 0;
    pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        alarm(60);  // a hang must end
        _exit(load(path));
    }
    if (child < 0 || waitpid(child, &how, 0) != child)
        return "not tried";
    if (!WIFEXITED(how))
        return "crash";
    switch (WEXITSTATUS(how)) {
    case LOADS:
        return "loads";
    case REFUSED:
        return "refused";
    default:
        return "crash";
    }
}

int main(int argc, char *argv[])
{
    char why[2 * PATH_MAX + 256];
    int differ = 0;
    if (argc < 2) {
        fprintf(stderr, "usage: elf_check_test FILE...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 1; i < argc; i++) {
        const char *does = outcome(argv[i]);
        bool taken = elf_check(argv[i], why, sizeof why);
        bool good = strcmp(does, "refused") == 0 ||
                    taken == (strcmp(does, "loads") == 0);
        printf("%s: %s, %s%s\n", argv[i], does, taken ? "taken" : why,
               good ? "" : ": WRONG");
        differ |= !good;
    }
    return differ;
}
