// ways.c - a plugin that takes the ways that were drawn for it.
//
// Compiled with -DPLUGIN=1 to 8. draw.h, which check.sh writes, has for each of
// them the readings, the steps of measure(), and its last one.

#include <search.h>
#include <string.h>
#include <sys/mman.h>

#include "draw.h"
#include "relay.h"

#define PASTE(a, b) a##b
#define OF(name, number) PASTE(name, number)

static double readings[] = OF(READINGS_, PLUGIN);
static volatile int steps;

// What measure() was given.
static report_fn *host_report;
static each_fn *host_each;

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

__attribute__((noinline, unused)) static void inner(report_fn *report,
                                                    double *reading)
{
    report(reading);  // a jump, but not out of measure()
}

// tdestroy() calls the function for what is in the tree: here, one reading.
__attribute__((noinline, unused)) static void tree(report_fn *report,
                                                   double *reading)
{
    void *root = 0;
    tsearch(reading, &root, compare);
    tdestroy(root, report);
    steps++;
}

// Calls its second argument with the first, and returns. It lies in data: it is
// copied, and then is code in no file, as that of a just-in-time compiler.
static const unsigned int template[] = {
#if defined(__x86_64__)
    0x58d6ff50,  // push %rax; call *%rsi; pop %rax
    0x000000c3,  // ret
#elif defined(__aarch64__)
    0xa9bf7bfd,  // stp x29, x30, [sp, -16]!
    0xd63f0020,  // blr x1
    0xa8c17bfd,  // ldp x29, x30, [sp], 16
    0xd65f03c0,  // ret
#elif defined(__riscv) && __riscv_xlen == 64
    0xff010113,  // addi sp, sp, -16
    0x00113423,  // sd ra, 8(sp)
    0x000580e7,  // jalr a1
    0x00813083,  // ld ra, 8(sp)
    0x01010113,  // addi sp, sp, 16
    0x00008067,  // ret
#else
    0,
#endif
};

typedef void made_fn(double *reading, report_fn *report);

__attribute__((unused)) static void make_and_call(report_fn *report,
                                                  double *reading)
{
    size_t size = sizeof template;
    char *code = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (code == MAP_FAILED)
        return;
    memcpy(code, template, size);
    __builtin___clear_cache(code, code + size);
    if (mprotect(code, size, PROT_READ | PROT_EXEC) == 0)
        ((made_fn *)(unsigned long)code)(reading, report);
    munmap(code, size);
}

// For each(): functions of the plugin, which each() calls.
__attribute__((unused)) static void own(void *reading)
{
    host_report(reading);
    steps++;
}

__attribute__((unused)) static void own_jump(void *reading)
{
    host_report(reading);  // a jump out of own_jump(): each() seems to call
}

__attribute__((unused)) static void ignore(void *reading)
{
    (void)reading;
}

__attribute__((unused)) static void deep(void *reading)
{
    host_each(reading, 1, ignore);
    host_report(reading);  // a jump as well
}

#define CALL(i) report(&readings[i]), steps++;
#define INNER(i) inner(report, &readings[i]), steps++;
#define TREE(i) tree(report, &readings[i]);
#define MADE(i) make_and_call(report, &readings[i]);
#define RELAY(i) relay_call(report, &readings[i]), steps++;
#define RELAY_JUMP(i) relay_jump(report, &readings[i]), steps++;
#define EACH(i) each(&readings[i], 1, report), steps++;
#define EACH_OWN(i) each(&readings[i], 1, own), steps++;
#define EACH_JUMP(i) each(&readings[i], 1, own_jump), steps++;
#define EACH_DEEP(i) each(&readings[i], 1, deep), steps++;
#define END_CALL(i) CALL(i)
#define END_JUMP(i) report(&readings[i]);
#define END_EACH(i) each(&readings[i], 1, report);
#define END_RELAY(i) relay_call(report, &readings[i]);

static void measure(report_fn *report, each_fn *each)
{
    host_report = report;
    host_each = each;
    OF(STEPS_, PLUGIN)
    OF(LAST_, PLUGIN)
}

__attribute__((visibility("default"))) const struct feeder feeder = {measure};
