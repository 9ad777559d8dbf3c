// store.c - the host's functions themselves.

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "store.h"

#define ROOM 8
#define NAME_SIZE 32

static struct value {
    char name[NAME_SIZE];
    double value;
} values[ROOM];
static int count, most = ROOM;

static int failed(int reason)
{
    errno = reason;
    return -1;
}

static struct value *find(const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(values[i].name, name) == 0)
            return &values[i];
    }
    return NULL;
}

int store_put(const char *name, double value)
{
    if (name[0] == '\0' || strlen(name) >= NAME_SIZE)
        return failed(EINVAL);
    if (find(name) != NULL)
        return failed(EEXIST);
    if (count >= most)
        return failed(ENOSPC);
    strcpy(values[count].name, name);
    values[count++].value = value;
    return 0;
}

double store_get(const char *name)
{
    const struct value *found = find(name);
    if (found != NULL)
        return found->value;
    errno = ENOENT;
    return (double)NAN;
}

int store_vlog(const char *format, va_list args)
{
    if (format[0] == '\0')
        return failed(EINVAL);
    int before = errno;  // vprintf() may change it
    int length = vprintf(format, args);
    putchar('\n');
    errno = before;
    return length;
}

int store_log(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = store_vlog(format, args);
    va_end(args);
    return length;
}

static long set_limit(int limit)
{
    if (limit < 0)
        return failed(EINVAL);
    int old = most;
    most = limit < ROOM ? limit : ROOM;
    return old;
}

static long scale(double factor)
{
    if (isnan(factor))
        return failed(EDOM);
    for (int i = 0; i < count; i++)
        values[i].value *= factor;
    return 0;
}

static long name_of(int number, char *name, size_t size)
{
    if (number < 0 || number >= count)
        return failed(ENOENT);
    size_t length = strlen(values[number].name);
    if (length >= size)
        return failed(ERANGE);
    strcpy(name, values[number].name);
    return (long)length;
}

long store_control(int command, ...)
{
    long result;
    va_list args;
    va_start(args, command);
    switch (command) {
    case STORE_COUNT:
        result = count;
        break;
    case STORE_LIMIT:
        result = set_limit(va_arg(args, int));
        break;
    case STORE_SCALE:
        result = scale(va_arg(args, double));
        break;
    case STORE_NAME: {
        int number = va_arg(args, int);
        char *name = va_arg(args, char *);
        result = name_of(number, name, va_arg(args, size_t));
        break;
    }
    default:
        result = failed(ENOSYS);
    }
    va_end(args);
    return result;
}
