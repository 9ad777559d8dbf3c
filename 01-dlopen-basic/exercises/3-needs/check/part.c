// part.c - a part that is what a text beside its file says.
//
// The check copies this one plugin under many names: a copy of the bytes is
// another plugin. "x.so" reads "x.so.txt": its ABI, its name, a number, "yes"
// or "no" for whether it can start, and the names that it needs.
//
// It tells what happens to it, on stdout, and distrusts whoever starts it.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "part.h"

#define MAX 16

static char name[64], can[8], words[MAX][64];
static long number;
static const char *needs[MAX + 1];
static const struct part *others[MAX + 1];
static bool started;

// What it can do: its own number, and what those can that it needs.
static long work(void)
{
    long sum = number;
    if (!started)
        printf("%s: work() is called, and it is not started\n", name);
    for (int i = 0; others[i] != NULL; i++)
        sum += others[i]->work();
    return sum;
}

// Are these the parts that were asked for, in that order, and no more?
static bool handed_right(const struct part *const parts[])
{
    int i = 0;
    while (needs[i] != NULL && parts[i] != NULL &&
           strcmp(parts[i]->name, needs[i]) == 0)
        i++;
    if (needs[i] == NULL && parts[i] == NULL)
        return true;
    if (needs[i] == NULL)  // what is there may be no part
        printf("%s: has %d needs, but parts[%d] is not NULL\n", name, i, i);
    else
        printf("%s: parts[%d] is %s, and needs[%d] is %s\n", name, i,
               parts[i] == NULL ? "NULL" : parts[i]->name, i, needs[i]);
    return false;
}

static bool start(const struct part *const parts[])
{
    if (started)
        printf("%s: it is started twice\n", name);
    if (!handed_right(parts))
        return false;
    if (strcmp(can, "yes") != 0) {
        printf("%s cannot start\n", name);
        return false;
    }
    for (int i = 0; parts[i] != NULL; i++)
        others[i] = parts[i];
    started = true;
    printf("start %s: %ld\n", name, work());
    return true;
}

// What it needs is still there, or this crashes.
static void stop(void)
{
    printf("stop %s: %ld\n", name, work());
    started = false;
}

PART_EXPORT struct part part = {
    .name = name,
    .needs = needs,
    .start = start,
    .stop = stop,
    .work = work,
};

// Runs inside dlopen().
__attribute__((constructor)) static void become(void)
{
    Dl_info info;
    char path[4096];
    if (dladdr(&part, &info) == 0)
        abort();
    snprintf(path, sizeof path, "%s.txt", info.dli_fname);
    FILE *text = fopen(path, "r");
    if (text == NULL)
        abort();
    if (fscanf(text, "%d %63s %ld %7s", &part.abi, name, &number, can) != 4)
        abort();
    for (int i = 0; i < MAX && fscanf(text, "%63s", words[i]) == 1; i++)
        needs[i] = words[i];
    fclose(text);
}
