// name.c - names out of a file, made fit to be seen.

#include <string.h>

#include "dump.h"

// One byte of a name as it is printed: at most 4 characters. Returns how many.
static size_t quote1(char out[5], uchar c)
{
    if (c == '\\')
        return (size_t)snprintf(out, 5, "\\\\");
    if (c >= ' ' && c <= '~')
        return (size_t)snprintf(out, 5, "%c", c);
    return (size_t)snprintf(out, 5, "\\x%02x", c);
}

void dump_name(const struct dump *dump, struct part name, FILE *out)
{
    char quoted[5];
    for (uvlong i = 0; i < dump_had(dump, name); i++) {
        quote1(quoted, dump->bytes[name.at + i]);
        fputs(quoted, out);
    }
}

const char *dump_quote(const struct dump *dump, struct part name, char *buf,
                       size_t size)
{
    size_t n = 0;
    char quoted[5];
    buf[0] = '\0';
    for (uvlong i = 0; i < dump_had(dump, name); i++) {
        size_t more = quote1(quoted, dump->bytes[name.at + i]);
        // Always room for "..." behind what is there.
        if (n + more + sizeof "..." > size) {
            strcpy(buf + n, "...");
            break;
        }
        strcpy(buf + n, quoted);
        n += more;
    }
    return buf;
}

int dump_compare(const struct dump *dump, struct part a, struct part b)
{
    uvlong n = dump_had(dump, a), m = dump_had(dump, b);
    int order =
        memcmp(dump->bytes + a.at, dump->bytes + b.at, (size_t)(n < m ? n : m));
    return order != 0 ? order : (n > m) - (n < m);
}
