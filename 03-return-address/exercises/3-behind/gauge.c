// gauge.c - a plugin that reports by all the ways there are.

#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "gauge.h"

// Counted after each call: so it is a call, and not a jump.
static volatile int done;

struct job {
    const struct host *host;
    double value;
};

static void direct(const struct host *host, double value)
{
    host->report(value);
    done++;
}

static void library(const struct host *host, double value)
{
    smooth_report(host->report, value);
    done++;
}

static void deep(const struct host *host, double value)
{
    smooth_deep(host->report, value, 5000 + (int)value % 5000);
    done++;
}

static void shallow(const struct host *host, double value)
{
    smooth_deep(host->report, value, 2 + (int)value % 3);
    done++;
}

static void tree(const struct host *host, double value)
{
    smooth_tree(host->report, value);
    done++;
}

static void refresh(const struct host *host, double value)
{
    host->refresh(value);
    done++;
}

// Nothing after the call: with -O2, a jump.
static void jump(const struct host *host, double value)
{
    smooth_report(host->report, value);
}

static void inner(void *arg)
{
    const struct job *job = arg;
    smooth_report(job->host->report, job->value);
    done++;
}

static void back(const struct host *host, double value)
{
    smooth_run(inner, &(struct job){host, value});
    done++;
}

static void *start(void *arg)
{
    inner(arg);
    return NULL;
}

static void thread(const struct host *host, double value)
{
    pthread_t id;
    if (pthread_create(&id, NULL, start, &(struct job){host, value}) == 0)
        pthread_join(id, NULL);
}

static const struct host *last_host;
static double last_value;

// Not now: when the plugin is unloaded.
static void parting(const struct host *host, double value)
{
    last_host = host;
    last_value = value;
}

__attribute__((destructor)) static void finish(void)
{
    if (last_host != NULL)
        library(last_host, last_value);
}

static const struct {
    const char *name;
    void (*function)(const struct host *host, double value);
} ways[] = {
    {"direct", direct},   {"library", library}, {"deep", deep},
    {"shallow", shallow}, {"tree", tree},       {"refresh", refresh},
    {"back", back},       {"thread", thread},   {"parting", parting},
};

static int act(const struct host *host, const char *way, double value,
               const struct gauge *other)
{
    if (other != NULL) {
        int result = other->act(host, way, value, NULL);
        done++;
        return result;
    }
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (strcmp(way, ways[i].name) == 0) {
            ways[i].function(host, value);
            done++;
            return 0;
        }
    }
    return -1;
}

__attribute__((visibility("default"))) const struct gauge gauge = {act, jump};
