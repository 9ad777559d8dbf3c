// studio.c - what a real host does: many instances, several threads.
//
// Usage:        studio VOICE.so
// Exit status:  0 all was right, 1 something was wrong, 2 usage.
//
// 40 instances of one plugin, and 4 threads that each call each instance 1,000
// times. The instances are in namespaces, behind a forwarding library, while
// there is room, and then in copies.

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "caller.h"
#include "instance.h"
#include "studio.h"

#define TRACKS 40
#define THREADS 4
#define ROUNDS 1000

static const struct way isolated = {"forward", "build/forward_studio.so", true,
                                    true, false};
static const struct way copied = {"file", NULL, false, false, true};

static struct track {
    struct instance *voice;
    pthread_mutex_t lock;  // one thread at a time calls a voice
    long played;
} tracks[TRACKS];

static atomic_long reports, wrong_senders, wrong_numbers, wrong_texts;
static _Thread_local struct track *playing;

// Each voice calls this. A sender is right if it is the voice that this thread
// has called. A number is right if the voice has counted only its own sounds.
__attribute__((noinline)) void studio_play(long number, const char *text)
{
    struct instance *sender = instance_of(CALLER());
    char expected[32];
    snprintf(expected, sizeof expected, "%.2f DB", (double)number / 4);
    reports++;
    wrong_senders += sender != playing->voice;
    wrong_numbers += number != ++playing->played;
    wrong_texts += strcmp(text, expected) != 0;
}

// Runs one thread. Each begins at a different track, and goes round.
static void *play(void *first)
{
    for (long i = 0; i < ROUNDS * TRACKS; i++) {
        playing = &tracks[((struct track *)first - tracks + i) % TRACKS];
        pthread_mutex_lock(&playing->lock);
        enter(&playing->voice->door);
        playing->voice->sensor->measure();
        pthread_mutex_unlock(&playing->lock);
    }
    return NULL;
}

// Prints why: was there no room, or is the voice unusable? One reason is from
// the first voice that no namespace took, the other from the copy in its place.
static void say_why(const char *isolated_why, const char *copied_why)
{
    if (strcmp(isolated_why, copied_why) == 0) {
        fprintf(stderr, "studio: %s\n", copied_why);
        return;
    }
    fprintf(stderr, "studio: in a namespace: %s\n", isolated_why);
    fprintf(stderr, "studio: as a copy: %s\n", copied_why);
}

// Returns how many voices are in namespaces, or -1 after saying what is wrong.
static int open_all(const char *path)
{
    char why[512], copied_why[512];
    int in_namespaces = 0;
    for (int i = 0; i < TRACKS; i++) {
        struct track *track = &tracks[i];
        pthread_mutex_init(&track->lock, NULL);
        if (i == in_namespaces)  // there has been room for all
            track->voice =
                instance_open(&isolated, "voice", path, why, sizeof why);
        in_namespaces += track->voice != NULL;
        if (track->voice == NULL)
            track->voice = instance_open(&copied, "voice", path, copied_why,
                                         sizeof copied_why);
        if (track->voice == NULL) {
            say_why(why, copied_why);
            return -1;
        }
    }
    return in_namespaces;
}

// If a thread cannot be started, its reports will be missing.
static void play_all(void)
{
    pthread_t threads[THREADS];
    int n = 0;
    while (n < THREADS &&
           pthread_create(&threads[n], NULL, play, &tracks[10 * n]) == 0)
        n++;
    while (n > 0)
        pthread_join(threads[--n], NULL);
}

// Closes the last one first: chapter 4 shows why.
static void close_all(void)
{
    for (int i = TRACKS; i-- > 0;) {
        if (tracks[i].voice != NULL && !instance_close(tracks[i].voice))
            fprintf(stderr, "studio: voice %d: it was not unloaded\n", i);
    }
}

int main(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: studio VOICE.so\n");
        return 2;
    }
    if (!namespace_works()) {
        fprintf(stderr, "studio: dlmopen: not in this C library\n");
        return 1;
    }
    int n = open_all(argv[1]);
    if (n >= 0) {
        play_all();
        printf("%d voices in namespaces, %d in copies\n", n, TRACKS - n);
        printf("%ld reports; wrong: %ld senders, %ld numbers, %ld texts\n",
               reports, wrong_senders, wrong_numbers, wrong_texts);
    }
    close_all();
    return n < 0 || reports != (long)ROUNDS * THREADS * TRACKS ||
           wrong_senders + wrong_numbers + wrong_texts != 0;
}
