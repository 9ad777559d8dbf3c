// joins.c - a sensor whose own thread reports once more when the sensor is
// unloaded.
//
// The destructor tells the thread to end, and waits for it. A sensor must do
// that, because the loader is about to unmap the thread's code.

#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>

#include "sensor.h"

static pthread_t thread;
static bool started;
static sem_t end;
static report_fn *last_report;
static volatile unsigned long reports;

static int setup(int channel)
{
    return channel == 0 ? 0 : -1;
}

static void *work(void *unused)
{
    sem_wait(&end);
    last_report(0.0);
    reports++;  // after the call: so it is a call, and not a jump
    return unused;
}

static void measure(report_fn *report)
{
    last_report = report;
    report(21.5);
    reports++;
    if (!started && sem_init(&end, 0, 0) == 0)
        started = pthread_create(&thread, NULL, work, NULL) == 0;
}

__attribute__((destructor)) static void join(void)
{
    if (!started)
        return;
    sem_post(&end);
    pthread_join(thread, NULL);
}

SENSOR_EXPORT const struct sensor sensor = {
    .abi = SENSOR_ABI,
    .name = "joins",
    .setup = setup,
    .measure = measure,
};
