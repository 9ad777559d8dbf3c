// leaves.h - what left_behind.c finds in leaves.so.

#ifndef LEAVES_H
#define LEAVES_H

#define LEAVES_EXPORT __attribute__((visibility("default")))

// The first three leave a function behind, each in its way.
struct leaves {
    // by the plugin's atexit()
    void (*own)(int (*host_atexit)(void (*)(void)));
    // by the host's, which thinks that the function is the host's own
    void (*host)(int (*host_atexit)(void (*)(void)));
    // with a pthread key, for the end of this thread
    void (*key)(int (*host_atexit)(void (*)(void)));
    void (*take_key_back)(void);
};

extern LEAVES_EXPORT const struct leaves leaves;

#endif
