// everything.c - a module with all that ordinary C compiles to.
//
// test/call.c calls each of these functions, and check.sh knows what they
// return. What the compilers make of them differs: that is what is tested.

#include "everything.h"
#include "lent.h"

// Variables that begin as zeros, as numbers, as addresses.
static int zeros[1000];
static int count = 5;
static int *pointer = &zeros[7];
static int *const *const pointers[] = {&pointer, &pointer};
int *lent_third = &lent_row[2];
static int total;

static int statics(int i)
{
    zeros[i]++;
    count++;
    total += zeros[i];
    return count * 100 + zeros[i] * 10 + total;
}

static int through_pointers(int value)
{
    *pointer = value;
    return *(*pointers[1]) + zeros[7];
}

// Constants: text if they are bytes, data if they are addresses.
static const char message[] = "constant bytes";
static const char *const names[] = {"zero", "one", "two", "three"};
static const double halves[] = {0.5, 1.5, 2.5, 3.5};

static const char *name_of(unsigned i)
{
    return i < 4 ? names[i] : message;
}

static double half_of(unsigned i)
{
    return halves[i & 3] + 1e10;
}

// A jump table, and a table of strings made from a switch.
static int dispatch(int x)
{
    switch (x) {
    case 0:
        return lent_add(1, 2);
    case 1:
        return count;
    case 2:
        return lent_number;
    case 3:
        return statics(9);
    case 4:
        return lent_row[3];
    case 5:
        return through_pointers(3);
    case 6:
        return x * x;
    default:
        return -1;
    }
}

static const char *weekday(int day)
{
    switch (day) {
    case 0:
        return "Sunday";
    case 1:
        return "Monday";
    case 2:
        return "Tuesday";
    case 3:
        return "Wednesday";
    case 4:
        return "Thursday";
    case 5:
        return "Friday";
    case 6:
        return "Saturday";
    default:
        return "never";
    }
}

// Functions in tables, own and lent; taken by address; called as the last
// thing that a function does.
static int subtract(int a, int b)
{
    return a - b;
}

static int (*const operations[])(int, int) = {lent_add, subtract};

static int operate(int which, int a, int b)
{
    return operations[which](a, b);
}

static int (*address_of_lent(void))(int, int)
{
    return lent_add;
}

static int tail(int a)
{
    return lent_add(a, 1000);
}

static double floating(double x)
{
    return lent_half(x) * 3.0;
}

// What the compiler may make calls of memcpy() and memset() of.
struct block {
    int words[200];
};

static void copy(int to[200], const int from[200])
{
    *(struct block *)to = *(const struct block *)from;
}

static int sum(int value)
{
    struct block block = {{value}};
    int all = 0;
    block.words[199] = value;
    for (int i = 0; i < 200; i++)
        all += block.words[i];
    return all;
}

// A table of functions, like the device tables of drivers.
const struct everything everything = {
    .statics = statics,
    .through_pointers = through_pointers,
    .name_of = name_of,
    .half_of = half_of,
    .dispatch = dispatch,
    .weekday = weekday,
    .operate = operate,
    .address_of_lent = address_of_lent,
    .tail = tail,
    .floating = floating,
    .copy = copy,
    .sum = sum,
};
