// office.c - a host that uses mailboxes through post.h, and says what it sees.
//
// Usage:        office PLUGIN.so STEP...
//               +TEXT: send a letter; *N: one of N bytes; ?: the next answer;
//               =: the next line; #: whether *size is the size of the block
//               that has the line; @N: another block for the line, of N
//               bytes; /: from here on the other one of two mailboxes; !STEP:
//               that step, while the host has no memory; !/: the other one
//               is opened then
// Exit status:  0 done, 1 the plugin could not be used, 2 usage.
//
// It is linked so that what it and post.c call malloc() and free() comes by
// here first (--wrap), and it knows the size of each block. Blocks of the
// mailbox's heap lie in its file's own memory, and dladdr() knows such
// addresses.

#include <dlfcn.h>
#include <stdbool.h>
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
static bool no_memory;

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
    return no_memory ? NULL : note(__real_malloc(size), size);
}

void *__wrap_calloc(size_t number, size_t size)
{
    if (no_memory)
        return NULL;
    return note(__real_calloc(number, size), number * size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (memory != NULL && is_plugins(memory)) {
        foreign++;
        return NULL;
    }
    void *larger = no_memory ? NULL : __real_realloc(memory, size);
    if (larger != NULL)
        forget(memory);
    return note(larger, size);
}

char *__wrap_strdup(const char *text)
{
    return no_memory ? NULL : note(__real_strdup(text), strlen(text) + 1);
}

char *__wrap_strndup(const char *text, size_t size)
{
    if (no_memory)
        return NULL;
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
static size_t size = 120;  // of no block yet, so it means nothing
static int nkept;

static struct post *posts[2];
static int chosen;

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
    size_t room = line == NULL ? 0 : size;
    long length = post_line(post, &line, &size);
    if (length < -1)
        printf("line: it returned %ld\n", length);
    else if (length < 0)
        printf("line: none%s\n", line == before ? "" : ", and another *line");
    else if (line != before && room > (size_t)length)
        printf("line of %ld: in another block, and this one was large enough\n",
               length);
    else
        printf("line of %ld: %s%s", length, fault(line, (size_t)length, size),
               line);
}

// A block of the host's own for the next line, as getline() may be given one.
static void give_block(size_t bytes)
{
    free(line);
    line = malloc(bytes);
    size = bytes;
    if (line == NULL)
        exit(1);
    memset(line, '-', bytes);
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

static int send_long(struct post *post, size_t length)
{
    static char text[1 << 20];
    memset(text, '-', sizeof text - 1);
    text[length < sizeof text ? length : sizeof text - 1] = '\0';
    return post_send(post, text);
}

static void do_step(struct post *post, const char *step)
{
    if (step[0] == '+')
        printf("sent: %d\n", post_send(post, step + 1));
    else if (step[0] == '*')
        printf("sent: %d\n", send_long(post, strtoul(step + 1, NULL, 10)));
    else if (step[0] == '=')
        show_line(post);
    else if (step[0] == '#')
        show_size();
    else if (step[0] == '@')
        give_block(strtoul(step + 1, NULL, 10));
    else
        show_answer(post);
}

// From here on the steps are for this one. It is opened if it is not yet.
static int choose(int number, const char *path)
{
    char why[512] = "";
    chosen = number;
    if (posts[number] == NULL)
        posts[number] = post_open(path, why, sizeof why);
    if (posts[number] != NULL)
        return 0;
    fprintf(stderr, "office: %s\n", why);
    return 1;
}

static int do_steps(char *steps[], const char *path)
{
    int failed = choose(0, path);
    for (; !failed && *steps != NULL; steps++) {
        no_memory = **steps == '!';
        if ((*steps)[no_memory] == '/')
            failed = choose(!chosen, path);
        else
            do_step(posts[chosen], *steps + no_memory);
        no_memory = false;
    }
    return failed;
}

// What was kept has to be there when the mailboxes are gone.
static void show_kept(void)
{
    for (int i = 0; i < nkept; i++) {
        printf("kept: %s\n", kept[i]);
        free(kept[i]);
    }
    if (line != NULL)
        printf("kept: %s", line);
    free(line);
}

// How many parts of files are mapped.
static int files_mapped(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    char text[4200];
    int count = 0;
    while (file != NULL && fgets(text, sizeof text, file) != NULL)
        count += strchr(text, '/') != NULL;
    if (file != NULL)
        fclose(file);
    return count;
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: office PLUGIN.so STEP...\n");
        return 2;
    }
    int mapped = files_mapped();
    setvbuf(stdout, NULL, _IOLBF, 0);  // the plugin writes there, too
    int failed = do_steps(argv + 2, argv[1]);
    if (is_plugins(line))
        line = NULL;
    for (int i = 0; i < 2; i++) {
        if (posts[i] != NULL)
            post_close(posts[i]);
    }
    show_kept();
    if (files_mapped() > mapped)
        printf("host: files are still loaded\n");
    printf("host: %d blocks left, %d not its own\n", left(), foreign);
    return failed;
}
