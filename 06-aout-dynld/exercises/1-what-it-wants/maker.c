// maker.c - make a module, a table, and what inspect has to print. For the
// check: it draws names, signatures and sizes anew for each SEED.
//
// Usage:        maker SEED MACHINE KIND FOLDER
//               MACHINE is amd64, arm64, riscv64 or 386
//               KIND: good, missing, wrong, zero, mixed, none; large (mixed,
//               too); tail (there is more behind the dynamic section); magic,
//               magic-lp64, magic-dyn, magic-earlier, wrap, wrap-image, short,
//               cut, last, name, open, count, size, small (damaged in this way)
//               Writes FOLDER/module and FOLDER/table, and to stdout what
//               inspect has to print. That is in no file, where the code that
//               is checked could find it.
// Exit status:  0 done, 1 could not, 2 usage.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "a.out.h"

#define NAMES 12
#define IMPORTS 8
#define MANY 3000  // names, and nearly as many imports, of a large module
#define MANY_TEXT (64 * 4096)

static uchar bytes[2 * MANY_TEXT];
static size_t size;
static char names[MANY][32];
static uint signatures[MANY];
static int nnames = NAMES;
static int order[MANY];  // of the imports: each is the number of a name

static uint draw(uint below)
{
    return (uint)(((uvlong)random() << 8 ^ (uvlong)random()) % below);
}

static uint draw_signature(void)
{
    return draw(0xffffffff) + 1;
}

static void put4(uint number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes[size++] = (uchar)(number >> shift);
}

static void put_random(uint n)
{
    while (n-- > 0)
        bytes[size++] = (uchar)draw(256);
}

// Sorted, and some are the beginning of others.
static void draw_names(void)
{
    for (int i = 0; i < nnames; i++) {
        snprintf(names[i], sizeof names[i], "%c%c%c%u_%u%s", 'a' + i / 676,
                 'a' + i / 26 % 26, 'a' + i % 26, draw(1000000), draw(1000000),
                 i % 3 == 0 ? "" : "_t");
        signatures[i] = draw_signature();
        order[i] = i;
    }
}

// Inferno's linker lists imports in any order, ours sorted.
static void shuffle(int *numbers, int n)
{
    for (int i = n - 1; i > 0; i--) {
        int other = (int)draw((uint)i + 1), number = numbers[i];
        numbers[i] = numbers[other];
        numbers[other] = number;
    }
}

// Header, text, data, tables. The export table is empty, and begins data.
static void put_image(const char *machine, const char *kind)
{
    int is_386 = strcmp(machine, "386") == 0;
    uint text = is_386 ? 8 * draw(100) : 4096 * (1 + draw(2)) - EXEC_SIZE_LP64;
    uint data = 24 + 8 * draw(100), syms = draw(200), pcsz = draw(200);
    if (strcmp(kind, "large") == 0)
        text += MANY_TEXT;
    // Two sizes whose sum is right in 32 bits, and 4 GB too large in 64.
    uint half = strcmp(kind, "wrap") == 0 ? 0x80000000 : 0;
    uint image_half = strcmp(kind, "wrap-image") == 0 ? 0x80000000 : 0;
    uint magic = is_386                          ? DYN_MAGIC | I_MAGIC
                 : strcmp(machine, "amd64") == 0 ? DYN_MAGIC_LP64 | S_MAGIC
                 : strcmp(machine, "arm64") == 0 ? DYN_MAGIC_LP64 | R_MAGIC
                                                 : DYN_MAGIC_LP64 | Y_MAGIC;
    if (strcmp(kind, "magic") == 0)
        magic ^= 1u << draw(32);
    else if (strcmp(kind, "magic-lp64") == 0)
        magic ^= DYN_MAGIC_LP64 ^ DYN_MAGIC;
    else if (strcmp(kind, "magic-dyn") == 0)
        magic ^= DYN_MAGIC;
    else if (strcmp(kind, "magic-earlier") == 0)
        magic ^= DYN_MAGIC_LP64 ^ DYN_MAGIC_EARLIER;
    put4(magic);
    put4(text + image_half);
    put4(data + image_half);
    put4(4096 + draw(4096));  // bss
    put4(syms + half);
    put4(text);  // entry
    uint spsz = 1 + draw(20);
    put4(spsz);
    put4(pcsz + half);
    if (!is_386) {
        put4(0);
        put4(text);
    }
    put_random(text);
    memset(bytes + size, 0, 24);
    size += 24;
    put_random(data - 24 + syms + spsz + pcsz);
}

// A name of which the table has the beginning, or a little more.
static void change_name(char *name)
{
    size_t n = strlen(name);
    if (draw(2) == 0)
        name[n - 1] = '\0';
    else
        strcat(name, "x");
}

// One import: number i of the table, and what is to be wrong with it. Returns
// whether something is.
static int put_import(int i, const char *fault)
{
    static const char *const mixed[] = {"good", "missing", "wrong", "zero"};
    char name[40];
    uint signature = signatures[i], theirs = signature;
    snprintf(name, sizeof name, "%s", names[i]);
    if (strcmp(fault, "mixed") == 0 || strcmp(fault, "large") == 0)
        fault = mixed[draw(4)];
    int missing = strcmp(fault, "missing") == 0;
    int wrong = strcmp(fault, "wrong") == 0;
    if (missing)
        change_name(name);
    if (wrong)
        signature ^= signature == 1 ? 2 : 1;
    if (strcmp(fault, "zero") == 0)
        signature = signature == 0 ? draw_signature() : 0;
    put4(signature);
    memcpy(bytes + size, name, strlen(name) + 1);
    size += strlen(name) + 1;
    if (missing)
        printf("missing: %s\n", name);
    if (wrong)
        printf("wrong signature: %s (%08x, the host has %08x)\n", name,
               signature, theirs);
    return missing || wrong;
}

static void put_imports(int first, int n, const char *kind)
{
    int faults = 0;
    for (int i = first; i < first + n; i++)
        faults += put_import(order[i], kind);
    if (faults == 0)
        printf("all %d imports can be satisfied\n", n);
    else
        printf("%d of %d imports cannot be satisfied\n", faults, n);
}

static void put_section(const char *machine, const char *kind)
{
    int first = (int)draw(NAMES - IMPORTS + 1), n = 4 + (int)draw(IMPORTS - 3);
    if (strcmp(kind, "none") == 0)
        n = 0;
    else if (strcmp(kind, "large") == 0)
        n = nnames - NAMES + n;
    if (strcmp(machine, "386") == 0)
        shuffle(order + first, n);
    size_t start = size;
    put4(0);  // the section's size: it is known at the end
    put4(strcmp(kind, "count") == 0 ? 0xfffffff0 : (uint)n);
    put_imports(first, n, kind);
    size_t end = size + 4;
    if (strcmp(kind, "name") == 0 || strcmp(kind, "open") == 0)
        end = size - 2;  // within the last name, which goes on in the file
    put4(0);             // no relocations
    size_t all = size;
    size = start;
    if (strcmp(kind, "size") == 0)
        put4(0xfffffffc + draw(4));  // 4 more, or as an int: a small number
    else if (strcmp(kind, "small") == 0)
        put4(draw(4));  // too small for the number of imports
    else
        put4((uint)(end - start - 4));
    size = all;
    if (strcmp(kind, "tail") == 0 || strcmp(kind, "count") == 0)
        put_random(1000);
    if (strcmp(kind, "short") == 0)
        size = draw((uint)start);
    if (strcmp(kind, "cut") == 0)
        size = start + draw((uint)(all - start));
    if (strcmp(kind, "open") == 0)
        size = end;
    if (strcmp(kind, "last") == 0)
        size = all - 1 - draw(3);  // within the number of relocations
}

static void write_table(FILE *table, const char *kind)
{
    for (int i = 0; i < nnames; i++) {
        if (strcmp(kind, "zero") == 0 && i % 2 == 0)
            signatures[i] = 0;
        if (strcmp(kind, "wrong") == 0)
            signatures[i] = signatures[i] >> 8 | 2;  // zeros in front
        fprintf(table, "%08x %s\n", signatures[i], names[i]);
    }
}

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fopen(path, "wb");
}

int main(int argc, char *argv[])
{
    if (argc != 5) {
        fprintf(stderr, "usage: maker SEED MACHINE KIND FOLDER\n");
        return 2;
    }
    srandom((unsigned)strtoul(argv[1], NULL, 10));
    FILE *module = create(argv[4], "module");
    FILE *table = create(argv[4], "table");
    if (module == NULL || table == NULL)
        return 1;
    if (strcmp(argv[3], "large") == 0)
        nnames = MANY;
    draw_names();
    write_table(table, argv[3]);
    put_image(argv[2], argv[3]);
    put_section(argv[2], argv[3]);
    fwrite(bytes, 1, size, module);
    return fclose(module) | fclose(table);
}
