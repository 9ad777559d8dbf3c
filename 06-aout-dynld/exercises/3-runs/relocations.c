// relocations.c - those of a module's file, as they are: listed, or made.
//
// Usage:        relocations list MODULE
//               relocations make WORDS CUT RELOCATION... >MODULE
//               A RELOCATION is MODE:DISTANCE, or 2:DISTANCE:MORE. (A
//               distance that is negative here leads backwards, in 4 bytes.)
//               CUT bytes are missing at the end of the dynamic section; or
//               there are some more, if CUT is negative.
// Exit status:  0 done, 1 could not, 2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "a.out.h"
#include "words.h"

#define MAX (1 << 20)

static uchar bytes[MAX];
static size_t size;

static void put(uint number, int n)
{
    while (n-- > 0)
        bytes[size++] = (uchar)(number >> (8 * n));
}

static uint take(size_t *at, int n)
{
    uint number = 0;
    while (n-- > 0 && *at < size)
        number = number << 8 | bytes[(*at)++];
    return number;
}

// 0, 1, 2 for 1, 2, 4 bytes.
static uint width_of(uint distance)
{
    return distance > 0xffff ? 2 : distance > 0xff;
}

// Header, text and data, section with two imports: then the relocations.
static int list(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return 1;
    size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    size_t at = 8;
    uint data = take(&at, 4);
    at = EXEC_SIZE_LP64 + WORDS_TEXT + data;
    uint section = take(&at, 4);
    if (section != size - at)
        printf("the section has %u bytes, %zu follow\n", section, size - at);
    at += 4 + 4 + sizeof "ask" + 4 + sizeof "report";
    uint n = take(&at, 4);
    for (; n > 0 && at < size; n--) {
        uint kind = take(&at, 1);
        uint distance = take(&at, 1 << (kind >> 6));
        printf("%u %u", kind & 0xf, distance);
        if ((kind & 0xf) == 2)
            printf(" %u", take(&at, 1));
        if (kind >> 6 != width_of(distance))
            printf(", a distance of %u bytes", 1u << (kind >> 6));
        printf("\n");
    }
    if (n > 0)
        printf("%u relocations more are announced\n", n);
    if (at != size)
        printf("%zu bytes behind the relocations\n", size - at);
    return 0;
}

static void put_word(uint word, uint mode, uint words)
{
    if (word >= words)
        return;
    uint64_t value = word_in_file(word, mode, words);
    memcpy(bytes + EXEC_SIZE_LP64 + WORDS_TEXT + 8 * word, &value, 8);
}

// The words that the relocation is about are filled, as far as they are there.
static void put_note(const char *text, uint words, uint *word)
{
    int distance;
    uint mode, more = 0;
    int n = sscanf(text, "%u:%d:%u", &mode, &distance, &more);
    uint width = width_of((uint)distance);
    put(width << 6 | mode, 1);
    put((uint)distance, 1 << width);
    if (n == 3)
        put(more, 1);
    *word += (uint)(distance / 8);
    for (uint i = 0; i <= more; i++)
        put_word(*word - WORDS_TEXT / 8 + i, mode == 1, words);
    *word += more;
}

static int make(uint words, int cut, char *relocations[], uint n)
{
    const uint header[] = {WORDS_MAGIC, WORDS_TEXT, 8 * words, 0, 0,
                           WORDS_TEXT,  0,          0,         0, WORDS_TEXT};
    for (size_t i = 0; i < sizeof header / sizeof header[0]; i++)
        put(header[i], 4);
    size += WORDS_TEXT + 8 * words;
    size_t section = size;
    size += 4;
    put(2, 4);
    put(0, 4);
    memcpy(bytes + size, "ask", sizeof "ask");
    size += sizeof "ask";
    put(0, 4);
    memcpy(bytes + size, "report", sizeof "report");
    size += sizeof "report";
    put(n, 4);
    uint word = 0;
    for (uint i = 0; i < n; i++)
        put_note(relocations[i], words, &word);
    size_t end = size - (size_t)cut;
    size = section;
    put((uint)(end - section - 4), 4);
    return fwrite(bytes, 1, end, stdout) == end ? 0 : 1;
}

int main(int argc, char *argv[])
{
    if (argc == 3 && strcmp(argv[1], "list") == 0)
        return list(argv[2]);
    if (argc >= 4 && strcmp(argv[1], "make") == 0 && atoi(argv[2]) < 10000)
        return make((uint)atoi(argv[2]), atoi(argv[3]), argv + 4,
                    (uint)argc - 4);
    fprintf(stderr,
            "usage: relocations list MODULE\n"
            "       relocations make WORDS CUT RELOCATION... >MODULE\n");
    return 2;
}
