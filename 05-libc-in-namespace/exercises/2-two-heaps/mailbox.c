// mailbox.c - a mailbox: a queue of letters. It cannot be changed.

#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "mailbox.h"

#define ROOM 16

static char *letters[ROOM];
static int first, count;

static int take_in(char *letter)
{
    if (letter[0] == '\0' || count == ROOM)
        return -1;
    letters[(first + count++) % ROOM] = letter;
    return 0;
}

static char *take_out(void)
{
    if (count == 0)
        return NULL;
    char *letter = letters[first];
    first = (first + 1) % ROOM;
    count--;
    return letter;
}

static char *answer(void)
{
    char *letter = take_out();
    if (letter == NULL)
        return NULL;
    char *text = malloc(strlen(letter) + sizeof "re: ");
    if (text != NULL) {
        strcpy(text, "re: ");
        strcat(text, letter);
    }
    free(letter);
    return text;
}

static long line_of(char **line, size_t *size)
{
    if (*line != NULL)
        heap_check(*line, *size);
    char *letter = take_out();
    if (letter == NULL)
        return -1;
    size_t length = strlen(letter);
    char *block = *line;
    if (block == NULL || *size < length + 2)
        block = realloc(block, length + 2);
    if (block != NULL) {
        *size = block == *line ? *size : length + 2;
        *line = block;
        memcpy(block, letter, length);
        memcpy(block + length, "\n", 2);
    }
    free(letter);
    return block == NULL ? -1 : (long)length + 1;
}

// What nobody has fetched.
__attribute__((destructor)) static void empty(void)
{
    while (count > 0)
        free(take_out());
}

__attribute__((visibility("default"))) const struct mailbox mailbox = {
    .send = take_in,
    .next = answer,
    .line = line_of,
};
