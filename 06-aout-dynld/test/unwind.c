// unwind.c - what gets through a module's functions when its unwind tables are
// registered, and when they are not. Prints TAP.
//
// Usage:        unwind MODULE LIST     (unwound.c, and what aoutld -g wrote)
//
// Linked with test/thrown.cc, which C++ compiles, it throws exceptions, too.

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unwind.h>

#ifdef __GLIBC__
#include <execinfo.h>
#endif

#include "dyndebug.h"
#include "test/modules/unwound.h"
#include "test/tap.h"

#define THREADS 8
#define ROUNDS 50

// C++'s, if it is there: throw_it() throws 7, and catch_it() returns what
// call() has thrown, or else its negative result.
__attribute__((weak)) void throw_it(void);
__attribute__((weak)) int catch_it(int (*call)(void));

void __gcc_personality_v0(void);
int main(int argc, char *argv[]);

static const char *path, *list;

// What a walk along the stack has met.
struct walk {
    const Dynobj *module;
    int steps;
    bool met_module, met_main;
    bool module_is_first;
};

static _Thread_local struct walk walk;
static _Thread_local void (*way_down)(void);
static _Atomic int cleaned;  // what the module has cleaned up last

static _Unwind_Reason_Code step(struct _Unwind_Context *context, void *arg)
{
    (void)arg;
    ulong at = (ulong)_Unwind_GetIP(context) - 1;
    ulong base = (ulong)walk.module->base;
    bool in_module = at - base < walk.module->text;
    if (walk.steps == 2)
        walk.module_is_first = in_module;
    walk.met_module = walk.met_module || in_module;
    ulong begin = (ulong)_Unwind_FindEnclosingFunction((void *)(at + 1));
    walk.met_main = walk.met_main || begin == (ulong)main;
    walk.steps++;
    return _URC_NO_REASON;
}

__attribute__((noinline)) static void look_around(void)
{
    walk = (struct walk){.module = walk.module};
    _Unwind_Backtrace(step, NULL);
    walk.steps++;  // no tail call
}

__attribute__((noinline)) void down(void)
{
    way_down();
    walk.steps++;  // no tail call
}

void note_cleaned(int kept)
{
    cleaned = kept;
}

__attribute__((noinline)) int compare(const void *a, const void *b)
{
    look_around();
    return *(const int *)a - *(const int *)b;
}

void sort(void *base, size_t n, size_t size,
          int (*by)(const void *a, const void *b))
{
    qsort(base, n, size, by);
}

// Sorted.
static Dynsym table[] = {
    {0, (ulong)&_Unwind_Resume, "_Unwind_Resume"},
    {0, (ulong)&__gcc_personality_v0, "__gcc_personality_v0"},
    {0, (ulong)&abort, "abort"},
    {0, (ulong)&compare, "compare"},
    {0, (ulong)&down, "down"},
    {0, (ulong)&note_cleaned, "note_cleaned"},
    {0, (ulong)&qsort, "sort"},
    {0, 0, NULL},
};

static Dynobj *load(const char *file)
{
    int fd = open(file, O_RDONLY);
    Dynobj *o = dynloadfd(fd, table, dyntabsize(table), 0);
    char why[ERRMAX];
    close(fd);
    if (o == NULL) {
        rerrstr(why, sizeof why);
        fprintf(stderr, "unwind: %s: %s\n", file, why);
        exit(1);
    }
    return o;
}

static int call(Dynobj *o, char *name)
{
    int (*function)(void) = (int (*)(void))(ulong)dynimport(o, name, 0);
    walk.module = o;
    return function();
}

static const char *reason(void)
{
    static char why[ERRMAX];
    rerrstr(why, sizeof why);
    return why;
}

static void test_walk(void)
{
    Dynobj *o = load(path);
    way_down = look_around;
    int result = call(o, "pass_through");
    ok(result == 43 && walk.met_module && !walk.met_main,
       "without tables a walk ends in the module");
    ok(dynframes(o) == 0, "its tables are registered");
    result = call(o, "pass_through");
    ok(result == 43 && walk.met_module && walk.met_main,
       "... and a walk gets to main()");
    call(o, "by_library");
    ok(walk.met_module && walk.met_main && !walk.module_is_first,
       "... and finds the module behind a library that calls for it");
    ok(dynframes(o) == -1, "they are registered once");
    is(reason(), "unwinders know the module already", "... or it is said");
    dynobjfree(o);
}

#ifdef __GLIBC__
static int depth;

static void count_frames(void)
{
    void *frames[64];
    depth = backtrace(frames, 64);
}

static void test_backtrace(void)
{
    Dynobj *o = load(path);
    way_down = count_frames;
    call(o, "pass_through");
    int shallow = depth;
    dynframes(o);
    call(o, "pass_through");
    ok(depth > shallow + 2, "backtrace() gets through it");
    dynobjfree(o);
}

static void leave(void)
{
    pthread_exit("gone");
}

static void *run(void *arg)
{
    way_down = leave;
    call(arg, "pass_through");
    return "came back";
}

static bool exits(Dynobj *o)
{
    pthread_t thread;
    void *result = "";
    cleaned = 0;
    if (pthread_create(&thread, NULL, run, o) != 0)
        abort();
    pthread_join(thread, &result);
    return strcmp(result, "gone") == 0;
}

static void test_exit(void)
{
    Dynobj *o = load(path);
    ok(exits(o) && cleaned == 0,
       "pthread_exit() without tables: the module's cleanup is left out");
    dynframes(o);
    ok(exits(o) && cleaned == 42, "... and with them it is run");
    dynobjfree(o);
}
#endif

static Dynobj *thrown_through;

static int throw_through(void)
{
    way_down = throw_it;
    return -call(thrown_through, "pass_through");
}

// What ends the process is done in a child.
static int thrown_without_tables(void)
{
    int status = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        alarm(20);
        close(STDERR_FILENO);  // it says that it terminates
        _exit(catch_it(throw_through));
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void test_exceptions(void)
{
    thrown_through = load(path);
    ok(thrown_without_tables() == SIGABRT,
       "an exception without tables ends the program");
    dynframes(thrown_through);
    cleaned = 0;
    ok(catch_it(throw_through) == 7 && cleaned == 42,
       "... and with them it is caught, and the module has cleaned up");
    dynobjfree(thrown_through);
}

static void *load_and_walk(void *arg)
{
    bool *right = arg;
    *right = true;
    way_down = look_around;
    for (int i = 0; i < ROUNDS; i++) {
        Dynobj *o = load(path);
        bool known = dynframes(o) == 0 && dyndebug(o, list) == 0 &&
                     dynperf(o, i % 2 ? list : NULL, 0) == 0;
        call(o, "pass_through");
        // Beyond the module there are run() and what starts threads.
        *right = *right && known && walk.met_module && walk.steps > 5;
        dynobjfree(o);
    }
    return NULL;
}

static void test_threads(void)
{
    pthread_t threads[THREADS];
    bool right[THREADS], all = true;
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, load_and_walk, &right[i]) != 0)
            abort();
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        all = all && right[i];
    }
    ok(all, "8 threads that load, make known, walk and free");
}

// The tables are the module's, and may be anything.
static void test_damage(void)
{
    Dynobj *o = load(path);
    Dynsym *frames = dynfindsym("_dynframes", o->export, o->nexport);
    ulong at = frames->addr - (ulong)o->base + 40;
    static char bytes[1 << 20];
    char copy[] = "/tmp/unwind-XXXXXX";
    FILE *file = fopen(path, "rb");
    size_t size = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);
    int fd = mkstemp(copy);
    dynobjfree(o);
    if (file == NULL || fd == -1 || size < at + 4)
        abort();
    fclose(file);
    memset(bytes + at, 0x70, 4);
    if (write(fd, bytes, size) != (ssize_t)size)
        abort();
    close(fd);
    o = load(copy);
    ok(dynframes(o) == -1, "tables that do not end are refused");
    is(reason(), "damaged unwind tables", "... with the reason");
    dynobjfree(o);
    unlink(copy);
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: unwind MODULE LIST\n");
        return 2;
    }
    path = argv[1];
    list = argv[2];
    if (throw_it != NULL) {
        test_exceptions();
        return finish();
    }
    test_walk();
#ifdef __GLIBC__
    test_backtrace();
    test_exit();
#endif
    test_threads();
    test_damage();
    return finish();
}
