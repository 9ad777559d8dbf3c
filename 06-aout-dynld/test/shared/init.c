// init.c - a shared object with constructors and destructors, one more that is
// registered with atexit(), and priorities: aoutld -i.

#include <stdlib.h>
#include <string.h>

extern char init_log[16];  // what ran, a letter each
extern char *init_out;     // where destructors write: theirs will be gone

char init_log[16];
char *init_out;

static void left_behind(void)
{
    if (init_out != NULL)
        strcat(init_out, "x");
}

__attribute__((constructor(102))) static void second(void)
{
    strcat(init_log, "b");
}

__attribute__((constructor(101))) static void first(void)
{
    strcat(init_log, "a");
}

__attribute__((constructor)) static void last(int argc)
{
    strcat(init_log, "c");
    strncat(init_log, &"0123456789"[argc % 10], 1);
    atexit(left_behind);
}

__attribute__((destructor)) static void first_again(void)
{
    if (init_out != NULL)
        strcat(init_out, "z");
}

__attribute__((destructor(102))) static void second_again(void)
{
    if (init_out != NULL)
        strcat(init_out, "y");
}

__attribute__((destructor(101))) static void last_again(void)
{
    if (init_out != NULL)
        strcat(init_out, "w");
}
