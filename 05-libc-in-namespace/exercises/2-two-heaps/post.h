// post.h - mailboxes for the host: each in a namespace of its own, several at
// once, and all memory that passes through here is the host's.

#ifndef POST_H
#define POST_H

#include <stddef.h>

struct post;

// Loads the mailbox in the file path into a new namespace. Returns it, to be
// closed with post_close(); or NULL, and why, of size bytes, says why not.
struct post *post_open(const char *path, char *why, size_t size);

// Sends a letter with that text, which stays the caller's. Returns 0; or -1 if
// the mailbox does not take it, or there is no memory.
int post_send(struct post *post, const char *text);

// The answer to the oldest letter. The caller frees it with free(); it may be
// kept after post_close(). NULL: there is no letter; or no memory, and the
// letter is gone.
char *post_next(struct post *post);

// The oldest letter as a line, as getline() reads one: *line is a block of
// *size bytes from the caller's malloc(), or it is NULL, and *size may be
// anything. A block that is too small for the line, its end and a 0 is replaced
// by a larger one; any other one stays. The caller frees it with free(); it may
// be kept after post_close(). Returns the length; or -1 if there is no letter,
// or no memory, and the letter is gone: *line and its *size stay as they were.
long post_line(struct post *post, char **line, size_t *size);

// Unloads the mailbox, and frees all that belongs to it.
void post_close(struct post *post);

#endif
