// guest.c - a plugin that calls the store by name, and looks at errno.
//
// It knows nothing of namespaces, and is not changed.

#include <errno.h>
#include <unistd.h>

#include "guest.h"
#include "store.h"

static int put(const char *name, double value, int *error)
{
    errno = *error;
    int result = store_put(name, value);
    *error = errno;
    return result;
}

static double get(const char *name, int *error)
{
    errno = *error;
    double result = store_get(name);
    *error = errno;
    return result;
}

// More arguments than there are registers for.
static int log_line(const char *word, int number, int *error)
{
    errno = *error;
    int result =
        store_log("%s %d %.1f %d %.2f %d %.3f %d %.4f %d %.5f %d %.6f "
                  "%d %.7f %d %.8f %s",
                  word, number, 0.5, number + 1, 1.25, number + 2, 2.125,
                  number + 3, 3.0625, number + 4, 4.5, number + 5, 5.5,
                  number + 6, 6.5, number + 7, 7.5, word);
    *error = errno;
    return result;
}

static int log_nothing(int *error)
{
    errno = *error;
    const char *nothing = "";
    int result = store_log(nothing, 1, 2);
    *error = errno;
    return result;
}

static int vlog(int *error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    errno = *error;
    int result = store_vlog(format, args);
    *error = errno;
    va_end(args);
    return result;
}

static long count(int *error)
{
    errno = *error;
    long result = store_control(STORE_COUNT);
    *error = errno;
    return result;
}

static long limit(int most, int *error)
{
    errno = *error;
    long result = store_control(STORE_LIMIT, most);
    *error = errno;
    return result;
}

static long scale(double factor, int *error)
{
    errno = *error;
    long result = store_control(STORE_SCALE, factor);
    *error = errno;
    return result;
}

static long name_of(int number, char *name, size_t size, int *error)
{
    errno = *error;
    long result = store_control(STORE_NAME, number, name, size);
    *error = errno;
    return result;
}

static long unknown(int command, int *error)
{
    errno = *error;
    long result = store_control(command);
    *error = errno;
    return result;
}

static int own(int *error)
{
    errno = *error;
    int result = close(-1);
    *error = errno;
    return result;
}

__attribute__((visibility("default"))) const struct guest guest = {
    .put = put,
    .get = get,
    .log = log_line,
    .log_nothing = log_nothing,
    .vlog = vlog,
    .count = count,
    .limit = limit,
    .scale = scale,
    .name = name_of,
    .unknown = unknown,
    .own = own,
};
