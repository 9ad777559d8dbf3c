// signof.c - a program that prints signatures: of types, of expressions, of
// several in one line, in a header, and in two files.
//
// Usage:        signof
// Exit status:  0.

#include <stdio.h>

#include "test/of_one.h"

int both(int a, char *b);

int both(int a, char *b)
{
    return a + *b;
}

// Compilers that inline it must not lose what it asks for.
static unsigned long inlined(struct one *p)
{
    return signof(*p);
}

int main(void)
{
    struct one one = {0}, *p = &one;
    int count = 1, array2[2][3];
    (void)array2;
    printf("int %08lx\n", signof(int));
    printf("*p %08lx, p %08lx\n", signof(*p), signof(p));
    printf("p->a++ %08lx, and a is still %d\n", signof(p->a++), p->a);
    printf("count + 1.0 %08lx\n", signof(count + 1.0));
    printf("array2 %08lx\n", signof(array2));
    printf("both %08lx\n", signof(both));
    printf("int (*)(int) %08lx\n", signof(int (*)(int)));
    printf("struct of two %08lx\n", signof(struct { int x, y; }));
    printf("const %08lx\n", signof(const volatile int));
    for (int i = 0; i < 2; i++)
        printf("in a loop %08lx\n", signof(void *));
    printf("inlined %08lx, in a header %08lx\n", inlined(p), of_one());
    print_others();
    return 0;
}
