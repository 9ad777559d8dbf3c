// meter.c - the plugin: it counts how often each thread asks. It cannot be
// changed.

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "drawn.h"  // made by the check: SCALE, REASON
#include "meter.h"

#define ROOM 64

static const struct station *station;
static long number;  // of this instance

static struct state {
    atomic_bool in_use;
    pthread_t thread;
    long calls;
    char reason[80];
} states[ROOM];

static int here(enum event event, const struct state *state)
{
    struct visit visit = {
        .event = event, .instance = number, .its_uselocale = uselocale};
    if (state != NULL)
        visit.wrong = !state->in_use || (event == METER_MEASURE &&
                                         state->thread != pthread_self());
    int result = station->here(&visit);
    number = visit.instance;
    return result;
}

static const char *start(const struct station *ours)
{
    static const char reason[] = "does not start: " REASON;
    station = ours;
    return here(METER_START, NULL) == 0 ? NULL : reason;
}

static void *attach(void)
{
    if (here(METER_ATTACH, NULL) != 0)
        return NULL;
    for (struct state *state = states; state < states + ROOM; state++) {
        if (!atomic_exchange(&state->in_use, true)) {
            state->thread = pthread_self();
            state->calls = 0;
            return state;
        }
    }
    return NULL;
}

static const char *measure(void *its, struct sample *sample)
{
    struct state *state = its;
    if (here(METER_MEASURE, state) != 0) {
        snprintf(state->reason, sizeof state->reason, "number %ld: %s",
                 sample->number, REASON);
        return state->reason;
    }
    sample->value = sample->number * SCALE;
    sample->instance = number;
    sample->nth = ++state->calls;
    return NULL;
}

static void detach(void *its)
{
    struct state *state = its;
    here(METER_DETACH, state);
    memset(state->reason, '?', sizeof state->reason - 1);
    state->in_use = false;
}

__attribute__((destructor)) static void stop(void)
{
    if (station != NULL)
        here(METER_STOP, NULL);
}

__attribute__((visibility("default"))) const struct meter meter = {
    .start = start,
    .attach = attach,
    .measure = measure,
    .detach = detach,
};
