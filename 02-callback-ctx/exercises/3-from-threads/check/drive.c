// drive.c - does with a mailbox what its arguments say, and prints it.
//
// Usage:        drive WORD...
//               +NAME        attach NAME
//               -NAME        detach NAME
//               .NAME:V      call NAME's callback with V, from a new thread
//               ,NAME:V      the same from this thread
//               @            deliver
//               *NAME:WORDS  do WORDS, with semicolons between them, within
//                            the next report to NAME that has none yet
//               =NAME:OTHER  did NAME get the callback that OTHER had?
//               ?            how many values were dropped since the last ?
//               !            from here on mailbox.c gets no memory; and with
//                            the next one it does again
//               %N           a thread for each who is attached calls N times,
//                            with 1, 2, ... N, while this one delivers
//               ^NAME:N      this thread calls NAME's callback N times, with
//                            1, 2, ... N, and then delivers
//               /NAME:N      a thread calls NAME's callback N times, while
//                            this one detaches and attaches NAME, and delivers;
//                            then N times more, while NAME is detached
// Exit status:  0 done, 2 usage.

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mailbox.h"

#define MAX 32

static struct context {
    char name[64];
    fixed_report *callback;
    int attached;              // is it now?
    const char *at_report[4];  // what to do in the next reports
    long counted;              // reports, while they are only counted
    int in_order;              // were they 1, 2, 3, ...?
} contexts[MAX];

static pthread_t host;     // the one thread that may be reported to
static int counting;       // reports are counted, not printed
static long wrong_thread;  // reports elsewhere, while they are counted
static long too_late;      // reports after detach, while they are counted

static void obey_all(const char *words);

// The linker turns the calls of malloc() and its kin into these (--wrap).
static bool no_memory;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);

void *__wrap_malloc(size_t size)
{
    return no_memory ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return no_memory ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return no_memory ? NULL : __real_realloc(block, size);
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

static void report(void *ctx, double value)
{
    struct context *context = ctx;
    if (counting) {
        wrong_thread += !pthread_equal(pthread_self(), host);
        too_late += !context->attached;
        context->counted++;
        context->in_order &= value == (double)context->counted;
        return;
    }
    printf("%s: %.0f%s%s\n", context->name, value,
           pthread_equal(pthread_self(), host) ? "" : " IN ANOTHER THREAD",
           context->attached ? "" : " AFTER IT WAS DETACHED");
    const char *words = context->at_report[0];
    if (words == NULL)
        return;
    memmove(context->at_report, context->at_report + 1,
            sizeof context->at_report - sizeof context->at_report[0]);
    obey_all(words);
    printf("%s: returns\n", context->name);
}

static void attach(struct context *context)
{
    fixed_report *callback = mailbox_attach(report, context);
    if (callback == NULL) {
        printf("%s: all are in use\n", context->name);
        return;
    }
    context->callback = callback;
    context->attached = 1;
}

static void detach(struct context *context)
{
    mailbox_detach(context->callback);
    context->attached = 0;
}

// What a plugin's thread does: calls from..to, one after the other.
struct work {
    pthread_t thread;
    fixed_report *callback;
    double from, to;
    atomic_int done;
};

// How often the host has done its part. On a machine that has much to do, the
// threads could be through with all their calls before it has begun.
static atomic_long turns;

static void wait_for_host(void)
{
    long then = atomic_load(&turns);
    while (atomic_load(&turns) == then)
        sched_yield();
}

static void *work(void *arg)
{
    struct work *work = arg;
    for (double value = work->from; value <= work->to; value++) {
        work->callback(value);
        if (value < work->to && (value == 500 || value == 1000))
            wait_for_host();
    }
    atomic_store(&work->done, 1);
    return NULL;
}

static void start(struct work *one, fixed_report *callback, double from,
                  double to)
{
    one->callback = callback;
    one->from = from;
    one->to = to;
    atomic_init(&one->done, 0);
    if (pthread_create(&one->thread, NULL, work, one) != 0)
        abort();
}

static void call_from_thread(struct context *context, double value)
{
    struct work one;
    start(&one, context->callback, value, value);
    pthread_join(one.thread, NULL);
}

static void storm(double count)
{
    static struct work works[MAX];
    int running = 0;
    counting = 1;
    for (int i = 0; i < MAX; i++) {
        contexts[i].counted = 0;
        contexts[i].in_order = 1;
        if (contexts[i].attached)
            start(&works[running++], contexts[i].callback, 1, count);
    }
    for (int i = 0; i < running; i++) {
        for (; !atomic_load(&works[i].done); atomic_fetch_add(&turns, 1))
            mailbox_deliver();
        pthread_join(works[i].thread, NULL);
    }
    mailbox_deliver();
    counting = 0;
    for (int i = 0; i < MAX; i++) {
        if (contexts[i].attached)
            printf("%s: %ld values, in order: %s\n", contexts[i].name,
                   contexts[i].counted, contexts[i].in_order ? "yes" : "no");
    }
    printf("in another thread: %ld\n", wrong_thread);
}

static void flood(struct context *context, double count)
{
    counting = 1;
    context->counted = 0;
    context->in_order = 1;
    for (double value = 1; value <= count; value++)
        context->callback(value);
    mailbox_deliver();
    counting = 0;
    printf("%s: %ld values, in order: %s\n", context->name, context->counted,
           context->in_order ? "yes" : "no");
}

// First while it comes and goes, then while it is gone. Each value is either
// delivered or dropped.
static void come_and_go(struct context *context, double count)
{
    static struct work one;
    size_t dropped = mailbox_dropped(), delivered = 0;
    counting = 1;
    start(&one, context->callback, 1, count);
    for (; !atomic_load(&one.done); atomic_fetch_add(&turns, 1)) {
        delivered += mailbox_deliver();
        detach(context);
        attach(context);
    }
    pthread_join(one.thread, NULL);
    delivered += mailbox_deliver();

    detach(context);
    start(&one, context->callback, 1, count);
    for (; !atomic_load(&one.done); atomic_fetch_add(&turns, 1))
        mailbox_dropped();
    pthread_join(one.thread, NULL);
    counting = 0;
    dropped = mailbox_dropped() - dropped;
    printf("delivered or dropped: %zu, in another thread: %ld, too late: %ld\n",
           delivered + dropped, wrong_thread, too_late);
}

// Later reports are queued behind the ones that are there.
static void later(struct context *context, const char *words)
{
    int i = 0;
    while (i < 3 && context->at_report[i] != NULL)
        i++;
    context->at_report[i] = words;
}

static void tell_dropped(void)
{
    static size_t before;
    size_t now = mailbox_dropped();
    printf("dropped: %zu\n", now - before);
    before = now;
}

static void compare(const struct context *a, const struct context *b)
{
    printf("%s has %s callback\n", a->name,
           a->callback == b->callback ? "that" : "another");
}

static void obey(const char *word)
{
    switch (word[0]) {
    case '@':
        printf("delivered: %zu\n", mailbox_deliver());
        return;
    case '?':
        tell_dropped();
        return;
    case '!':
        no_memory = !no_memory;
        return;
    case '%':
        storm(atof(word + 1));
        return;
    }
    struct context *context = find(word + 1);
    const char *rest = strchr(word, ':');
    switch (word[0]) {
    case '+':
        attach(context);
        break;
    case '-':
        detach(context);
        break;
    case '.':
        call_from_thread(context, atof(rest + 1));
        break;
    case ',':
        context->callback(atof(rest + 1));
        break;
    case '*':
        later(context, rest + 1);
        break;
    case '=':
        compare(context, find(rest + 1));
        break;
    case '^':
        flood(context, atof(rest + 1));
        break;
    case '/':
        come_and_go(context, atof(rest + 1));
        break;
    default:
        abort();
    }
}

static void obey_all(const char *words)
{
    char word[256];
    while (*words != '\0') {
        size_t length = strcspn(words, ";");
        snprintf(word, sizeof word, "%.*s", (int)length, words);
        obey(word);
        words += length + (words[length] == ';');
    }
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: drive WORD...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    host = pthread_self();
    for (int i = 1; i < argc; i++)
        obey(argv[i]);
    for (int i = 0; i < MAX; i++) {
        if (contexts[i].attached)
            detach(&contexts[i]);
    }
    printf("end\n");
    return 0;
}
