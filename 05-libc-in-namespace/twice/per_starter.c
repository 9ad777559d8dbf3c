// per_starter.c - the experiments about threads and forks. One libc starts a
// thread, prepares it, and cleans up when it ends; one libc forks. The thread
// or the child uses the other libc all the same.

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "twice/rows.h"

struct entrance per_starter_door;

struct job {
    const struct guest *guest;
    enum starter by;
    bool (*part)(const struct guest *guest);
    bool fine;
};

static void *do_part(void *arg)
{
    struct job *job = arg;
    if (job->by == BY_ENTERED)
        enter(&per_starter_door);
    job->fine = job->part(job->guest);
    return NULL;
}

// Calls part in a thread, and waits for its end. Returns what part returned.
static bool in_thread(const struct guest *guest, enum starter by,
                      bool (*part)(const struct guest *guest))
{
    struct job job = {guest, by, part, false};
    bool own = by != BY_GUEST;
    pthread_t thread;
    if ((own ? pthread_create : guest->start)(&thread, NULL, do_part, &job))
        return false;
    (own ? pthread_join : guest->join)(thread, NULL);
    return job.fine;
}

static bool finds_letter(const struct guest *guest)
{
    return guest->is_letter('a') && !guest->is_letter('1');
}

static bool character_tables(const struct guest *guest, enum starter by)
{
    return in_thread(guest, by, finds_letter);
}

// The values of a thread's keys are in its control block, and each libc counts
// keys from 0. So two keys can have the same number, and share one value.
static pthread_key_t ours, theirs;
static void *destroyed;

static void destroy(void *value)
{
    destroyed = value;
}

static void make_keys(const struct guest *guest)
{
    pthread_key_create(&ours, destroy);
    do
        guest->key_create(&theirs, NULL);
    while (theirs < ours);
}

static bool reads_nothing(const struct guest *guest)
{
    pthread_setspecific(ours, "the host's");
    bool nothing = guest->key_get(theirs) == NULL;
    pthread_setspecific(ours, NULL);
    return nothing;
}

static bool keys(const struct guest *guest, enum starter by)
{
    make_keys(guest);
    return in_thread(guest, by, reads_nothing);
}

static bool sets_its_own(const struct guest *guest)
{
    return guest->key_set(theirs, "the guest's") == 0;
}

static bool key_destructor(const struct guest *guest, enum starter by)
{
    make_keys(guest);
    return in_thread(guest, by, sets_its_own) && destroyed == NULL;
}

// glibc's heap has several arenas, so that threads can allocate at the same
// time. The first thread gets the main arena, and all threads share arenas once
// there are eight for each processor. Here all threads share one.
static void share_heap(const struct guest *guest)
{
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, 1);
    guest->tune(M_ARENA_MAX, 1);
#else
    (void)guest;
#endif
}

// strerror() puts the text for an unknown number into the guest's heap, and a
// pointer to it into the control block. At the thread's end, the libc that
// started the thread frees that block. The wrong libc may notice, and abort, or
// its heap gains a block. (Since 2.41, the libc of a namespace leaves the
// number out, and needs no memory.)
static const char *text;

static bool asks_for_text(const struct guest *guest)
{
    text = guest->text_of(99999);
    return strcmp(text, "Unknown error") != 0;
}

static void aborted(int number)
{
    (void)number;
    _exit(1);
}

static bool error_text(const struct guest *guest, enum starter by)
{
    bool back = false;
    signal(SIGABRT, aborted);
    share_heap(guest);
    if (!in_thread(guest, by, asks_for_text))
        return true;
    for (int i = 0; i < 1000; i++)  // has the guest got it back?
        back |= guest->allocate(20) == (const void *)text;
    return back;
}

static bool has_object(const struct guest *guest)
{
    return guest->at_thread_end(destroy, &theirs) == 0;
}

static bool thread_local_object(const struct guest *guest, enum starter by)
{
    return in_thread(guest, by, has_object) && destroyed == &theirs;
}

// Small freed blocks stay with the thread, for its next malloc(). At the
// thread's end, the libc that started it takes back only its own blocks.
#define THREADS 300
#define BLOCKS 7

static bool uses_heap(const struct guest *guest)
{
    void *blocks[BLOCKS];
    for (int i = 0; i < BLOCKS; i++)
        blocks[i] = guest->allocate(1000);
    for (int i = 0; i < BLOCKS; i++)
        guest->release(blocks[i]);
    return true;
}

// The sixth number of statm: data and stack, in pages.
static long data_pages(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%*d %*d %*d %*d %*d %ld", &pages) != 1)
        _exit(2);
    fclose(file);
    return pages;
}

static bool short_threads(const struct guest *guest, enum starter by)
{
    long before = 0;
    share_heap(guest);
    for (int i = 0; i < THREADS + 50; i++) {
        if (i == 50)  // by now each heap has reached its size
            before = data_pages();
        in_thread(guest, by, uses_heap);
    }
    return data_pages() - before < THREADS / 2;  // of 4,096 bytes, or more
}

static int told;

static void tell(void)
{
    told++;
}

// Forks, and returns the status with which the child ended.
static int fork_by(const struct guest *guest, enum starter by,
                   int (*child)(const struct guest *guest))
{
    int status = -1;
    if (by == BY_ENTERED)
        enter(&per_starter_door);
    pid_t pid = by == BY_GUEST ? guest->fork() : fork();
    if (pid == 0)
        _exit(child(guest));
    waitpid(pid, &status, 0);
    return status;
}

static int nothing(const struct guest *guest)
{
    (void)guest;
    return 0;
}

static bool fork_handler(const struct guest *guest, enum starter by)
{
    guest->at_fork(tell, NULL, NULL);
    fork_by(guest, by, nothing);
    return told == 1;
}

static int locked[2], go[2];  // two pipes: I have the lock; you may go

static void *print(void *arg)
{
    const struct guest *guest = arg;
    char g;
    guest->lock(guest->out());  // as printf() does, but for longer
    (void)!write(locked[1], "l", 1);
    (void)!read(go[0], &g, 1);
    guest->unlock(guest->out());
    return NULL;
}

// Returns whether a printf() would hang. A real one would wait for ever.
static int tries_to_print(const struct guest *guest)
{
    return guest->try_lock(guest->out());
}

// The child has no thread that would unlock the stream. So the libc that forks
// unlocks the streams in the child, but only its own.
static bool fork_amid_printing(const struct guest *guest, enum starter by)
{
    pthread_t thread;
    char l;
    if (pipe(locked) != 0 || pipe(go) != 0 ||
        guest->start(&thread, NULL, print, (void *)guest) != 0)
        return false;
    (void)!read(locked[0], &l, 1);
    bool free = fork_by(guest, by, tries_to_print) == 0;
    (void)!write(go[1], "g", 1);
    guest->join(thread, NULL);
    return free;
}

const struct thread_row per_starter[] = {
    {"ctype", "wrong", "the guest's isalpha()", character_tables},
    {"keys", "mixed", "the guest reads a key that it never set", keys},
    {"destructor", "wrong", "the guest's value, the host's destructor",
     key_destructor},
    {"strerror", "wrong", "the guest's text is freed at the end", error_text},
    {"thread_local", "lost", "the guest's destructors at the end",
     thread_local_object},
    {"malloc", "kept", "300 threads end after the guest's malloc()",
     short_threads},
    {"atfork", "lost", "fork(), the guest's handler", fork_handler},
    {"fork", "stuck", "fork() while the guest prints; printf()",
     fork_amid_printing},
    {NULL, NULL, NULL, NULL},
};
