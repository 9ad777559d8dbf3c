// office.c - a host that uses a mailbox through post.h, and says what it sees.
//
// Usage:        office PLUGIN.so STEP...
//               +TEXT: send a letter; ?: the next answer; =: the next line;
//               #: whether *size is the size of the block that has the line
// Exit status:  0 done, 1 the plugin could not be used, 2 usage.
//
// It is linked so that what it and post.c call malloc() and free() comes by
// here first (--wrap), and it knows the size of each block. Blocks of the
// mailbox's heap lie in its file's own memory, and dladdr() knows such
// addresses.

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "post.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t number, size_t size);
void *__real_realloc(void *memory, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t size);
void __real_free(void *memory);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t number, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);
void __wrap_free(void *memory);

// The blocks of this side, as large as they were asked for.
static struct block {
    void *memory;  // NULL: this place is free
    size_t size;
} blocks[256];

static int foreign;

static int is_plugins(void *memory)
{
    Dl_info info;
    return dladdr(memory, &info) != 0;
}

// Where this block is noted, or NULL. find(NULL): a free place.
static struct block *find(void *memory)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (blocks[i].memory == memory)
            return &blocks[i];
    }
    return NULL;
}

static void *note(void *memory, size_t size)
{
    struct block *block = memory == NULL ? NULL : find(NULL);
    if (block != NULL)
        *block = (struct block){memory, size};
    return memory;
}

static void forget(void *memory)
{
    struct block *block = memory == NULL ? NULL : find(memory);
    if (block != NULL)
        block->memory = NULL;
}

static int left(void)
{
    int count = 0;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        count += blocks[i].memory != NULL;
    return count;
}

void *__wrap_malloc(size_t size)
{
    return note(__real_malloc(size), size);
}

void *__wrap_calloc(size_t number, size_t size)
{
    return note(__real_calloc(number, size), number * size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (memory != NULL && is_plugins(memory)) {
        foreign++;
        return NULL;
    }
    void *larger = __real_realloc(memory, size);
    if (larger != NULL)
        forget(memory);
    return note(larger, size);
}

char *__wrap_strdup(const char *text)
{
    return note(__real_strdup(text), strlen(text) + 1);
}

char *__wrap_strndup(const char *text, size_t size)
{
    return note(__real_strndup(text, size), strnlen(text, size) + 1);
}

void __wrap_free(void *memory)
{
    if (memory == NULL)
        return;
    if (is_plugins(memory)) {
        foreign++;
        return;
    }
    forget(memory);
    __real_free(memory);
}

#define MAX 32

static char *kept[MAX], *line;
static size_t size;
static int nkept;

// What is wrong with a text of that length, in a block of so many bytes.
static const char *fault(void *memory, size_t length, size_t bytes)
{
    struct block *block = find(memory);
    if (is_plugins(memory))
        return "(in the plugin's heap) ";
    if (length >= bytes)
        return "(longer than *size) ";
    if (block != NULL && block->size < length + 1)
        return "(in a block that is too small) ";
    return "";
}

static void show_line(struct post *post)
{
    char *before = line;
    long length = post_line(post, &line, &size);
    if (length < 0)
        printf("line: none%s\n", line == before ? "" : ", and another *line");
    else
        printf("line of %ld: %s%s", length, fault(line, (size_t)length, size),
               line);
}

// Of a block that did not come by here, nobody knows the size.
static void show_size(void)
{
    struct block *block = line == NULL ? NULL : find(line);
    if (block == NULL || block->size == size)
        printf("*size: right\n");
    else
        printf("*size: %zu, but the block has %zu bytes\n", size, block->size);
}

static void show_answer(struct post *post)
{
    char *letter = post_next(post);
    if (letter == NULL) {
        printf("answer: none\n");
        return;
    }
    size_t length = strlen(letter);
    printf("answer: %s%s\n", fault(letter, length, length + 1), letter);
    if (nkept < MAX && !is_plugins(letter))
        kept[nkept++] = letter;
    else
        free(letter);
}

static void do_step(struct post *post, const char *step)
{
    if (step[0] == '+')
        printf("sent: %d\n", post_send(post, step + 1));
    else if (step[0] == '=')
        show_line(post);
    else if (step[0] == '#')
        show_size();
    else
        show_answer(post);
}

int main(int argc, char *argv[])
{
    char why[512];
    if (argc < 2) {
        fprintf(stderr, "usage: office PLUGIN.so STEP...\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);  // the plugin writes there, too
    struct post *post = post_open(argv[1], why, sizeof why);
    if (post == NULL) {
        fprintf(stderr, "office: %s\n", why);
        return 1;
    }
    for (int i = 2; i < argc; i++)
        do_step(post, argv[i]);
    if (is_plugins(line))
        line = NULL;
    post_close(post);

    for (int i = 0; i < nkept; i++) {
        printf("kept: %s\n", kept[i]);
        free(kept[i]);
    }
    if (line != NULL)
        printf("kept: %s", line);
    free(line);
    printf("host: %d blocks left, %d not its own\n", left(), foreign);
    return 0;
}
