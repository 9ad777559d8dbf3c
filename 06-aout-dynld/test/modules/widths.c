// widths.c - variables of each size that one instruction loads, and each behind
// one that it must not be taken for.

#include <string.h>

int widths(int x);

static signed char bytes[3] = {1, 2, 3};
static short shorts[3] = {10, 20, 30};
static int ints[3] = {100, 200, 300};
static long longs[3] = {1000, 2000, 3000};
static struct {
    long before;
    _Alignas(16) char sixteen[16];
} copied = {0, "copied at once"};

// Not inline: the variables stay variables.
__attribute__((noinline)) static void change(int x)
{
    bytes[1] = (signed char)(bytes[1] + x);
    shorts[1] = (short)(shorts[1] + x);
    ints[1] += x;
    longs[1] += x;
    copied.sixteen[0] = (char)(copied.sixteen[0] + x);
}

int widths(int x)
{
    char copy[16];
    change(x);
    memcpy(copy, copied.sixteen, sizeof copy);
    return bytes[1] + shorts[1] + ints[1] + (int)longs[1] + copy[0] + copy[13];
}
