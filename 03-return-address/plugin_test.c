// plugin_test.c - tests what is loaded, what is in the table, and what is left.
//
// Usage:        plugin_test   (from the chapter's folder; prints what is wrong)
// Exit status:  0 nothing is wrong, 1 something is.

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <string.h>

#include "plugin.h"
#include "ranges.h"

#define BAROMETER "build/barometer.so"

static int tests, failed;
static char why[PLUGIN_WHY];

static void expect(int right, const char *what)
{
    tests++;
    failed += !right;
    if (!right)
        printf("wrong: %s\n", what);
}

// Returns whether the loader has unloaded the file. musl never does.
static int unloaded(const char *path)
{
#ifdef __GLIBC__
    void *handle = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    if (handle != NULL)
        dlclose(handle);
    return handle == NULL;
#else
    return path != NULL;
#endif
}

static struct plugin *open_as(const char *name, const char *path)
{
    return plugin_open(path, name, why, sizeof why);
}

// Each name is an open, and needs a close.
static void names(void)
{
    static const char *const given[PLUGIN_NAMES] = {"a", "b", "c", "d"};
    struct plugin *plugin = NULL;
    int same = 0;
    for (int i = 0; i < PLUGIN_NAMES; i++) {
        struct plugin *again = open_as(given[i], BAROMETER);
        same += i == 0 || again == plugin;
        plugin = again;
    }
    expect(same == PLUGIN_NAMES, "one file is one plugin");
    expect(open_as("e", BAROMETER) == NULL, "one name too many");
    expect(strcmp(why, BAROMETER ": too many names for one file") == 0,
           "... and why");
    expect(plugin->count == PLUGIN_NAMES, "... is not counted");

    void *code;
    memcpy(&code, &plugin->sensor->measure, sizeof code);
    for (int i = 1; i < PLUGIN_NAMES; i++)
        plugin_close(plugin);
    expect(plugin_by_table(code) == plugin, "the first name is still there");
    expect(strcmp(plugin->names[0], "a") == 0, "... and is the first");
    plugin_close(plugin);
    expect(plugin_by_table(code) == NULL, "gone with the last name");
    expect(unloaded(BAROMETER), "... and unloaded");
}

// Returns whether the table has exactly the program header's range.
static int exactly(const struct plugin *plugin, const char *start, size_t size)
{
    return plugin_by_table(start - 1) == NULL &&
           plugin_by_table(start) == plugin &&
           plugin_by_table(start + size - 1) == plugin &&
           plugin_by_table(start + size) == NULL;
}

// The table has all the code of a plugin, and nothing else. The headers come
// from the file's first page in memory, and not from the loader.
static void code(const char *path, int parts)
{
    struct plugin *plugin = open_as("it", path);
    expect(plugin != NULL, path);
    if (plugin == NULL)
        return;
    // The file's first page is where base is only if its addresses begin at 0.
    const char *base = (const char *)plugin->map->l_addr;
    Dl_info info = {0};
    dladdr(plugin->sensor, &info);
    const ElfW(Ehdr) *elf = info.dli_fbase;
    const ElfW(Phdr) *header =
        (const void *)((const char *)info.dli_fbase + elf->e_phoff);
    int right = 0;
    for (int i = 0; i < elf->e_phnum; i++, header++) {
        if (header->p_type == PT_LOAD && (header->p_flags & PF_X))
            right += exactly(plugin, base + header->p_vaddr, header->p_memsz);
    }
    expect(right == parts, "all its code is in the table, to the byte");
    expect(plugin_by_table(plugin->sensor) == NULL, "its data is not");
    plugin_close(plugin);
}

// A refused file does not stay, as a whole or in part.
static void refused(const char *path, const char *reason)
{
    char wanted[512];
    snprintf(wanted, sizeof wanted, "%s: %s", path, reason);
    expect(open_as("it", path) == NULL, "refused");
    expect(strcmp(why, wanted) == 0, wanted);
    expect(unloaded(path), "... and unloaded");
}

// The table has room for one range, and the plugin has two.
static void full(void)
{
    static char others, one;
    for (unsigned i = RANGES_MAX - 1; i > 0; i--)
        ranges_add(i * 10, 5, &others);
    refused("build/two_parts.so", "no room: the table of addresses is full");
    expect(ranges_add(5, 1, &one) == 0, "its first range is out again");
    ranges_remove(&one);
    ranges_remove(&others);
}

int main(void)
{
    names();
    code(BAROMETER, 1);
    code("build/two_parts.so", 2);
    refused("build/bad/wrong_abi.so",
            "wrong sensor ABI: it was built for another host");
    refused("build/bench_plugin.so", "not a sensor: it exports no \"sensor\"");
    refused("build/bad/no_table.so", "not a sensor: it exports no \"sensor\"");
    full();
    printf("%d tests, %d wrong\n", tests, failed);
    return failed != 0;
}
