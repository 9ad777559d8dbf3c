// store.h - what the host offers to its plugins, by name: values with names.
//
// All say with errno why they fail, as functions of libc do: where it says
// "and errno", and nowhere else, do they change it.

#ifndef STORE_H
#define STORE_H

#include <stdarg.h>
#include <stddef.h>

#define STORE_API __attribute__((visibility("default")))

// Stores a value under a new name. Returns 0; or -1, and errno is EEXIST,
// EINVAL (a name without text) or ENOSPC.
STORE_API int store_put(const char *name, double value);

// Returns the value, which may be any double, also NaN. If there is no such
// name returns NaN, and errno is ENOENT. (So who wants to tell the two apart
// sets errno to 0 before the call.)
STORE_API double store_get(const char *name);

// Prints one line, of printf()'s format. Returns its length; or -1, and errno
// is EINVAL, if the format has no text.
STORE_API int store_log(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// The same, with the arguments in a va_list.
STORE_API int store_vlog(const char *format, va_list args)
    __attribute__((format(printf, 1, 0)));

// Does one of several things, as ioctl() and fcntl() do. What arguments follow
// depends on the command. There is no form of it with a va_list. An unknown
// command has none: it returns -1, and errno is ENOSYS.
STORE_API long store_control(int command, ...);

enum {
    STORE_COUNT = 11,  // no argument: returns how many values there are
    STORE_LIMIT,       // int: at most so many from now on. Returns how many
                       // there could be; or -1, errno EINVAL (less than 0)
    STORE_SCALE,       // double: multiplies each value by it. Returns 0; or
                       // -1, errno EDOM (not a number)
    STORE_NAME,        // int, char *, size_t: the name of value number int
                       // (from 0), into that many bytes. Returns its length;
                       // or -1, errno ENOENT (no such value) or ERANGE (no
                       // room for it)
};

#endif
