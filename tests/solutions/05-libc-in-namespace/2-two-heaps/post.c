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

struct post {
    struct namespace space;
    const struct mailbox *mailbox;
    void *(*its_malloc)(size_t size);  // of the mailbox's heap
    void (*its_free)(void *memory);
    char *line;  // in the mailbox's heap: what its line() may realloc()
    size_t size;
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
    // A search through its handle: what it would call itself.
    *(void **)&post->its_malloc = dlsym(handle, "malloc");
    *(void **)&post->its_free = dlsym(handle, "free");
    if (post->its_malloc == NULL || post->its_free == NULL) {
        snprintf(why, size, "%s: it has no heap", path);
        return refuse(post);
    }
    return post;
}

int post_send(struct post *post, const char *text)
{
    size_t size = strlen(text) + 1;
    char *letter = post->its_malloc(size);
    if (letter == NULL)
        return -1;
    memcpy(letter, text, size);
    if (post->mailbox->send(letter) == 0)
        return 0;
    post->its_free(letter);  // not taken: it is still ours
    return -1;
}

char *post_next(struct post *post)
{
    char *its = post->mailbox->next();
    if (its == NULL)
        return NULL;
    char *ours = strdup(its);
    post->its_free(its);
    return ours;
}

long post_line(struct post *post, char **line, size_t *size)
{
    long length = post->mailbox->line(&post->line, &post->size);
    if (length < 0)
        return -1;
    size_t need = (size_t)length + 1;
    if (*line == NULL || *size < need) {
        char *larger = realloc(*line, need);
        if (larger == NULL)
            return -1;
        *line = larger;
        *size = need;
    }
    memcpy(*line, post->line, need);
    return length;
}

void post_close(struct post *post)
{
    post->its_free(post->line);  // while there is such a function
    namespace_close(&post->space);
    free(post);
}
