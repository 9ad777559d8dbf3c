// bench_server.c - the alternative to all ways of loading: a plugin in a
// process of its own, behind a socket.
//
// Usage:        bench_server FILE.so CHANNEL     (standard input: a socket)
// Exit status:  0 the host has closed the socket, 1 could not, 2 usage.
//
// For each byte that it reads it measures once and writes a double. For the
// byte 'm', the double is the memory that this process shares with no other, in
// KiB.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench_memory.h"
#include "sensor.h"

static double last;

static void report(double value)
{
    last = value;
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: bench_server FILE.so CHANNEL\n");
        return 2;
    }
    void *handle = dlopen(argv[1], RTLD_NOW);
    const struct sensor *sensor =
        handle == NULL ? NULL : dlsym(handle, SENSOR_SYMBOL);
    if (sensor == NULL || sensor->setup(atoi(argv[2])) != 0)
        return 1;
    char request;
    while (read(STDIN_FILENO, &request, 1) == 1) {
        sensor->measure(report);
        if (request == 'm')
            last = private_kib();
        if (write(STDIN_FILENO, &last, sizeof last) != sizeof last)
            return 1;
    }
    return 0;
}
