// forger.c - make a good driver, or a forged one. For the check.
//
// Usage:        forger KIND NAME NUMBER DRIVER ASK REPORT >MODULE
//               NAME and NUMBER are what the driver will say; the last three
//               are signatures. The KINDs are in change_...().
// Exit status:  0 done, 1 could not, 2 usage, 3 not for this machine.

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "a.out.h"
#include "gate.h"

#if defined(__x86_64__) && defined(__LP64__)
#define MAGIC (DYN_MAGIC_LP64 | S_MAGIC)
#elif defined(__aarch64__) && defined(__LP64__)
#define MAGIC (DYN_MAGIC_LP64 | R_MAGIC)
#elif defined(__riscv) && defined(__LP64__)
#define MAGIC (DYN_MAGIC_LP64 | Y_MAGIC)
#else
#define MAGIC 0
#endif

// Where everything is in the image. Text and header are 4096 bytes.
enum {
    START = 0x40,     // the driver's two functions
    MEASURE = 0x80,   //
    IN_TEXT = 0x100,  // the driver's name, if it is there
    DATA = 4096 - EXEC_SIZE_LP64,
    FREE = DATA,           // room for a table
    EXPORT = DATA + 24,    // "board", "driver", "led", and the end
    DRIVER = EXPORT + 24,  // of each: signature, address, name
    LED = DRIVER + 24,
    SYMBOLS = EXPORT + 96,   // their names, each in 8 bytes
    OTHER = SYMBOLS + 24,    // what "board" and "led" are: a word
    ASK = OTHER + 8,         // the addresses of imports
    REPORT = ASK + 8,        //
    NAME = REPORT + 8,       // the driver's name
    TABLE = NAME + 48,       // struct driver: name, start, measure
    LAST = DATA + 4096 - 8,  // the last word of data
    END = DATA + 4096,       // bss, if there is any
};

#define NO_RELOC 15
#define IMPORT(n) ((uint64_t)(n) << 32)  // of a word of mode 1

struct fix {
    uint at, mode;
};

// The numbers of the header, as Exec has them.
enum { N_DATA = 2, N_SYMS = 4, N_SPSZ = 6, N_PCSZ };

static uchar image[END];
static uint bss = 64, syms, pcsz, nimport = 2;
static uint signatures[2], good[2];  // of ask, report
static const char *const names[] = {"ask", "report"};
static const uint *decoy;  // signatures for sections that are none
static struct fix fixes[] = {
    {EXPORT + 8, 0}, {EXPORT + 16, 0}, {DRIVER + 8, 0}, {DRIVER + 16, 0},
    {LED + 8, 0},    {LED + 16, 0},    {ASK, 1},        {REPORT, 1},
    {TABLE, 0},      {TABLE + 8, 0},   {TABLE + 16, 0},
};
#define NFIXES (sizeof fixes / sizeof fixes[0])

// The file, and where its parts begin.
static uchar file[2 * GATE_LIMIT];
static size_t size, section, relocations, section_end;

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
#elif defined(__riscv)
    // The lower part has a sign.
    code(START, 0x00008067);                                 // ret
    code(MEASURE, 0x537 | ((number + 0x800) & 0xfffff000));  // lui a0, high
    code(MEASURE + 4, 0x5051b | number << 20);               // addiw a0, low
    code(MEASURE + 8, 0x00008067);                           // ret
#else
    code(START, 0xc3f889);      // mov %edi, %eax; ret
    image[MEASURE] = 0xb8;      // mov $number, %eax
    code(MEASURE + 1, number);  //
    image[MEASURE + 5] = 0xc3;  // ret
#endif
}

// In some of the drivers that are to be refused both are traps: see host.c.
static void put_traps(const char *kind)
{
    if (strstr(kind, "-zero") == NULL && strstr(kind, "-null") == NULL)
        return;
#if defined(__aarch64__)
    const uint32_t brk = 0xd4200000;
    code(START, brk);
    code(MEASURE, brk);
#elif defined(__riscv)
    const uint32_t ebreak = 0x00100073;
    code(START, ebreak);
    code(MEASURE, ebreak);
#else
    const uint32_t ud2 = 0x0b0f;
    code(START, ud2);
    code(MEASURE, ud2);
#endif
}

static void put_export(uint at, const char *name, uint signature, uint value)
{
    uint symbol = SYMBOLS + (at - EXPORT) / 3;
    word(at, signature);
    word(at + 8, value);
    word(at + 16, symbol);
    memcpy(image + symbol, name, strlen(name) + 1);
}

static void put_data(const char *name, uint signature)
{
    put_export(EXPORT, "board", signature ^ 1, OTHER);
    put_export(DRIVER, "driver", signature, TABLE);
    put_export(LED, "led", signature ^ 2, OTHER);
    word(ASK, IMPORT(0));
    word(REPORT, IMPORT(1));
    snprintf((char *)image + NAME, 48, "%s", name);
    snprintf((char *)image + IN_TEXT, 48, "%s", name);
    word(TABLE, NAME);
    word(TABLE + 8, START);
    word(TABLE + 16, MEASURE);
}

// A word that is to become something else, by another relocation.
static void redo(uint at, uint64_t value, uint mode)
{
    word(at, value);
    for (size_t i = 0; i < NFIXES; i++)
        if (fixes[i].at == at)
            fixes[i].mode = mode;
}

static int ascending(const void *a, const void *b)
{
    const struct fix *one = a, *other = b;
    return one->at < other->at ? -1 : one->at > other->at;
}

// The table, moved; what of it lies outside of data is not there.
static void move_table(uint to)
{
    word(DRIVER + 8, to);
    for (uint i = 0; i < 3; i++) {
        uint64_t value;
        memcpy(&value, image + TABLE + 8 * i, 8);
        redo(TABLE + 8 * i, 0, NO_RELOC);
        if (to + 8 * i > LAST)
            continue;
        word(to + 8 * i, value);
        fixes[NFIXES - 3 + i] = (struct fix){to + 8 * i, 0};
    }
    qsort(fixes, NFIXES, sizeof fixes[0], ascending);
}

static uint draw(uint below)
{
    return (uint)random() % below;
}

static void change_exports(const char *kind, uint signature)
{
    if (strcmp(kind, "export-zero") == 0)
        put_export(DRIVER, "driver", 0, TABLE);
    else if (strcmp(kind, "export-other") == 0)
        put_export(DRIVER, "driver", signature ^ 1, TABLE);
    else if (strcmp(kind, "export-short") == 0)
        put_export(DRIVER, "drive", signature, TABLE);
    else if (strcmp(kind, "export-long") == 0)
        put_export(DRIVER, "drivers", signature, TABLE);
    else
        return;
    put_export(EXPORT, "board", signature, TABLE);  // the right type, and not
    put_export(LED, "led", signature, TABLE);       // the right name
}

static void change_imports(const char *kind)
{
    static const uint zeros[2];
    if (strcmp(kind, "none") == 0) {
        nimport = 0;
        redo(ASK, 0, NO_RELOC);
        redo(REPORT, 0, NO_RELOC);
    } else if (strcmp(kind, "syms") == 0 || strcmp(kind, "tail") == 0)
        decoy = zeros;
    else if (strcmp(kind, "syms-zero") == 0 || strcmp(kind, "tail-zero") == 0) {
        decoy = good;
        signatures[draw(2)] = 0;
    } else if (strcmp(kind, "ask-zero") == 0)
        signatures[0] = 0;
    else if (strcmp(kind, "report-zero") == 0)
        signatures[1] = 0;
    else if (strcmp(kind, "report-other") == 0)
        signatures[1] ^= 1;
    if (strncmp(kind, "syms", 4) == 0 || strcmp(kind, "lie-syms") == 0) {
        pcsz = 40 + draw(100);
        syms = 0x10100 + pcsz + draw(0x8000);  // in three bytes of the header
    }
}

// A function, elsewhere in text.
static void move_start(uint to)
{
    memcpy(image + to, image + START, 4);
    redo(TABLE + 8, to, 0);
}

static void move_measure(uint to)
{
    memcpy(image + to, image + MEASURE, 12);
    redo(TABLE + 16, to, 0);
}

static void change_functions(const char *kind)
{
    if (strcmp(kind, "measure-host") == 0)
        redo(TABLE + 16, IMPORT(1), 1);
    else if (strcmp(kind, "start-host") == 0)
        redo(TABLE + 8, IMPORT(1), 1);
    else if (strcmp(kind, "measure-data") == 0)
        redo(TABLE + 16, NAME, 0);
    else if (strcmp(kind, "start-data") == 0)
        redo(TABLE + 8, DATA, 0);  // text ends right before it
    else if (strcmp(kind, "measure-edge") == 0)
        redo(TABLE + 16, DATA, 0);
    else if (strcmp(kind, "measure-below") == 0)
        redo(TABLE + 16, (uint64_t)-1, 0);
    else if (strcmp(kind, "measure-null") == 0)
        redo(TABLE + 16, 0, NO_RELOC);
    else if (strcmp(kind, "start-below") == 0)
        redo(TABLE + 8, (uint64_t)-8, 0);
    else if (strcmp(kind, "start-first") == 0)
        move_start(0);
    else if (strcmp(kind, "start-last") == 0)
        move_start(DATA - 4);
    else if (strcmp(kind, "measure-first") == 0)
        move_measure(0);
    else if (strcmp(kind, "measure-last") == 0)
        move_measure(DATA - 12);
}

// A name that is good, and not where one would look for it.
static void move_name(const char *kind)
{
    uint n = (uint)strlen((char *)image + NAME), to = IN_TEXT;
    if (strcmp(kind, "name-first") == 0)
        to = 0;
    else if (strcmp(kind, "name-last") == 0)
        to = END - n - 1;
    else if (strcmp(kind, "name-over") == 0)
        to = END - n;  // its zero is the first byte of bss
    else if (strcmp(kind, "name-bss") == 0)
        to = END + draw(64);  // its zero is all that there is
    if (to + n >= END)
        bss = 64;
    if (to < END)
        memcpy(image + to, image + NAME, to + n < END ? n + 1 : n);
    redo(TABLE, to, 0);
}

static void change_name(const char *kind)
{
    if (strncmp(kind, "name-", 5) != 0)
        return;
    memset(image + LAST, 'x', 8);
    bss = 0;
    if (strcmp(kind, "name-host") == 0)
        redo(TABLE, IMPORT(1), 1);
    else if (strcmp(kind, "name-null") == 0)
        redo(TABLE, 0, NO_RELOC);
    else if (strcmp(kind, "name-open") == 0)
        redo(TABLE, LAST, 0);
    else if (strcmp(kind, "name-behind") == 0)
        redo(TABLE, END, 0);
    else if (strcmp(kind, "name-below") == 0)
        redo(TABLE, (uint64_t)-8, 0);
    else
        move_name(kind);
}

static void change_sizes(const char *kind)
{
    if (strcmp(kind, "table-two") == 0) {
        move_table(LAST);  // its last two words are outside
        bss = 0;
    } else if (strcmp(kind, "table-one") == 0) {
        move_table(LAST - 8);
        bss = 0;
    } else if (strcmp(kind, "table-past") == 0) {
        move_table(LAST);  // in bss, and the third outside
        bss = 8;
    } else if (strcmp(kind, "table-last") == 0) {
        move_table(LAST - 16);
        bss = 0;
    } else if (strcmp(kind, "table-first") == 0)
        move_table(FREE);
    else if (strcmp(kind, "image-limit") == 0)
        bss = GATE_LIMIT - END;
    else if (strcmp(kind, "image-above") == 0)
        bss = GATE_LIMIT - END + 1;
}

static void put4(uint number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        file[size++] = (uchar)(number >> shift);
}

static void put_header(void)
{
    const uint numbers[] = {MAGIC,  DATA, END - DATA, bss, syms,
                            EXPORT, 0,    pcsz,       0,   EXPORT};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        put4(numbers[i]);
}

static void put_imports(const uint *theirs)
{
    put4(nimport);
    for (uint i = 0; i < nimport; i++) {
        put4(theirs[i]);
        memcpy(file + size, names[i], strlen(names[i]) + 1);
        size += strlen(names[i]) + 1;
    }
}

// What looks like a section, for those who look in the wrong place.
static void put_decoy(size_t at)
{
    size_t end = size;
    size = at;
    put4(4 + 4 + sizeof "ask" + 4 + sizeof "report" + 4);
    put_imports(decoy);
    put4(0);
    size = end > size ? end : size;
}

// Symbols and line numbers, which may hold anything: decoys where somebody
// looks who passes over none of the two, or only over one.
static void put_symbols(void)
{
    size_t start = size;
    while (size < start + syms + pcsz)
        file[size++] = (uchar)random();
    if (decoy == NULL || syms == 0)
        return;
    put_decoy(start);
    put_decoy(start + pcsz);
    put_decoy(start + syms);
}

static void put_relocations(void)
{
    uint n = 0, last = 0;
    for (size_t i = 0; i < NFIXES; i++)
        n += fixes[i].mode != NO_RELOC;
    put4(n);
    for (size_t i = 0; i < NFIXES; i++) {
        if (fixes[i].mode == NO_RELOC)
            continue;
        file[size++] = (uchar)(0x80 | fixes[i].mode);  // 4 bytes of distance
        put4(fixes[i].at - last);
        last = fixes[i].at;
    }
}

static void put_section(void)
{
    section = size;
    put4(0);  // its size: it is known at the end
    put_imports(signatures);
    relocations = size;
    put_relocations();
    section_end = size;
    size = section;
    put4((uint)(section_end - section - 4));
    size = section_end;
}

static void put_tail(const char *kind)
{
    if (strncmp(kind, "tail", 4) == 0) {
        memset(file + size, 't', 50);
        size += 50;
        put_decoy(size);
    } else if (strcmp(kind, "file-limit") == 0)
        size = GATE_LIMIT;
    else if (strcmp(kind, "file-above") == 0)
        size = GATE_LIMIT + 1;
}

// The file ends too soon.
static void cut(const char *kind)
{
    if (strcmp(kind, "cut") == 0)
        size -= 3;
    else if (strcmp(kind, "cut-empty") == 0)
        size = 0;
    else if (strcmp(kind, "cut-header") == 0)
        size = 1 + draw(39);
    else if (strcmp(kind, "cut-image") == 0)
        size = 40 + draw(END);
    else if (strcmp(kind, "cut-section") == 0)
        size = section + draw(8);
}

static void write4(size_t at, uint number)
{
    size_t end = size;
    size = at;
    put4(number);
    size = end;
}

// A number of the header that says more than there is, such that the section
// begins where the file ends, or a little behind that.
static void lie_header(const char *kind)
{
    size_t more = size - section + 8 * draw(20);
    if (strcmp(kind, "lie-data") == 0)
        write4(4 * N_DATA, END - DATA + (uint)((more + 7) / 8 * 8));
    else if (strcmp(kind, "lie-syms") == 0)
        write4(4 * N_SYMS, syms + (uint)more);
    else if (strcmp(kind, "lie-spsz") == 0)
        write4(4 * N_SPSZ, (uint)more);
    else if (strcmp(kind, "lie-pcsz") == 0)
        write4(4 * N_PCSZ, pcsz + (uint)more);
    else if (strcmp(kind, "lie-half") == 0)
        write4(4 * N_SYMS, 0x80000000 + draw(4096));
}

// Imports that are not there, or do not end: nothing is behind the last one.
static void lie_section(const char *kind)
{
    bool count = strcmp(kind, "lie-count") == 0;
    bool name = strcmp(kind, "lie-name") == 0;
    bool end = strcmp(kind, "lie-size") == 0;
    if (!count && !name && !end)
        return;
    size = relocations - (count ? 0 : 1);  // the zero of the last name
    write4(section, (uint)(size - section - 4) + (end ? 1 + draw(1000) : 0));
    write4(section + 4, nimport + count);
}

static void change(const char *kind, uint signature)
{
    change_exports(kind, signature);
    change_imports(kind);
    change_functions(kind);
    change_name(kind);
    change_sizes(kind);
    put_traps(kind);
}

static void put_file(const char *kind)
{
    put_header();
    memcpy(file + size, image, sizeof image);
    size += sizeof image;
    put_symbols();
    put_section();
    put_tail(kind);
    cut(kind);
    lie_header(kind);
    lie_section(kind);
}

int main(int argc, char *argv[])
{
    if (argc != 7) {
        fprintf(stderr, "usage: forger KIND NAME NUMBER DRIVER ASK REPORT\n");
        return 2;
    }
    if (MAGIC == 0)
        return 3;
    const char *kind = argv[1];
    uint number = (uint)strtoul(argv[3], NULL, 10);
    uint signature = (uint)strtoul(argv[4], NULL, 16);
    srandom(number);
    for (int i = 0; i < 2; i++)
        signatures[i] = good[i] = (uint)strtoul(argv[5 + i], NULL, 16);
    put_code(number);
    put_data(argv[2], signature);
    change(kind, signature);
    put_file(kind);
    return fwrite(file, 1, size, stdout) == size && fflush(stdout) == 0 ? 0 : 1;
}
