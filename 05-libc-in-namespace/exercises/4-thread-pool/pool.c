// pool.c - a host whose threads share a meter: one of several scenes, each of
// which prints what it has seen.
//
// Usage:        pool METER.so SCENE [NUMBER...]
//               pool METER.so bad FILE...
//               The scenes are in the table at the end.
// Exit status:  0 done, 1 the meter could not be used, 2 usage.
//
// Nothing is decided by time here: a thread that has to be somewhere when
// something else happens stops there, and is let go later (watch.h).

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared.h"
#include "watch.h"

#define MAX 64

static const char *path;
static struct shared *shared;
static char why[512];

// One call, in a thread of its own.
struct call {
    pthread_t thread;
    int hold, fail;     // as watch_hold, watch_fail; 0 is NOWHERE
    watch_action *act;  // as watch_act
    long number;
    int again;  // so many calls more
    struct sample sample;
    int result;
    char why[512];
};

static void *call(void *argument)
{
    struct call *call = argument;
    watch_hold = call->hold == 0 ? NOWHERE : call->hold;
    watch_fail = call->fail == 0 ? NOWHERE : call->fail;
    watch_act = call->act;
    do {
        call->sample.number = call->number;
        call->result =
            shared_call(shared, &call->sample, call->why, sizeof call->why);
    } while (call->again-- > 0);
    return NULL;
}

static void start_thread(pthread_t *thread, void *(*run)(void *),
                         void *argument)
{
    if (pthread_create(thread, NULL, run, argument) != 0) {
        fprintf(stderr, "pool: no thread\n");
        exit(1);
    }
}

static void begin(struct call *one)
{
    start_thread(&one->thread, call, one);
}

static void show(const char *name, const struct call *call)
{
    if (call->result == -1)
        printf("%s: refused: %s\n", name, call->why);
    else if (call->result != 0)
        printf("%s: it returned %d\n", name, call->result);
    else
        printf("%s: %ld, from meter %ld\n", name, call->sample.value,
               call->sample.instance);
}

static void end(const char *name, struct call *one)
{
    pthread_join(one->thread, NULL);
    show(name, one);
}

static void one_call(const char *name, long number)
{
    struct call one = {.number = number};
    begin(&one);
    end(name, &one);
}

static void show_loaded(const char *when)
{
    printf("%s: %ld loaded\n", when,
           watch_events[METER_START] - watch_events[METER_STOP]);
}

static void replace(const char *file)
{
    int result = shared_replace(shared, file, why, sizeof why);
    if (result == 0)
        printf("replaced\n");
    else if (result == -1)
        printf("not replaced: %s\n", why);
    else
        printf("it returned %d\n", result);
}

static void open_one(void)
{
    shared = shared_open(path, &watch, why, sizeof why);
    if (shared != NULL)
        return;
    fprintf(stderr, "pool: %s\n", why);
    exit(1);
}

// calls THREADS CALLS NUMBER: all of them in two meters by turns, and no thread
// ends before all have called.
static struct shared *both[2];
static pthread_barrier_t all_called;
static long calls, number;
static atomic_long sum, out_of_order, refused;

static void *call_both(void *unused)
{
    for (long i = 0; i < calls; i++) {
        for (int k = 0; k < 2; k++) {
            struct sample sample = {.number = number + i};
            char reason[80];
            refused +=
                shared_call(both[k], &sample, reason, sizeof reason) != 0;
            sum += sample.value;
            out_of_order += sample.nth != i + 1;
        }
    }
    pthread_barrier_wait(&all_called);
    return unused;
}

static void scene_calls(long n[])
{
    pthread_t threads[MAX];
    calls = n[1];
    number = n[2];
    pthread_barrier_init(&all_called, NULL, (unsigned)n[0]);
    for (int k = 0; k < 2; k++) {
        open_one();
        both[k] = shared;
    }
    for (long i = 0; i < n[0]; i++)
        start_thread(&threads[i], call_both, NULL);
    for (long i = 0; i < n[0]; i++)
        pthread_join(threads[i], NULL);
    shared_close(both[0]);
    shared_free(both[0]);
    printf("sum: %ld, refused: %ld\n", sum, refused);
    printf("out of order: %ld\n", out_of_order);
    printf("attached: %ld\n", watch_events[METER_ATTACH]);
}

// together THREADS NUMBER: all of them in the meter at once.
static void scene_together(long n[])
{
    static struct call all[MAX];
    for (long i = 0; i < n[0]; i++) {
        all[i] = (struct call){.hold = METER_MEASURE, .number = n[1] + i};
        begin(&all[i]);
    }
    watch_waits("a call waits for another one");
    watch_held((int)n[0]);
    printf("all are in\n");
    watch_go();
    for (long i = 0; i < n[0]; i++)
        end("call", &all[i]);
}

// attaching NUMBER: one is within attach(), another one calls.
static void scene_attaching(long n[])
{
    struct call slow = {.hold = METER_ATTACH, .number = n[0]};
    begin(&slow);
    watch_waits("a call waits for another thread's attach()");
    watch_held(1);
    one_call("call", n[0] + 1);
    watch_go();
    end("slow", &slow);
}

static void *replace_slowly(void *unused)
{
    watch_hold = METER_START;
    replace(path);
    return unused;
}

// loading NUMBER: one is within start() of another meter, another one calls.
static void scene_loading(long n[])
{
    pthread_t thread;
    start_thread(&thread, replace_slowly, NULL);
    watch_waits("a call waits for a meter that is being loaded");
    watch_held(1);
    one_call("before", n[0]);
    watch_go();
    pthread_join(thread, NULL);
    one_call("after", n[0] + 1);
}

static void replace_here(void)
{
    replace(path);
}

// replace NUMBER: while one is in the meter, others replace it in the middle of
// their calls. One of them calls once more.
static void scene_replace(long n[])
{
    struct call old = {.hold = METER_MEASURE, .number = n[0]};
    struct call twice = {.act = replace_here, .number = n[0] + 1, .again = 1};
    struct call once = {.act = replace_here, .number = n[0] + 2};
    begin(&old);
    watch_waits("shared_replace() waits for a call");
    watch_held(1);
    begin(&twice);
    end("replaces, calls again", &twice);
    begin(&once);
    end("replaces", &once);
    one_call("new", n[0]);
    watch_go();
    end("old", &old);
}

// Another one, which cannot be opened. What it took has to be given back.
static void open_bad(const char *file)
{
    why[0] = '\0';
    if (shared_open(file, &watch, why, sizeof why) != NULL)
        printf("opened: %s\n", file);
    else if (strncmp(why, file, strlen(file)) != 0)
        printf("not opened: %s, and why is: %s\n", file, why);
}

// bad FILE...: these cannot replace it, or be opened; nor can a meter that does
// not start.
static void scene_bad(char *files[])
{
    for (; *files != NULL; files++) {
        replace(*files);
        open_bad(*files);
    }
    watch_fail = METER_START;
    replace(path);
    watch_fail = METER_START;
    open_bad(path);
    show_loaded("then");
    one_call("call", 1);
}

// last NUMBER: two, one, and none are in the meter when it is replaced.
static void scene_last(long n[])
{
    struct call first = {.hold = METER_MEASURE, .number = n[0]};
    struct call other = {.act = replace_here, .number = n[0] + 1};
    struct call second = first;
    begin(&first);
    watch_waits("the first call");
    watch_held(1);
    begin(&other);
    end("other", &other);
    show_loaded("one is in");
    watch_go();
    end("first", &first);
    show_loaded("none is in");
    begin(&second);
    watch_held(1);
    struct call third = {.number = n[0] + 1};
    begin(&third);
    end("third", &third);
    replace(path);
    show_loaded("one is in");
    watch_go();
    end("second", &second);
    show_loaded("none is in");
    one_call("call", n[0]);
    replace(path);
    show_loaded("replaced");
}

// idle NUMBER: a thread that has called lives on, and keeps no meter loaded.
static void *call_and_stay(void *argument)
{
    call(argument);
    pthread_barrier_wait(&all_called);
    pthread_barrier_wait(&all_called);
    return NULL;
}

static void scene_idle(long n[])
{
    struct call idle = {.number = n[0]};
    pthread_barrier_init(&all_called, NULL, 2);
    start_thread(&idle.thread, call_and_stay, &idle);
    pthread_barrier_wait(&all_called);
    watch_waits("shared_replace() waits for a thread that has called");
    replace(path);
    show_loaded("replaced");
    printf("attached: %ld, detached: %ld\n", watch_events[METER_ATTACH],
           watch_events[METER_DETACH]);
    one_call("call", n[0] + 1);
    pthread_barrier_wait(&all_called);
    end("idle", &idle);
}

// ends THREADS NUMBER: one after another; then one that was in two meters, of
// which the first is still there.
static void scene_ends(long n[])
{
    for (long i = 0; i < n[0]; i++) {
        struct call one = {.number = n[1]};
        begin(&one);
        pthread_join(one.thread, NULL);
        refused += one.result != 0;
    }
    printf("refused: %ld, attached: %ld, detached: %ld\n", refused,
           watch_events[METER_ATTACH], watch_events[METER_DETACH]);
    struct call old = {.hold = METER_MEASURE, .number = n[1]};
    struct call two = {.act = replace_here, .number = n[1], .again = 1};
    begin(&old);
    watch_held(1);
    begin(&two);
    end("two", &two);
    printf("attached: %ld, detached: %ld\n", watch_events[METER_ATTACH],
           watch_events[METER_DETACH]);
    watch_go();
    end("old", &old);
}

// close NUMBER: one is in the meter while it is closed.
static atomic_bool closed;
static atomic_int inside;

static void *close_it(void *unused)
{
    shared_close(shared);
    show_loaded(inside ? "closed too early" : "closed");
    closed = true;
    return unused;
}

// Until calls are refused, it is not being closed yet.
static void call_until_refused(long first)
{
    struct call next = {.number = first};
    do {
        call(&next);
    } while (next.result == 0);
    show("next", &next);
}

static void *refuse_then_go(void *argument)
{
    call_until_refused(*(long *)argument);
    // Who does not wait needs a moment to come back, and should get it.
    for (int i = 0; i < 20 && !closed; i++)
        usleep(10000);
    inside = 0;
    watch_go();
    return NULL;
}

static void scene_close(long n[])
{
    struct call slow = {.hold = METER_MEASURE, .number = n[0]};
    pthread_t closer, caller;
    begin(&slow);
    watch_waits("calls are not refused, or shared_close() does not return");
    watch_held(1);
    inside = 1;
    start_thread(&closer, close_it, NULL);
    start_thread(&caller, refuse_then_go, &n[0]);
    pthread_join(caller, NULL);
    pthread_join(closer, NULL);
    end("slow", &slow);
    replace(path);
    shared_close(shared);
    one_call("late", n[0]);
    show_loaded("in the end");
}

// reasons NUMBER: what fails, fails for one call, and says why to this one.
static void scene_reasons(long n[])
{
    struct call bad = {
        .hold = METER_MEASURE, .fail = METER_MEASURE, .number = n[0]};
    struct call none = {.fail = METER_ATTACH, .number = n[0] + 1};
    struct call again = none;
    again.again = 1;
    begin(&bad);
    watch_held(1);
    begin(&none);
    end("no state", &none);
    begin(&again);
    end("once more", &again);
    replace(path);
    one_call("good", n[0] + 2);
    watch_go();
    end("bad", &bad);
}

// memory NUMBER: there is none, for one thread. A call that needs none goes on.
static void *call_poor(void *argument)
{
    struct call *call = argument;
    watch_no_memory = true;
    call->sample.number = call->number;
    call->result =
        shared_call(shared, &call->sample, call->why, sizeof call->why);
    if (call->result == -1)
        printf("poor: %s\n", call->why);
    if (shared_replace(shared, path, why, sizeof why) == -1)
        printf("poor: %s: %s\n", path,
               strncmp(why, path, strlen(path)) == 0 ? "no" : why);
    why[0] = '\0';
    struct shared *more = shared_open(path, &watch, why, sizeof why);
    if (more == NULL)
        printf("poor: %s: %s\n", path,
               strncmp(why, path, strlen(path)) == 0 ? "no" : why);
    else
        shared_close(more);
    watch_no_memory = false;
    if (more != NULL)
        shared_free(more);
    return NULL;
}

static void scene_memory(long n[])
{
    struct call poor = {.number = n[0]};
    start_thread(&poor.thread, call_poor, &poor);
    pthread_join(poor.thread, NULL);
    show_loaded("then");
    struct call next = {.number = n[0] + 1};
    begin(&next);
    pthread_join(next.thread, NULL);
    printf("next: %ld\n", next.sample.value);
}

// races THREADS CALLS NUMBER: nobody is stopped; the meter is replaced five
// times, and closed.
static atomic_long right, answered;

static void *call_on(void *unused)
{
    struct sample sample = {.number = number};
    char reason[80];
    while (shared_call(shared, &sample, reason, sizeof reason) == 0)
        answered++;
    right += strcmp(reason, "closed") == 0;
    return unused;
}

static void scene_races(long n[])
{
    pthread_t threads[MAX];
    number = n[2];
    for (long i = 0; i < n[0]; i++)
        start_thread(&threads[i], call_on, NULL);
    for (int i = 1; i <= 5; i++) {
        while (answered < i * n[1])
            usleep(100);
        replace(path);
    }
    usleep(20000);  // they go on: does closing race with their calls?
    shared_close(shared);
    for (long i = 0; i < n[0]; i++)
        pthread_join(threads[i], NULL);
    printf("closed: %ld\n", right);
}

static const struct scene {
    const char *name;
    int numbers;
    void (*play)(long numbers[]);
} scenes[] = {
    {"calls", 3, scene_calls},         {"together", 2, scene_together},
    {"attaching", 1, scene_attaching}, {"loading", 1, scene_loading},
    {"replace", 1, scene_replace},     {"last", 1, scene_last},
    {"idle", 1, scene_idle},           {"ends", 2, scene_ends},
    {"close", 1, scene_close},         {"reasons", 1, scene_reasons},
    {"memory", 1, scene_memory},       {"races", 3, scene_races},
};

static int play(char *words[])
{
    long n[3] = {0};
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        if (strcmp(words[0], scenes[i].name) != 0)
            continue;
        for (int k = 0; k < scenes[i].numbers; k++) {
            if (words[k + 1] == NULL)
                return -1;
            n[k] = strtol(words[k + 1], NULL, 10);
        }
        if (n[0] < 1 || (scenes[i].numbers > 2 && n[0] > MAX))
            return -1;
        scenes[i].play(n);
        return 0;
    }
    return -1;
}

// What has to be so after each scene.
static void show_end(void)
{
    printf("wrong states: %ld\n", watch_wrong);
    printf("detached twice: %ld\n", watch_twice);
    printf("not entered: %ld\n", watch_not_entered);
    printf("states left: %ld\n",
           watch_events[METER_ATTACH] - watch_events[METER_DETACH]);
    show_loaded("end");
    printf("blocks left: %ld\n", watch_blocks);
}

int main(int argc, char *argv[])
{
    if (argc < 3) {
        fprintf(stderr, "usage: pool METER.so SCENE [NUMBER...]\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    path = argv[1];
    if (strcmp(argv[2], "calls") != 0)
        open_one();
    if (strcmp(argv[2], "bad") == 0) {
        scene_bad(argv + 3);
    } else if (play(argv + 2) != 0) {
        fprintf(stderr, "pool: %s: no such scene\n", argv[2]);
        return 2;
    }
    watch_waits("shared_close() does not return");
    shared_close(shared);
    shared_free(shared);
    show_end();
    return 0;
}
