// post.c - mailboxes in namespaces of their own: what crosses from one heap
// into the other.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mailbox.h"
#include "namespace.h"
#include "own.h"
#include "post.h"

// TODO: what more does a post have to know of its mailbox?
struct post {
    struct namespace space;
    const struct mailbox *mailbox;
};

static struct post *refuse(struct post *post)
{
    namespace_close(&post->space);
    free(post);
    return NULL;
}

struct post *post_open(const char *path, char *why, size_t size)
{
    struct post *post = calloc(1, sizeof *post);
    if (post == NULL) {
        snprintf(why, size, "%s: out of memory", path);
        return NULL;
    }
    void *handle = namespace_add(&post->space, path, why, size);
    if (handle == NULL)
        return refuse(post);
    post->mailbox = own_symbol(handle, MAILBOX_SYMBOL);
    if (post->mailbox == NULL) {
        snprintf(why, size, "%s: it is not a mailbox", path);
        return refuse(post);
    }
    // TODO: find it out.
    return post;
}

int post_send(struct post *post, const char *text)
{
    // TODO: the mailbox frees the letter, with its own free().
    char *letter = strdup(text);
    return letter == NULL ? -1 : post->mailbox->send(letter);
}

char *post_next(struct post *post)
{
    // TODO: the host frees the answer, with its own free(), and maybe later
    // than the mailbox is unloaded.
    return post->mailbox->next();
}

long post_line(struct post *post, char **line, size_t *size)
{
    // TODO: the block changes sides twice.
    return post->mailbox->line(line, size);
}

void post_close(struct post *post)
{
    // TODO: if you keep a block of the mailbox's between calls, free it here.
    namespace_close(&post->space);
    free(post);
}
