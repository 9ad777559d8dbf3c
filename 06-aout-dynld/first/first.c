// first.c - the first loader: it trusts its module, and so it is short.
//
// Usage:        first MODULE
//               Loads a module that exports hello(), and calls it.
//
// It reads the file once, from front to back:
//
//     header       how large everything is, and where the exports are
//     text, data   code, and variables: together with bss the image
//     imports      names that we have to provide
//     relocations  which words of data are addresses: it makes them real
//
// Numbers of the file are big-endian, words of the image are in the machine's
// order. (On 64-bit machines. 386 has words of 4 bytes, and one more mode.)

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// An entry of the export table. One without a name ends it.
struct symbol {
    uint64_t signature;
    uint64_t address;
    const char *name;
};

static FILE *file;
static uint32_t text, data, bss, skipped, entry;  // from the header
static char *image;
static uint64_t imports[100];  // their addresses

// Reads the next number of the file.
static uint32_t take(int bytes)
{
    uint32_t n = 0;
    while (bytes-- > 0)
        n = n << 8 | (uint32_t)fgetc(file);
    return n;
}

static void read_header(void)
{
    take(4);  // magic: that it is a module, and for which machine
    text = take(4);
    data = take(4);
    bss = take(4);
    skipped = take(4);  // bytes of symbols
    entry = take(4);    // where in the image the export table begins
    take(16);           // two sizes that are 0, and entry again
}

// The memory is both writable and executable. bss is zero already. As in the
// file, text begins 40 bytes into a page.
static void read_image(void)
{
    image = 40 + (char *)mmap(NULL, 40 + (size_t)text + data + bss,
                              PROT_READ | PROT_WRITE | PROT_EXEC,
                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (fread(image, 1, text + data, file) > 0)
        fseek(file, skipped, SEEK_CUR);
}

// The one name that we provide.
static void say(const char *words)
{
    puts(words);
}

static void read_imports(void)
{
    take(4);  // the size of the rest
    uint32_t n = take(4);
    for (uint32_t i = 0; i < n; i++) {
        char name[100];
        int c, length = 0;
        take(4);  // the signature of its type
        while ((c = fgetc(file)) > 0)
            name[length++] = (char)c;
        name[length] = '\0';
        imports[i] = strcmp(name, "say") == 0 ? (uint64_t)say : 0;
    }
}

static void relocate(void)
{
    uint32_t n = take(4), at = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t kind = take(1);
        at += take(1 << (kind >> 6));  // the distance has 1, 2 or 4 bytes
        uint64_t *word = (uint64_t *)(image + at);
        if (kind % 16 == 0)
            *word += (uint64_t)image;  // mode 0: it was an offset
        else
            *word = imports[*word >> 32] + (uint32_t)*word;  // mode 1
    }
}

// Returns what the module exports as name. The table's addresses are real now.
static uint64_t find(const char *name)
{
    struct symbol *symbol = (struct symbol *)(image + entry);
    while (strcmp(symbol->name, name) != 0)
        symbol++;
    return symbol->address;
}

int main(int argc, char *argv[])
{
    file = fopen(argv[argc - 1], "rb");
    read_header();
    read_image();
    read_imports();
    relocate();
    __builtin___clear_cache(image, image + text);  // amd64 needs none
    int (*hello)(void) = (int (*)(void))find("hello");
    printf("hello() returned %d\n", hello());
    return 0;
}
