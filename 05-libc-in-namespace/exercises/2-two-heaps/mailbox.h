// mailbox.h - the agreement with a mailbox, a plugin that keeps letters.
//
// It was written for one process with one heap: memory is allocated on one
// side and freed on the other, each with "malloc()" and "free()".

#ifndef MAILBOX_H
#define MAILBOX_H

#include <stddef.h>

#define MAILBOX_SYMBOL "mailbox"

struct mailbox {
    // Takes a letter, which the caller has allocated with malloc(): the
    // mailbox frees it some time. Returns 0. A letter without text is not
    // taken, nor is any while 16 are there: returns -1, and the letter is still
    // the caller's.
    int (*send)(char *letter);

    // The answer to the oldest letter, which is then gone. The caller frees
    // the answer with free(). NULL: there is no letter, or no memory for the
    // answer; the letter is gone all the same.
    char *(*next)(void);

    // The text of the oldest letter, which is then gone, as a line: it is put
    // into *line, a block of *size bytes from malloc() (or *line is NULL), and
    // a block that is too small is replaced with realloc(). Returns its
    // length. Without a letter returns -1 and changes nothing; without memory
    // too, but the letter is gone.
    long (*line)(char **line, size_t *size);
};

#endif
