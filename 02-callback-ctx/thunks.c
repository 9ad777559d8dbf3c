// thunks.c - the second way out: make the function while the program runs.
//
//     data   | slot 0 | slot 1 | slot 2 | ...      rw- for ever, never x
//     code   | copy 0 | copy 1 | copy 2 | ...      r-x once it is sealed
//
// Code and data are 64 KiB apart, and copy and slot have the same size. So the
// distance from a copy to its slot is the same for each copy. The copies can be
// equal to the last bit: machine code that finds its data relative to itself.
// The data comes first, so that the memory in front of copy 0 is readable:
// clang's -fsanitize=function reads it (PITFALLS.md).
//
// The code is written once and then sealed. A new callback changes a slot, and
// no code. So no page is ever both writable and executable, and taking a
// callback changes no rights.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>

#include "frame.h"
#include "slots.h"
#include "thunks.h"

#ifndef PROT_BTI
#define PROT_BTI 0x10  // arm64's; glibc has it since 2.32
#endif

// The size of each part, as in template_*.S: a multiple of any page size (4,
// 16 or 64 KiB), because rights apply to whole pages.
#define PART 65536
#define STEP SLOT_SIZE  // bytes for each copy, too

_Static_assert(THUNK_COUNT *STEP == PART, "as many copies as slots");

// The template, from the template_*.S of this machine. Weak: if there is none,
// both addresses are null.
extern const char thunk_template[] __attribute__((weak));
extern const char thunk_template_end[] __attribute__((weak));

// The copies and slots from assembled.S, weak for the same reason.
extern const char thunk_assembled[] __attribute__((weak));
extern struct slot thunk_assembled_slots[] __attribute__((weak));

struct thunks {
    char *data;          // PART bytes: slots
    char *code;          // PART bytes behind them: copies
    struct slots slots;  // what is in data
    struct frame frame;  // see frame.h; set when sealed
    int sealed;
};

static struct thunks *map(void)
{
    struct thunks *thunks = malloc(sizeof *thunks);
    if (thunks == NULL)
        return NULL;
    char *data = mmap(NULL, 2 * (size_t)PART, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) {
        free(thunks);
        return NULL;
    }
    *thunks = (struct thunks){
        .data = data,
        .code = data + PART,
        .slots = {(struct slot *)data, THUNK_COUNT, NULL},
    };
    return thunks;
}

struct thunks *thunks_map(void)
{
    size_t size = (size_t)(thunk_template_end - thunk_template);
    if (size == 0 || size > STEP) {
        errno = ENOTSUP;
        return NULL;
    }
    struct thunks *thunks = map();
    for (int i = 0; thunks != NULL && i < THUNK_COUNT; i++)
        memcpy(thunks->code + i * STEP, thunk_template, size);
    return thunks;
}

struct thunks *thunks_assembled(void)
{
    static struct thunks assembled;
    if (thunk_assembled == NULL) {
        errno = ENOTSUP;
        return NULL;
    }
    if (assembled.code == NULL)
        assembled = (struct thunks){
            .data = (char *)thunk_assembled_slots,
            .code = (char *)thunk_assembled,
            .slots = {thunk_assembled_slots, THUNK_COUNT, NULL},
        };
    return &assembled;
}

// Returns the right that makes an arm64 CPU stop a call that does not arrive at
// "bti c". The right belongs to a page. The kernel and the loader mark the
// pages of files; these pages are ours to mark.
static int landing_pads(void)
{
#if defined(__aarch64__) && defined(HWCAP2_BTI)
    if (getauxval(AT_HWCAP2) & HWCAP2_BTI)
        return PROT_BTI;
#endif
    return 0;
}

int thunks_seal(struct thunks *thunks)
{
    // Where instructions have a separate cache (arm64, riscv64), it may still
    // hold what was there before the copies.
    __builtin___clear_cache(thunks->code, thunks->code + PART);
    int rights = PROT_READ | PROT_EXEC | landing_pads();
    if (mprotect(thunks->code, PART, rights) != 0)
        return -1;
    frame_register(&thunks->frame, thunks->code, PART);
    thunks->sealed = 1;
    return 0;
}

fixed_report *thunk_take(struct thunks *thunks,
                         void (*target)(void *ctx, double value), void *ctx)
{
    int n = slots_take(&thunks->slots, target, ctx);
    if (n < 0)
        return NULL;
    // ISO C cannot convert a data pointer to a function pointer; POSIX can.
    char *code = thunks->code + n * STEP;
    fixed_report *thunk;
    memcpy(&thunk, &code, sizeof thunk);
    return thunk;
}

void thunk_give_back(struct thunks *thunks, fixed_report *thunk)
{
    char *code;
    memcpy(&code, &thunk, sizeof code);
    slots_give_back(&thunks->slots, (int)((code - thunks->code) / STEP));
}

void thunks_unmap(struct thunks *thunks)
{
    if (thunks->sealed)
        frame_forget(&thunks->frame);
    slots_free(&thunks->slots);
    munmap(thunks->data, 2 * (size_t)PART);
    free(thunks);
}

const char *thunks_code(const struct thunks *thunks)
{
    return thunks->code;
}

const char *thunks_data(const struct thunks *thunks)
{
    return thunks->data;
}
