// forger.c - make a good driver, or a forged one. For the check.
//
// Usage:        forger KIND NAME NUMBER DRIVER ASK REPORT >MODULE
//               NAME and NUMBER are what the driver will say; the last three
//               are signatures. The KINDs are in change().
// Exit status:  0 done, 1 could not, 2 usage, 3 not for this machine.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "a.out.h"

#if defined(__x86_64__) && defined(__LP64__)
#define MAGIC (DYN_MAGIC_LP64 | S_MAGIC)
#elif defined(__aarch64__) && defined(__LP64__)
#define MAGIC (DYN_MAGIC_LP64 | R_MAGIC)
#else
#define MAGIC 0
#endif

// Where everything is in the image. Text is 4096 bytes.
enum {
    START = 0x40,    // the driver's two functions
    MEASURE = 0x80,  //
    DATA = 4096,
    EXPORT = DATA,       // signature, address, name; and the end
    SYMBOL = DATA + 48,  // "driver"
    ASK = DATA + 64,     // the addresses of imports
    REPORT = DATA + 72,  //
    NAME = DATA + 80,    // the driver's name
    TABLE = DATA + 128,  // struct driver: name, start, measure
    LAST = DATA + 4088,  // the last word of data
    END = DATA + 4096,   // bss, if there is any
};

#define NO_RELOC 15

struct fix {
    uint at, mode;
};

static uchar image[END];
static uint bss = 64, syms, pcsz, tail, cut;
static int sym = 0;         // each byte of the symbols
static uint signatures[2];  // of ask, report
static struct fix fixes[] = {
    {EXPORT + 8, 0}, {EXPORT + 16, 0}, {ASK, 1},        {REPORT, 1},
    {TABLE, 0},      {TABLE + 8, 0},   {TABLE + 16, 0},
};

static void word(uint at, uint64_t value)
{
    memcpy(image + at, &value, 8);
}

static void code(uint at, uint32_t instruction)
{
    memcpy(image + at, &instruction, 4);
}

// start() returns its argument, measure() the number.
static void put_code(uint32_t number)
{
#if defined(__aarch64__)
    code(START, 0xd65f03c0);                              // ret
    code(MEASURE, 0x52800000 | (number & 0xffff) << 5);   // mov w0, #low
    code(MEASURE + 4, 0x72a00000 | (number >> 16) << 5);  // movk w0, #high
    code(MEASURE + 8, 0xd65f03c0);                        // ret
#else
    code(START, 0xc3f889);      // mov %edi, %eax; ret
    image[MEASURE] = 0xb8;      // mov $number, %eax
    code(MEASURE + 1, number);  //
    image[MEASURE + 5] = 0xc3;  // ret
#endif
}

static void put_data(const char *name, uint64_t signature)
{
    word(EXPORT, signature);
    word(EXPORT + 8, TABLE);
    word(EXPORT + 16, SYMBOL);
    strcpy((char *)image + SYMBOL, "driver");
    word(ASK, 0);
    word(REPORT, (uint64_t)1 << 32);
    snprintf((char *)image + NAME, 48, "%s", name);
    word(TABLE, NAME);
    word(TABLE + 8, START);
    word(TABLE + 16, MEASURE);
}

// A word that is to become something else, by another relocation.
static void redo(uint at, uint64_t value, uint mode)
{
    word(at, value);
    for (size_t i = 0; i < sizeof fixes / sizeof fixes[0]; i++)
        if (fixes[i].at == at)
            fixes[i].mode = mode;
}

#define HOSTS_REPORT ((uint64_t)1 << 32)

static void change_file(const char *kind)
{
    if (strcmp(kind, "syms") == 0)
        syms = 37, pcsz = 11;
    else if (strcmp(kind, "syms-zero") == 0)
        syms = 52, sym = 's', signatures[0] = 0;
    else if (strcmp(kind, "tail") == 0)
        tail = 100;
    else if (strcmp(kind, "cut") == 0)
        cut = 3;
    else if (strcmp(kind, "bss") == 0)
        bss = 0x40000000;
    else if (strcmp(kind, "export-zero") == 0)
        word(EXPORT, 0);
    else if (strcmp(kind, "export-other") == 0)
        image[EXPORT] ^= 1;
    else if (strcmp(kind, "export-missing") == 0)
        image[SYMBOL] = 'D';
    else if (strcmp(kind, "ask-zero") == 0)
        signatures[0] = 0;
    else if (strcmp(kind, "report-zero") == 0)
        signatures[1] = 0;
    else if (strcmp(kind, "report-other") == 0)
        signatures[1] ^= 1;
}

static void change_table(const char *kind)
{
    if (strcmp(kind, "measure-host") == 0)
        redo(TABLE + 16, HOSTS_REPORT, 1);
    else if (strcmp(kind, "start-host") == 0)
        redo(TABLE + 8, HOSTS_REPORT, 1);
    else if (strcmp(kind, "measure-data") == 0)
        redo(TABLE + 16, NAME, 0);
    else if (strcmp(kind, "start-data") == 0)
        redo(TABLE + 8, DATA, 0);  // text ends right before it
    else if (strcmp(kind, "measure-null") == 0)
        redo(TABLE + 16, 0, NO_RELOC);
    else if (strcmp(kind, "start-below") == 0)
        redo(TABLE + 8, (uint64_t)-8, 0);
    else if (strcmp(kind, "name-host") == 0)
        redo(TABLE, HOSTS_REPORT, 1);
    else if (strcmp(kind, "name-null") == 0)
        redo(TABLE, 0, NO_RELOC);
    else if (strcmp(kind, "name-open") == 0) {
        redo(TABLE, LAST, 0);
        memset(image + LAST, 'x', 8);
        bss = 0;
    } else if (strcmp(kind, "table-end") == 0) {
        word(EXPORT + 8, LAST);  // its last two words are outside
        bss = 0;
    } else if (strcmp(kind, "table-past") == 0) {
        word(EXPORT + 8, LAST);  // in bss, and the third outside
        bss = 8;
    }
}

static void put4(uint number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        putchar((int)(number >> shift & 0xff));
}

static void put_header(void)
{
    const uint numbers[] = {MAGIC,  DATA, END - DATA, bss, syms,
                            EXPORT, 0,    pcsz,       0,   EXPORT};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        put4(numbers[i]);
}

static void put_section(void)
{
    static const char *const names[] = {"ask", "report"};
    uint n = 0, last = 0;
    for (size_t i = 0; i < sizeof fixes / sizeof fixes[0]; i++)
        n += fixes[i].mode != NO_RELOC;
    put4(4 + 8 + (sizeof "ask" + sizeof "report") + 4 + 5 * n);
    put4(2);
    for (int i = 0; i < 2; i++) {
        put4(signatures[i]);
        fwrite(names[i], 1, strlen(names[i]) + 1, stdout);
    }
    put4(n);
    for (size_t i = 0; i < sizeof fixes / sizeof fixes[0]; i++) {
        if (fixes[i].mode == NO_RELOC)
            continue;
        putchar((int)(0x80 | fixes[i].mode));  // a distance of 4 bytes
        if (i + 1 < sizeof fixes / sizeof fixes[0] || cut == 0)
            put4(fixes[i].at - last);
        last = fixes[i].at;
    }
}

int main(int argc, char *argv[])
{
    if (argc != 7) {
        fprintf(stderr, "usage: forger KIND NAME NUMBER DRIVER ASK REPORT\n");
        return 2;
    }
    if (MAGIC == 0)
        return 3;
    put_code((uint32_t)strtoul(argv[3], NULL, 10));
    put_data(argv[2], strtoul(argv[4], NULL, 16));
    signatures[0] = (uint)strtoul(argv[5], NULL, 16);
    signatures[1] = (uint)strtoul(argv[6], NULL, 16);
    change_file(argv[1]);
    change_table(argv[1]);
    put_header();
    fwrite(image, 1, sizeof image, stdout);
    for (uint i = 0; i < syms + pcsz; i++)
        putchar(sym);
    put_section();
    for (uint i = 0; i < tail; i++)
        putchar('t');
    return fflush(stdout) == 0 ? 0 : 1;
}
