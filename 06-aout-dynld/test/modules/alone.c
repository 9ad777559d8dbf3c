// alone.c - a module that asks the host for nothing: what the compiler makes up
// comes from an archive.

#include <string.h>

struct big {
    char bytes[3000];
};

int plain(int x);

// memset(), memcpy() and memcmp(), most of them without being called here, and
// functions that are.
int plain(int x)
{
    volatile int last = 2999;
    struct big zero = {{0}}, one, two;
    char text[32] = {0};
    one = zero;
    one.bytes[last] = (char)x;
    two = one;
    memmove(two.bytes + 1, two.bytes, (size_t)last);
    strcpy(text, last > 0 ? "one and two" : "three");
    return memcmp(&zero, &one, sizeof one) < 0 && two.bytes[0] == 0 &&
                   memcmp(&two, &zero, sizeof two) == 0 &&
                   strchr(text, 't') == text + 8 && strchr(text, 'x') == NULL &&
                   memchr(text, 'w', sizeof text) == text + 9 &&
                   strcmp(text, "one and twp") < 0
               ? (int)strlen(text)
               : -1;
}
