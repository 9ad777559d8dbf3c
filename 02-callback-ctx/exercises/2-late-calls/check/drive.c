// drive.c - does with a pool what its arguments say, and prints what happens.
//
// Usage:        drive WORD...
//               +NAME        take a callback for NAME
//               .NAME:V      call NAME's callback with V, as a plugin would
//               -NAME        give NAME's callback back
//               xNAME        give tickets back that are NAME's but for the
//                            number, or but for the callback. (Nobody else
//                            may have NAME's callback by then.)
//               xNAME:OTHER  give one back with NAME's number and OTHER's
//                            callback
//               0            give a ticket back that nobody ever got
//               ~N           take a callback and give it back, N times, with
//                            all free: do they come in turn?
//               #NAME:N      take one and give it back, N times: is NAME's
//                            ticket ever taken for one of these?
//               *NAME:WORDS  do WORDS, with commas between them, within the
//                            next report to NAME that has none yet
//               !NAME:WORDS  do WORDS when NAME is destroyed
//               =NAME:OTHER  did NAME get the callback that OTHER has or had?
//               ?            how many calls were refused since the last ?
// Exit status:  0 done, 2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

#define MAX 32

static struct context {
    char name[64];
    struct ticket ticket;
    int destroyed;             // how often
    const char *at_report[4];  // what to do in the next calls
    const char *at_destroy;    // or NULL
} contexts[MAX];

static void obey_all(const char *words);

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

static void tell(const struct context *context, const char *what)
{
    printf("%s: %s%s\n", context->name, what,
           context->destroyed > 0 ? " AFTER IT WAS DESTROYED" : "");
}

static void report(void *ctx, double value)
{
    struct context *context = ctx;
    char text[32];
    snprintf(text, sizeof text, "%.0f", value);
    tell(context, text);
    const char *words = context->at_report[0];
    if (words == NULL)
        return;
    memmove(context->at_report, context->at_report + 1,
            sizeof context->at_report - sizeof context->at_report[0]);
    obey_all(words);
    tell(context, "returns");
}

static void destroy(void *ctx)
{
    struct context *context = ctx;
    tell(context, "destroyed");
    context->destroyed++;
    if (context->at_destroy != NULL)
        obey_all(context->at_destroy);
}

// Not out of the pool.
static void foreign(double value)
{
    (void)value;
}

static void take(struct context *context)
{
    struct ticket ticket = {foreign, 42};
    if (!pool_take(&ticket, (struct target){report, context, destroy}))
        printf("%s: none is free%s\n", context->name,
               ticket.callback == foreign && ticket.number == 42
                   ? ""
                   : ", and its ticket was changed");
    else if (ticket.callback == NULL)
        printf("%s: its callback is NULL\n", context->name);
    else
        context->ticket = ticket;
}

static void give_back(const char *name, struct ticket ticket)
{
    bool done = pool_give_back(ticket);
    printf("%s: %s\n", name, done ? "given back" : "not given back");
}

static void ignore_report(void *ctx, double value)
{
    (void)ctx;
    (void)value;
}

static void ignore(void *ctx)
{
    (void)ctx;
}

// A ticket for nobody in particular, when one is free.
static struct ticket take_any(void)
{
    struct ticket ticket = {foreign, 0};
    pool_take(&ticket, (struct target){ignore_report, NULL, ignore});
    return ticket;
}

static void take_in_turn(long times)
{
    fixed_report *turn[POOL_SIZE];
    for (long i = 0; i < times; i++) {
        struct ticket ticket = take_any();
        if (i >= POOL_SIZE && turn[i % POOL_SIZE] != ticket.callback) {
            printf("take %ld: not the one that has been free for longest\n",
                   i + 1);
            return;
        }
        turn[i % POOL_SIZE] = ticket.callback;
        pool_give_back(ticket);
    }
    printf("all in turn\n");
}

static void take_often(const struct context *context, long times)
{
    for (long i = 0; i < times; i++) {
        struct ticket ticket = take_any();
        if (pool_give_back(context->ticket)) {
            printf("%s: given back once more, after %ld others\n",
                   context->name, i + 1);
            return;
        }
        pool_give_back(ticket);
    }
    printf("%s: not given back\n", context->name);
}

// Gives tickets back that differ from this one in one member: in one bit of the
// number, or all; in the callback, which no ticket has.
static void forge(const char *name, struct ticket ticket)
{
    bool done = pool_give_back((struct ticket){NULL, ticket.number});
    done |= pool_give_back((struct ticket){foreign, ticket.number});
    if (ticket.number != 0)
        done |= pool_give_back((struct ticket){ticket.callback, 0});
    for (unsigned long bit = 1; bit != 0; bit <<= 1)
        done |= pool_give_back(
            (struct ticket){ticket.callback, ticket.number ^ bit});
    printf("%s: %s forged ticket is given back\n", name, done ? "a" : "no");
}

// Later calls are queued behind the ones that are there.
static void later(struct context *context, const char *words)
{
    int i = 0;
    while (i < 3 && context->at_report[i] != NULL)
        i++;
    context->at_report[i] = words;
}

static void compare(const struct context *a, const struct context *b)
{
    if (a->ticket.callback == b->ticket.callback)
        printf("%s has the callback of %s\n", a->name, b->name);
    else
        printf("%s has another callback than %s\n", a->name, b->name);
}

static void tell_refused(void)
{
    static unsigned long before;
    unsigned long now = pool_refused();
    printf("refused: %lu\n", now - before);
    before = now;
}

// The words that name no context. Returns false if it is another one.
static bool obey_alone(const char *word)
{
    switch (word[0]) {
    case '?':
        tell_refused();
        return true;
    case '0':
        give_back("no ticket", (struct ticket){NULL, 0});
        return true;
    case '~':
        take_in_turn(atol(word + 1));
        return true;
    default:
        return false;
    }
}

static void obey(const char *word)
{
    if (obey_alone(word))
        return;
    struct context *context = find(word + 1);
    const char *rest = strchr(word, ':');
    struct ticket ticket = context->ticket;
    switch (word[0]) {
    case '+':
        take(context);
        break;
    case '.':
        context->ticket.callback(atof(rest + 1));
        break;
    case '-':
        give_back(context->name, ticket);
        break;
    case 'x':
        if (rest == NULL) {
            forge(context->name, ticket);
            break;
        }
        ticket.callback = find(rest + 1)->ticket.callback;
        give_back(context->name, ticket);
        break;
    case '#':
        take_often(context, atol(rest + 1));
        break;
    case '*':
        later(context, rest + 1);
        break;
    case '!':
        context->at_destroy = rest + 1;
        break;
    case '=':
        compare(context, find(rest + 1));
        break;
    default:
        abort();
    }
}

static void obey_all(const char *words)
{
    char word[256];
    while (*words != '\0') {
        size_t length = strcspn(words, ",");
        snprintf(word, sizeof word, "%.*s", (int)length, words);
        obey(word);
        words += length + (words[length] == ',');
    }
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: drive WORD...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 1; i < argc; i++)
        obey(argv[i]);
    printf("end\n");
    return 0;
}
