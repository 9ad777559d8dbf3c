// guest.h - the guest's half of each experiment in compare.c. The host does the
// other half.

#ifndef GUEST_H
#define GUEST_H

#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

#define GUEST_SYMBOL "guest"
#define GUEST_TEXT "written in the guest"

struct guest {
    // What each libc has for itself.
    void *(*allocate)(size_t size);  // its malloc()
    void (*release)(void *memory);   // its free()
    FILE *(*out)(void);              // its stdout
    const char *(*environment)(const char *name);
    void (*fail)(int reason);       // sets its errno
    const char *(*locale)(void);    // the name of its LC_CTYPE
    void (*leave)(int status);      // its exit()
    void (*seed)(unsigned number);  // its srand()
    int (*random)(void);            // its rand()

    // What the process has once.
    int (*open_null)(void);          // returns a descriptor, or -1
    int (*go_to)(const char *path);  // its chdir()
    int (*handle)(int signal);       // counts that signal from now on
    int (*handled)(void);            // how often it came
    void *(*map)(size_t size);       // a new mapping that holds GUEST_TEXT
    int (*thread_start)(void);       // returns the thread's id, or -1
    void (*thread_end)(void);

    // What a libc prepares and cleans up for the threads that it starts, and
    // when it forks. All but the last are libc functions under another name.
    int (*is_letter)(int c);           // isalpha()
    char *(*text_of)(int reason);      // strerror()
    int (*tune)(int what, int value);  // mallopt()
    int (*start)(pthread_t *thread, const pthread_attr_t *attributes,
                 void *(*run)(void *), void *arg);  // pthread_create()
    int (*join)(pthread_t thread, void **result);
    int (*key_create)(pthread_key_t *key, void (*destroy)(void *));
    int (*key_set)(pthread_key_t key, const void *value);
    void *(*key_get)(pthread_key_t key);
    int (*at_fork)(void (*prepare)(void), void (*parent)(void),
                   void (*child)(void));
    pid_t (*fork)(void);
    void (*lock)(FILE *stream);     // flockfile()
    void (*unlock)(FILE *stream);   // funlockfile()
    int (*try_lock)(FILE *stream);  // ftrylockfile()

    // Registers destroy(object) for the end of this thread, as a C++ compiler's
    // code does for a thread_local object. Returns 0, or -1 if libc cannot do
    // that.
    int (*at_thread_end)(void (*destroy)(void *), void *object);
};

#endif
