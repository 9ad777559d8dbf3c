// drive.c - does with a plugin what its arguments say, and prints it.
//
// Usage:        drive TALLY.so WORD...
//               a number  is added
//               =FILE     FILE is renamed to TALLY.so, as an update does
//               -         TALLY.so is deleted
//               reload    plugin_reload(), and what it says
//               tNUMBER   from now on, text has so many bytes
//               open      plugin_open() of another one, which is closed again
//               xNUMBER   so many times plugin_reload(), and how many worked
//               ?         the result
//               loaded    how many more files are loaded than at the start
//               folder    the names in TALLY.so's folder
// Exit status:  0 done, 1 something could not be done, 2 usage.

#include <dirent.h>
#include <libgen.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plugin.h"

static int count_one(struct dl_phdr_info *info, size_t size, void *count)
{
    (void)info;
    (void)size;
    ++*(int *)count;
    return 0;
}

// Returns how many files are loaded now.
static int loaded(void)
{
    int count = 0;
    dl_iterate_phdr(count_one, &count);
    return count;
}

static char text[PLUGIN_TEXT + 1];
static size_t text_size = PLUGIN_TEXT;

static void fill_text(void)
{
    memset(text, '#', sizeof text);
}

// Prints what is in text; of a refusal only what is not the path. What lies
// behind text_size has to be as it was.
static void tell(const char *what, const char *path, bool whole)
{
    size_t length = strlen(path), end = strnlen(text, sizeof text);
    if (end >= text_size || text[text_size] != '#')
        printf("%s: text, of %zu bytes, has no end there\n", what, text_size);
    else if (!whole && strncmp(text, path, length) == 0 && text[length] == ':')
        printf("%s: PATH: ...\n", what);
    else
        printf("%s: %s\n", what, text);
}

static void reload(struct plugin *plugin, const char *path)
{
    fill_text();
    bool done = plugin_reload(plugin, path, text, text_size);
    tell(done ? "reloaded" : "refused", path, done);
}

static void open_another(const char *path)
{
    struct plugin plugin = {0};
    fill_text();
    if (plugin_open(&plugin, path, text, text_size))
        plugin_close(&plugin);
    else
        tell("not opened", path, false);
}

static void reload_often(struct plugin *plugin, const char *path, long times)
{
    long worked = 0;
    for (long i = 0; i < times; i++)
        worked += plugin_reload(plugin, path, text, text_size);
    printf("worked: %ld\n", worked);
}

// Returns 0, or 1 if the folder cannot be read.
static int list_folder(const char *path)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", path);
    DIR *dir = opendir(dirname(folder));
    if (dir == NULL)
        return 1;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        printf("file: %s\n", entry->d_name);
    closedir(dir);
    return 0;
}

static void use(struct plugin *plugin, const char *path, const char *word,
                int before)
{
    if (strcmp(word, "reload") == 0)
        reload(plugin, path);
    else if (word[0] == 't')
        text_size = strtoul(word + 1, NULL, 10);
    else if (strcmp(word, "open") == 0)
        open_another(path);
    else if (word[0] == 'x')
        reload_often(plugin, path, strtol(word + 1, NULL, 10));
    else if (word[0] == '?')
        printf("%s: %ld\n", plugin->tally->name, plugin->tally->result());
    else if (strcmp(word, "loaded") == 0)
        printf("loaded: %d\n", loaded() - before);
    else
        plugin->tally->add(strtol(word, NULL, 10));
}

// Returns 0, or 1 if something could not be done with files.
static int obey(struct plugin *plugin, const char *path, const char *word,
                int before)
{
    if (word[0] == '=')
        return rename(word + 1, path) != 0;
    if (word[0] == '-')
        return unlink(path) != 0;
    if (strcmp(word, "folder") == 0)
        return list_folder(path);
    use(plugin, path, word, before);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: drive TALLY.so WORD...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    int before = loaded(), failed = 0;
    struct plugin plugin = {0};
    if (!plugin_open(&plugin, argv[1], text, text_size)) {
        fprintf(stderr, "drive: %s\n", text);
        return 1;
    }
    for (int i = 2; i < argc; i++)
        failed |= obey(&plugin, argv[1], argv[i], before);
    plugin_close(&plugin);
    printf("closed: %d\n", loaded() - before);
    return failed;
}
