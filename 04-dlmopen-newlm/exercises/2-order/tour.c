// tour.c - open and close visits as the plan says.
//
// Usage:        tour PLAN
//               Each line of the file PLAN is one of:
//               open NAME FILE.so SEED
//               measure NAME        prints "NAME: VALUE"
//               close NAME
//               refuse FILE.so SEED prints why it cannot be opened
//               loaded              prints whether a meter is loaded
// Exit status:  0 done, 1 a line could not be done, 2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "linkmap.h"
#include "visit.h"

#define MAX_VISITS 32

static struct {
    char name[32];  // "": this place is free
    struct visit *visit;
} visits[MAX_VISITS];

static char why[512];

static int find(const char *name)
{
    for (int i = 0; i < MAX_VISITS; i++) {
        if (strcmp(visits[i].name, name) == 0)
            return i;
    }
    return -1;
}

// Whether the kernel has a file mapped whose name contains "meter".
static int meters_are_loaded(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    char line[600];
    int found = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        const char *slash = strrchr(line, '/');
        found |= slash != NULL && strstr(slash, "meter") != NULL;
    }
    if (file != NULL)
        fclose(file);
    return found;
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
    void *handle = visits[i].visit->loaded.handle;
    if (linkmap_namespace(linkmap_of_handle(handle)) == NAMESPACE_BASE) {
        printf("%s: not in a namespace of its own\n", name);
        return -1;
    }
    snprintf(visits[i].name, sizeof visits[i].name, "%s", name);
    return 0;
}

static int refuse(const char *path, int seed)
{
    struct visit *visit = visit_open(path, seed, why, sizeof why);
    if (visit == NULL)
        printf("refused: %s\n", why);
    else
        printf("not refused\n");
    return visit == NULL ? 0 : -1;
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
        printf("loaded: %s\n", meters_are_loaded() ? "some" : "none");
        return 0;
    }
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
