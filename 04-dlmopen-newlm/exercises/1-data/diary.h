// diary.h - what the plugin of this exercise exports.

#ifndef DIARY_H
#define DIARY_H

#define DIARY_SYMBOL "diary"

struct diary {
    // Returns the address of something that it has, or NULL: "code", "own" (a
    // variable), "text" (a constant), "libc" (a variable of its libc),
    // "libm" (one of its libm), "loader", "heap", "stack", "thread" (a
    // thread-local variable).
    const void *(*show)(const char *what);

    // Returns how many objects it sees around itself.
    int (*count)(void);
};

#endif
