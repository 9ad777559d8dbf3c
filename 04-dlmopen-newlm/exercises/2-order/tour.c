// tour.c - open and close visits as the plan says.
//
// Usage:        tour PLAN
//               Each line of the file PLAN is one of:
//               open NAME FILE.so SEED
//               measure NAME        prints "NAME: VALUE"
//               close NAME
//               refuse FILE.so SEED prints why it cannot be opened; what load()
//                                   says, without the system's reason
//               loaded              prints whether a meter is loaded, or
//                                   anything else that was not at first
//               memory              prints whether visit.c has freed what it
//                                   took, but for what it may keep for later
// Exit status:  0 done, 1 a line could not be done, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/memory.h"
#include "linkmap.h"
#include "visit.h"

#define MAX_VISITS 32
#define MAY_KEEP 10  // pieces: a list, or some for the next visits

static struct {
    char name[512];  // "": this place is free; as long as a line
    struct visit *visit;
} visits[MAX_VISITS];

static char why[LOAD_WHY];

static int find(const char *name)
{
    for (int i = 0; i < MAX_VISITS; i++) {
        if (strcmp(visits[i].name, name) == 0)
            return i;
    }
    return -1;
}

// How many parts of files the kernel has mapped: those of meters, and of what
// was loaded for them.
static int files_mapped(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    char line[600];
    int count = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        count += strchr(line, '/') != NULL;
    if (file != NULL)
        fclose(file);
    return count;
}

static int mapped_before;  // the host's own

// Each libc begins with an optind of 1, and here nobody else sets it: where it
// is 2, a visit was opened before.
static int was_visited(void *handle)
{
    int *mark = dlsym(handle, "optind");
    int visited = mark != NULL && *mark == 2;
    if (mark != NULL)
        *mark = 2;
    return visited;
}

// What is wrong with where a visit was loaded, or NULL.
static const char *fault(void *handle)
{
    if (linkmap_namespace(linkmap_of_handle(handle)) == NAMESPACE_BASE)
        return "not in a namespace of its own";
    if (was_visited(handle))
        return "not in a new namespace: another visit was opened in it";
    return NULL;
}

static int open_visit(const char *name, const char *path, int seed)
{
    int i = find("");
    if (i < 0)
        return -1;
    visits[i].visit = visit_open(path, seed, why, sizeof why);
    if (visits[i].visit == NULL) {
        printf("%s: not opened: %s\n", name, why);
        return -1;
    }
    const char *wrong = fault(visits[i].visit->loaded.handle);
    if (wrong != NULL) {
        printf("%s: %s\n", name, wrong);
        return -1;
    }
    snprintf(visits[i].name, sizeof visits[i].name, "%s", name);
    return 0;
}

static int refuse(const char *path, int seed)
{
    int before = files_mapped();
    struct visit *visit = visit_open(path, seed, why, sizeof why);
    if (visit != NULL)
        printf("not refused\n");
    else if (files_mapped() > before)
        printf("refused, and still loaded: %s\n", why);
    else if (strncmp(why, path, strlen(path)) == 0)
        printf("refused: %s: ...\n", path);
    else
        printf("refused: %s\n", why);
    return visit == NULL ? 0 : -1;
}

static int print_memory(void)
{
    if (memory_held() > MAY_KEEP)
        printf("memory: %ld pieces not freed\n", memory_held());
    else
        printf("memory: freed\n");
    return 0;
}

static int obey(char *line)
{
    char *word[4] = {"", "", "", "0"};
    char *rest = line;
    for (int i = 0; i < 4 && (rest = strtok(rest, " \n")) != NULL; i++) {
        word[i] = rest;
        rest = NULL;
    }
    if (strcmp(word[0], "open") == 0)
        return open_visit(word[1], word[2], atoi(word[3]));
    if (strcmp(word[0], "refuse") == 0)
        return refuse(word[1], atoi(word[2]));
    if (strcmp(word[0], "loaded") == 0) {
        printf("loaded: %s\n",
               files_mapped() > mapped_before ? "some" : "none");
        return 0;
    }
    if (strcmp(word[0], "memory") == 0)
        return print_memory();
    int i = find(word[1]);
    if (i < 0 || *word[1] == '\0')
        return -1;
    if (strcmp(word[0], "measure") == 0) {
        printf("%s: %d\n", word[1], visits[i].visit->meter->measure());
        return 0;
    }
    visit_close(visits[i].visit);
    *visits[i].name = '\0';
    return 0;
}

int main(int argc, char *argv[])
{
    FILE *plan = argc == 2 ? fopen(argv[1], "r") : NULL;
    char line[512];
    if (plan == NULL) {
        fprintf(stderr, "usage: tour PLAN\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    mapped_before = files_mapped();
    int number = 0, failed = 0;
    while (!failed && fgets(line, sizeof line, plan) != NULL) {
        number++;
        failed = obey(line) != 0;
    }
    if (failed)
        fprintf(stderr, "tour: line %d: cannot do that\n", number);
    fclose(plan);
    return failed;
}
