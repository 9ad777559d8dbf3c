// maker.c - make a module, for the check.
//
// Usage:        maker FRONT TEXT DATA BSS NUMBER
//               As many bytes of them. In FRONT of the module there are others;
//               TEXT is with the header. The function at +0 returns NUMBER, the
//               one at +16 the first word of data, NUMBER + 1; and NUMBER + 2
//               is behind data, big-endian, and other bytes.
// Exit status:  0 done, 2 usage.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "image.h"

#define BEHIND 200

static unsigned char *put(unsigned char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(number >> 8 * i);
    return at + 4;
}

static unsigned char *put_big(unsigned char *at, uint32_t number)
{
    return put(at, __builtin_bswap32(number));
}

// return number;
static void put_returns(unsigned char *at, uint32_t number)
{
#if defined(__x86_64__)
    *at++ = 0xb8;  // mov $number, %eax
    at = put(at, number);
    *at = 0xc3;  // ret
#elif defined(__riscv)
    // lui a0, upper; addiw a0, a0, lower; ret. The lower part has a sign.
    at = put(at, 0x537 | ((number + 0x800) & 0xfffff000));
    at = put(at, 0x5051b | number << 20);
    put(at, 0x00008067);
#else
    // mov w0, #lower half; movk w0, #upper half; ret
    at = put(at, 0x52800000 | (number & 0xffff) << 5);
    at = put(at, 0x72a00000 | number >> 16 << 5);
    put(at, 0xd65f03c0);
#endif
}

// return *(the word that is so far behind);
static void put_reads(unsigned char *at, uint32_t distance)
{
#if defined(__x86_64__)
    *at++ = 0x8b;  // mov distance(%rip), %eax
    *at++ = 0x05;
    at = put(at, distance - 6);
    *at = 0xc3;  // ret
#elif defined(__riscv)
    // auipc a0, upper; lw a0, lower(a0); ret
    at = put(at, 0x517 | ((distance + 0x800) & 0xfffff000));
    at = put(at, 0x52503 | distance << 20);
    put(at, 0x00008067);
#else
    // ldr w0, distance; ret
    at = put(at, 0x18000000 | distance / 4 << 5);
    put(at, 0xd65f03c0);
#endif
}

static void put_header(unsigned char *at, uint32_t text, uint32_t data,
                       uint32_t bss)
{
#if defined(__x86_64__)
    at = put_big(at, 0xe0008a97);
#elif defined(__riscv)
    at = put_big(at, 0xe0008e17);
#else
    at = put_big(at, 0xe0008c47);
#endif
    at = put_big(at, text);
    at = put_big(at, data);
    at = put_big(at, bss);
    at = put_big(at, 0);
    at = put_big(at, text);
    for (int i = 0; i < 3; i++)
        at = put_big(at, 0);
    put_big(at, text);
}

static uint32_t number(const char *text)
{
    return (uint32_t)strtoul(text, NULL, 10);
}

int main(int argc, char *argv[])
{
    if (argc != 6) {
        fprintf(stderr, "usage: maker FRONT TEXT DATA BSS NUMBER\n");
        return 2;
    }
    uint32_t front = number(argv[1]), text = number(argv[2]) - HEADER,
             data = number(argv[3]), secret = number(argv[5]);
    size_t size = (size_t)front + HEADER + text + data + BEHIND;
    unsigned char *file = malloc(size);
    if (file == NULL)
        return 1;
    for (size_t i = 0; i < size; i++)
        file[i] = (unsigned char)(1 + (secret + i * 7 + i / 251) % 255);
    unsigned char *base = file + front + HEADER;
    put_header(file + front, text, data, number(argv[4]));
    put_returns(base, secret);
    put_reads(base + 16, text - 16);
    put(base + text, secret + 1);
    put_big(base + text + data, secret + 2);
    fwrite(file, 1, size, stdout);
    free(file);
    return 0;
}
