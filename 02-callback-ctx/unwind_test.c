// unwind_test.c - does an unwinder find its way through a thunk?
//
// Usage:        unwind_test
// Exit status:  0 yes, 1 no, or there are no thunks.
//
// Profilers, C++ exceptions and pthread_exit() go up from frame to caller's
// frame. They may begin in the callback, and also in the thunk itself, if a
// signal arrives there. To raise one there, this program makes a slot
// unreadable.

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unwind.h>

#include "slots.h"
#include "thunks.h"

static char *page;  // a page of slots
static size_t page_size;
static fixed_report *thunk;  // its slot begins that page

static void *plugin_code;          // the callback's return address
static int found, found_in_thunk;  // was it among the frames?
static int cleaned, thread_ends, failed;

static void tell(const char *what, int right)
{
    printf("  %s: %s\n", what, right ? "yes" : "no");
    failed |= !right;
}

static _Unwind_Reason_Code look(struct _Unwind_Context *frame, void *unused)
{
    (void)unused;
    found |= _Unwind_GetIP(frame) == (uintptr_t)plugin_code;
    return _URC_NO_REASON;
}

static void go_up(void)
{
    found = 0;
    _Unwind_Backtrace(look, NULL);
}

static void report(void *ctx, double value)
{
    (void)ctx;
    (void)value;
    plugin_code = __builtin_return_address(0);
    go_up();
}

static void clean(int *unused)
{
    (void)unused;
    cleaned = 1;
}

// Like a destructor in C++, clean() runs whichever way the frame is left.
__attribute__((noinline)) static void plugin(void)
{
    __attribute__((cleanup(clean))) int variable = 0;
    thunk(21.5);
    variable++;
}

// The signal handler goes up from the thunk. Then it returns to the thunk, or
// ends the thread here.
static void in_thunk(int number)
{
    (void)number;
    go_up();
    found_in_thunk = found;
    mprotect(page, page_size, PROT_READ | PROT_WRITE);
    if (thread_ends)
        pthread_exit(NULL);
}

// The thunk's first access to its slot raises a SIGSEGV.
static void *stop_in_thunk(void *unused)
{
    (void)unused;
    mprotect(page, page_size, PROT_NONE);
    plugin();
    return NULL;
}

static void *just_end(void *unused)
{
    (void)unused;
    pthread_exit(NULL);
}

static void in_a_thread(void *(*run)(void *))
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, NULL) == 0)
        pthread_join(thread, NULL);
}

// Ends a thread in the thunk. That has to leave plugin(), and run its cleanup.
static void end_in_thunk(void)
{
    in_a_thread(just_end);  // glibc loads libgcc the first time
    thread_ends = 1;
    cleaned = 0;
    in_a_thread(stop_in_thunk);
    thread_ends = 0;
}

// Takes thunks until there is one whose slot begins a page.
static int choose(struct thunks *thunks)
{
    const char *slot = thunks_data(thunks);
    page_size = (size_t)sysconf(_SC_PAGESIZE);
    for (int i = 0; i < THUNK_COUNT; i++, slot += SLOT_SIZE) {
        thunk = thunk_take(thunks, report, NULL);
        if ((uintptr_t)slot % page_size == 0) {
            page = (char *)slot;
            return 1;
        }
    }
    return 0;
}

static void try(const char *what, struct thunks *thunks)
{
    printf("%s:\n", what);
    if (thunks == NULL || !choose(thunks)) {
        fprintf(stderr, "unwind_test: %s: none, or no page of slots\n", what);
        failed = 1;
        return;
    }
    plugin();
    tell("from the callback to the plugin", found);
    stop_in_thunk(NULL);
    tell("from the thunk to the plugin", found_in_thunk);
#ifdef __GLIBC__  // musl does not look at the frames
    end_in_thunk();
    tell("a thread that ends in the thunk leaves the plugin", cleaned);
#endif
}

int main(void)
{
    signal(SIGSEGV, in_thunk);
    struct thunks *made = thunks_map();
    if (made == NULL || thunks_seal(made) != 0) {
        perror("unwind_test: thunks: cannot make them");
        return 1;
    }
    try("made", made);
    thunks_unmap(made);
    try("assembled", thunks_assembled());
    return failed;
}
