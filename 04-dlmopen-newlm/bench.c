// bench.c - what an instance costs: time, and memory that no other process
// shares.
//
// Usage: bench   (from the chapter's folder, after make)
//
// Each row loads an instance, sets it up, measures once and unloads it. COST.md
// says how the rows differ.

#include <dlfcn.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "bench_memory.h"
#include "load.h"
#include "sensor.h"

#define NEEDS_LIBC "build/thermometer.so"
#define BARE "build/thermometer_bare.so"
#define INSTANCES 8  // for the memory

static volatile double last;

static void report(double value)
{
    last = value;
}

static void stop(const char *what)
{
    fprintf(stderr, "bench: %s: cannot use it\n", what);
    exit(1);
}

// In this process.
static struct loaded open_here(enum load_way way, const char *path)
{
    struct loaded loaded;
    char why[LOAD_WHY];
    if (!load(&loaded, way, path, why, sizeof why))
        stop(why);
    const struct sensor *sensor = dlsym(loaded.handle, SENSOR_SYMBOL);
    sensor->setup(1);
    sensor->measure(report);
    return loaded;
}

static void rounds(enum load_way way, const char *path, long times)
{
    while (times-- > 0) {
        struct loaded loaded = open_here(way, path);
        unload(&loaded);
    }
}

// In another process.
struct server {
    pid_t pid;
    int fd;
};

static double ask(const struct server *server, char request)
{
    double answer = 0;
    if (write(server->fd, &request, 1) != 1 ||
        read(server->fd, &answer, sizeof answer) != sizeof answer)
        stop("build/bench_server");
    return answer;
}

static struct server open_server(void)
{
    extern char **environ;
    char *args[] = {"build/bench_server", NEEDS_LIBC, "1", NULL};
    posix_spawn_file_actions_t actions;
    struct server server;
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        stop("socketpair");
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    if (posix_spawn(&server.pid, args[0], &actions, NULL, args, environ) != 0)
        stop(args[0]);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    server.fd = ends[0];
    ask(&server, ' ');
    return server;
}

static void close_server(const struct server *server)
{
    close(server->fd);
    waitpid(server->pid, NULL, 0);
}

// The rows.
static void by_dlopen(long times)
{
    rounds(LOAD_DLOPEN, NEEDS_LIBC, times);
}

static void by_dlopen_bare(long times)
{
    rounds(LOAD_DLOPEN, BARE, times);
}

static void by_copy(long times)
{
    rounds(LOAD_COPY, NEEDS_LIBC, times);
}

static void by_dlmopen(long times)
{
    rounds(LOAD_DLMOPEN, NEEDS_LIBC, times);
}

static void by_dlmopen_bare(long times)
{
    rounds(LOAD_DLMOPEN, BARE, times);
}

static void by_process(long times)
{
    while (times-- > 0) {
        struct server server = open_server();
        close_server(&server);
    }
}

static void call_here(long times)
{
    struct loaded loaded = open_here(LOAD_COPY, NEEDS_LIBC);
    const struct sensor *sensor = dlsym(loaded.handle, SENSOR_SYMBOL);
    while (times-- > 0)
        sensor->measure(report);
    unload(&loaded);
}

static void call_process(long times)
{
    struct server server = open_server();
    while (times-- > 0)
        last = ask(&server, ' ');
    close_server(&server);
}

static void memory(const char *what, enum load_way way, const char *path)
{
    static struct loaded loaded[INSTANCES];
    rounds(way, path, 1);  // fills the loader's own tables
    double before = private_kib();
    for (int i = 0; i < INSTANCES; i++)
        loaded[i] = open_here(way, path);
    printf("%-34s %10.0f\n", what, (private_kib() - before) / INSTANCES);
    for (int i = 0; i < INSTANCES; i++)
        unload(&loaded[i]);
}

static void memory_table(bool namespaces)
{
    printf("%-34s %10s\n", "private memory per instance", "KiB");
    memory("copy", LOAD_COPY, NEEDS_LIBC);
    if (namespaces) {
        memory("dlmopen, without libc", LOAD_DLMOPEN, BARE);
        memory("dlmopen, with libc", LOAD_DLMOPEN, NEEDS_LIBC);
    }
    struct server server = open_server();
    printf("%-34s %10.0f\n", "process", ask(&server, 'm'));
    close_server(&server);
}

int main(void)
{
    // The rows with dlmopen come last: without dlmopen the table ends before
    // them.
    static const struct bench rows[] = {
        {"dlopen", by_dlopen, 40},
        {"dlopen, without libc", by_dlopen_bare, 40},
        {"copy", by_copy, 40},
        {"process", by_process, 4},
        {"dlmopen, without libc", by_dlmopen_bare, 40},
        {"dlmopen, with libc", by_dlmopen, 10},
    };
    static const struct bench calls[] = {
        {"a report in this process", call_here, 100000},
        {"a report from a process", call_process, 500},
    };
    bool namespaces = load_missing(LOAD_DLMOPEN) == NULL;
    bench_table(rows, namespaces ? 6 : 4, 0);
    bench_table(calls, 2, 0);
    memory_table(namespaces);
    return 0;
}
