// diary.h - the agreement between the host and a plugin that keeps a diary.

#ifndef DIARY_H
#define DIARY_H

#define DIARY_SYMBOL "diary"

struct diary {
    // Opens the file path for the diary. Returns 0, or -1.
    int (*open)(const char *path);

    // Notes one number, wherever the plugin notes such things. Returns how
    // many there have been with it. Number 0 is an accident: it is noted too,
    // and then the plugin ends the whole process, at once, with status 7.
    int (*note)(int number);
};

#endif
