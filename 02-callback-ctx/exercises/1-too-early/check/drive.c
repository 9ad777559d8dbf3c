// drive.c - does with a meter what its arguments say, and prints what it hears.
//
// Usage:        drive METER.so WORD...
//               +NAME:N    create an instance, batches of N, for NAME
//               =NAME      NAME listens in the place of who did
//               !NAME:V    when NAME is destroyed, it feeds V
//               V          feed V, which may be negative
//               -          destroy the instance
//               /          from now on, the other one of two instances
//               A NAME that begins with "_" has no notifier.
// Exit status:  0 done, 1 the plugin could not be used, 2 usage.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "meter.h"
#include "plugin.h"

#define MAX 16

static struct context {
    char name[64];
    int handed, destroyed;  // how often
    long feeds;             // when it is destroyed; 0: nothing
} contexts[MAX];

static const struct meter *meter;
static struct instance *instances[2];
static int current;  // the one that words are about

// Who is told: is it still there?
static void tell(const struct context *context, const char *what)
{
    printf("%s: %s%s\n", context->name, what,
           context->destroyed >= context->handed ? " AFTER IT WAS DESTROYED"
                                                 : "");
}

static void report(void *ctx, long sum)
{
    char text[32];
    snprintf(text, sizeof text, "%ld", sum);
    tell(ctx, text);
}

static void destroy(void *ctx)
{
    struct context *context = ctx;
    tell(context, "destroyed");
    context->destroyed++;
    if (context->feeds != 0)
        meter->feed(instances[current], context->feeds);
}

// The context of the name that text begins with, up to a colon.
static struct context *find(const char *text)
{
    size_t length = strcspn(text, ":");
    for (int i = 0; i < MAX; i++) {
        struct context *context = &contexts[i];
        if (context->name[0] == '\0')
            snprintf(context->name, sizeof context->name, "%.*s", (int)length,
                     text);
        if (strncmp(context->name, text, length) == 0 &&
            context->name[length] == '\0')
            return context;
    }
    abort();
}

static struct listener hand_over(const char *text)
{
    struct context *context = find(text);
    context->handed++;
    return (struct listener){report, context, text[0] == '_' ? NULL : destroy};
}

static void obey(const char *word)
{
    const char *number = strchr(word, ':');
    if (word[0] == '+') {
        instances[current] =
            meter->create(atoi(number + 1), hand_over(word + 1));
        if (instances[current] == NULL)
            printf("no instance\n");
    } else if (word[0] == '=') {
        meter->listen(instances[current], hand_over(word + 1));
    } else if (word[0] == '!') {
        find(word + 1)->feeds = atol(number + 1);
    } else if (strcmp(word, "-") == 0) {
        meter->destroy(instances[current]);
        instances[current] =
            NULL;  // so that valgrind sees it, if it is still there
    } else if (strcmp(word, "/") == 0) {
        current = 1 - current;
    } else {
        meter->feed(instances[current], atol(word));
    }
}

int main(int argc, char *argv[])
{
    if (argc < 3) {
        fprintf(stderr, "usage: drive METER.so WORD...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    void *handle;
    char why[PLUGIN_WHY];
    meter =
        plugin_open(argv[1], METER_SYMBOL, METER_ABI, &handle, why, sizeof why);
    if (meter == NULL) {
        fprintf(stderr, "drive: %s\n", why);
        return 1;
    }
    for (int i = 2; i < argc; i++)
        obey(argv[i]);
    dlclose(handle);
    printf("end\n");
    return 0;
}
