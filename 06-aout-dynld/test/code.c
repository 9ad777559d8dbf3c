// code.c - three functions in machine code, for modules that tests make.
//
//     int answer(void) { return 42; }
//     int count(void)  { return ++counter; }
//     int ask(void)    { return host_ask(); }
//
// Little-endian, as these machines fetch it. A reader can compare:
// objdump -D -b binary -m i386:x86-64 (or i386, aarch64, riscv:rv64).

#include <string.h>

#include "test/module.h"

// Stores the 4 bytes of a displacement or an instruction.
static void put4(struct module *m, ulong at, ulong value)
{
    uint four = (uint)value;
    memcpy(m->image + at, &four, 4);
}

#if defined __x86_64__

// Displacements count from the end of the instruction.
void code_write(struct module *m)
{
    m->answer = 0;
    memcpy(m->image, "\xb8\x2a\0\0\0\xc3", 6);  // mov $42, %eax; ret
    m->count = 16;
    memcpy(m->image + 16, "\xff\x05", 2);  // incl counter(%rip)
    put4(m, 18, m->counter - 22);
    memcpy(m->image + 22, "\x8b\x05", 2);  // mov counter(%rip), %eax; ret
    put4(m, 24, m->counter - 28);
    m->image[28] = 0xc3;

    // A stub: jmp *slot(%rip). The slot is the word behind the export table.
    ulong slot = m->head.text + m->head.data;
    m->ask = 48;
    memcpy(m->image + 48, "\xff\x25", 2);
    put4(m, 50, slot - 54);
    module_word(m, slot, module_import(0, 0));
}

#elif defined __aarch64__

// The distance of a nearby word, as LDR (literal) wants it: in words, bits
// 23-5.
static ulong literal(ulong from, ulong to)
{
    return (to - from) / 4 << 5;
}

// The same for ADR of a multiple of 4.
static ulong adr(ulong from, ulong to)
{
    return literal(from, to);
}

void code_write(struct module *m)
{
    m->answer = 0;
    put4(m, 0, 0x52800540);  // mov w0, #42
    put4(m, 4, 0xd65f03c0);  // ret
    m->count = 16;
    put4(m, 16, 0x10000001 | adr(16, m->counter));  // adr x1, counter
    put4(m, 20, 0xb9400020);                        // ldr w0, [x1]
    put4(m, 24, 0x11000400);                        // add w0, w0, #1
    put4(m, 28, 0xb9000020);                        // str w0, [x1]
    put4(m, 32, 0xd65f03c0);                        // ret

    // A stub: ldr x16, slot; br x16. The slot is the word behind the exports.
    ulong slot = m->head.text + m->head.data;
    m->ask = 48;
    put4(m, 48, 0x58000010 | literal(48, slot));
    put4(m, 52, 0xd61f0200);
    module_word(m, slot, module_import(0, 0));
}

#elif defined __riscv

// auipc, with the upper part of a distance; half of what the lower part can
// hold is added first, because that has a sign.
static ulong auipc(ulong from, ulong to)
{
    return (to - from + 0x800) & 0xfffff000;
}

// The lower part, as addi and ld want it.
static ulong low(ulong from, ulong to)
{
    return (to - from) << 20;
}

void code_write(struct module *m)
{
    m->answer = 0;
    put4(m, 0, 0x02a00513);  // li a0, 42
    put4(m, 4, 0x00008067);  // ret
    m->count = 16;
    put4(m, 16, 0x00000797 | auipc(16, m->counter));  // auipc a5, counter
    put4(m, 20, 0x00078793 | low(16, m->counter));    // addi a5, a5, counter
    put4(m, 24, 0x0007a503);                          // lw a0, (a5)
    put4(m, 28, 0x0015051b);                          // addiw a0, a0, 1
    put4(m, 32, 0x00a7a023);                          // sw a0, (a5)
    put4(m, 36, 0x00008067);                          // ret

    // A stub: ld t3, slot; jr t3. The slot is the word behind the exports.
    ulong slot = m->head.text + m->head.data;
    m->ask = 48;
    put4(m, 48, 0x00000e17 | auipc(48, slot));
    put4(m, 52, 0x000e3e03 | low(48, slot));
    put4(m, 56, 0x000e0067);
    module_word(m, slot, module_import(0, 0));
}

#elif defined __i386__

// Absolute addresses, relocated where they stand in text, at any offset.
void code_write(struct module *m)
{
    m->answer = 0;
    memcpy(m->image, "\xb8\x2a\0\0\0\xc3", 6);  // mov $42, %eax; ret
    m->count = 16;
    memcpy(m->image + 16, "\xff\x05", 2);  // incl counter
    put4(m, 18, m->counter);
    module_reloc(m, 18, 0);
    m->image[22] = 0xa1;  // mov counter, %eax; ret
    put4(m, 23, m->counter);
    module_reloc(m, 23, 0);
    m->image[27] = 0xc3;

    m->ask = 48;
    m->image[48] = 0xe9;  // jmp host_ask: relative to the next instruction
    put4(m, 49, module_import(0, 0));
    module_reloc(m, 49, 2);
}

#endif
