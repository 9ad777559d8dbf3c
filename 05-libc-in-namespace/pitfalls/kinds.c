// kinds.c - the kinds of names that a host may have: can they be forwarded?
//
// Usage:        kinds [data] NAME
// Exit status:  0 NAME (a variable: "data NAME") can be forwarded, 1 not, 2
//               usage.
//
// The Makefile builds this twice. build/pitfalls/kinds_mixed is linked with -z
// noseparate-code, so its constants lie next to its code, in executable memory.

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "forward.h"

// The table of a forwarding library, but in the program itself.
extern struct forward forward_table[2];
struct forward forward_table[2];

void kind_function(void);
void kind_function(void)
{
}

extern const char kind_constant[8];
const char kind_constant[8] = "degree";

extern int kind_variable;
int kind_variable = 1;

extern _Thread_local int kind_per_thread;
_Thread_local int kind_per_thread = 1;

// From assembly, where a name needs no type.
__asm__(".text\n"
        ".globl kind_untyped\n"
        "kind_untyped: nop\n");

#ifdef __GLIBC__
static void chosen(void)
{
}

__attribute__((used)) static void (*choose(void))(void)
{
    return chosen;
}

void kind_indirect(void) __attribute__((ifunc("choose")));
#endif

int main(int argc, char *argv[])
{
    bool is_data = argc == 3 && strcmp(argv[1], "data") == 0;
    if (argc != 2 && !is_data) {
        fprintf(stderr, "usage: kinds [data] NAME\n");
        return 2;
    }
    char why[512];
    forward_table[0] = (struct forward){argv[argc - 1], is_data, NULL};
    if (!forward_fill(dlopen(NULL, RTLD_LAZY), why, sizeof why)) {
        fprintf(stderr, "kinds: %s\n", why);
        return 1;
    }
    printf("%s: can be forwarded\n", argv[argc - 1]);
    return 0;
}
