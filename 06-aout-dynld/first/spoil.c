// spoil.c - makes a bad module of a good one, by changing one thing.
//
// Usage:        spoil KIND <GOOD >BAD
//               KIND is machine, cut, size, entry, import, type, relocation,
//               index or export.
// Exit status:  0 done, 1 not known.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char bytes[65536];
static size_t size;

static uint32_t get4(size_t at)
{
    return (uint32_t)bytes[at] << 24 |
           (uint32_t)(bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3]);
}

static void put4(size_t at, uint32_t number)
{
    for (int i = 3; i >= 0; i--, number >>= 8)
        bytes[at + (size_t)i] = (unsigned char)number;
}

// Returns the file offset of the first word that has a relocation of mode 1.
// Sets *first to the file offset of the first relocation.
static size_t import_word(size_t section, size_t *first)
{
    size_t at = section + 12, word = 40;
    at += strlen((char *)bytes + at) + 1 + 4;
    *first = at;
    for (; at < size; at += 1 + ((size_t)1 << (bytes[at] >> 6))) {
        size_t distance = 0;
        for (size_t i = 1; i <= (size_t)1 << (bytes[at] >> 6); i++)
            distance = distance << 8 | bytes[at + i];
        word += distance;
        if (bytes[at] % 16 == 1)
            break;
    }
    return word;
}

static int spoil(const char *kind)
{
    size_t data = 40 + get4(4), section = data + get4(8), first;
    size_t word = import_word(section, &first), table = 40 + get4(20);
    if (strcmp(kind, "machine") == 0)  // one for another machine
        put4(0, get4(0) == 0xe0008a97 ? 0xe0008c47 : 0xe0008a97);
    else if (strcmp(kind, "cut") == 0)
        size = (data + section) / 2;
    else if (strcmp(kind, "size") == 0)
        put4(4, 0xf0000000);
    else if (strcmp(kind, "entry") == 0)
        put4(20, 0xffffff00), put4(36, 0xffffff00);
    else if (strcmp(kind, "import") == 0)
        bytes[section + 12] = 'p';
    else if (strcmp(kind, "type") == 0)
        bytes[section + 11] ^= 1;
    else if (strcmp(kind, "relocation") == 0)
        bytes[first] = 0x80;  // a distance of 4 bytes, and so a large one
    else if (strcmp(kind, "index") == 0)
        bytes[word + 7] = 1;  // import number 16,777,216
    else if (strcmp(kind, "export") == 0)
        bytes[table + 19] = 0x7f;  // the upper byte of where the name is
    else
        return 1;
    return 0;
}

int main(int argc, char *argv[])
{
    size = fread(bytes, 1, sizeof bytes, stdin);
    if (argc != 2 || size < 100 || spoil(argv[1]) != 0) {
        fprintf(stderr, "usage: spoil KIND <GOOD >BAD\n");
        return 1;
    }
    return fwrite(bytes, 1, size, stdout) == size ? 0 : 1;
}
