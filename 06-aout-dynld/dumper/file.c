// file.c - what a file says: numbers and names out of it, wherever it may end,
// and what is wrong with it.

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"

static bool have(const struct dump *dump, uvlong at, uvlong n)
{
    return at <= dump->size && n <= dump->size - at;
}

bool dump_big(const struct dump *dump, uvlong at, uint n, uvlong *value)
{
    *value = 0;
    if (!have(dump, at, n))
        return false;
    for (uint i = 0; i < n; i++)
        *value = *value << 8 | dump->bytes[at + i];
    return true;
}

bool dump_little(const struct dump *dump, uvlong at, uint n, uvlong *value)
{
    *value = 0;
    if (!have(dump, at, n))
        return false;
    for (uint i = n; i > 0; i--)
        *value = *value << 8 | dump->bytes[at + i - 1];
    return true;
}

uvlong dump_had(const struct dump *dump, struct part part)
{
    if (part.at >= dump->size)
        return 0;
    uvlong left = dump->size - part.at;
    return part.size < left ? part.size : left;
}

bool dump_wrong(struct dump *dump, uvlong at, const char *format, ...)
{
    if (dump->ncomplaints++ >= MAX_COMPLAINTS)
        return false;
    struct complaint *complaint = &dump->complaints[dump->ncomplaints - 1];
    va_list ap;
    va_start(ap, format);
    vsnprintf(complaint->text, sizeof complaint->text, format, ap);
    va_end(ap);
    complaint->at = at;
    return false;
}

void *dump_grow(void *p, size_t n, size_t size)
{
    if ((n & (n - 1)) != 0)
        return p;
    size_t room = n == 0 ? 1 : 2 * n;
    return room > SIZE_MAX / size ? NULL : realloc(p, room * size);
}

void dump_complain(const struct dump *dump, const char *path, FILE *out)
{
    for (size_t i = 0; i < dump->ncomplaints && i < MAX_COMPLAINTS; i++)
        fprintf(out, "aoutdump: %s: 0x%llx: %s\n", path, dump->complaints[i].at,
                dump->complaints[i].text);
    if (dump->ncomplaints > MAX_COMPLAINTS)
        fprintf(out, "aoutdump: %s: and %zu more\n", path,
                dump->ncomplaints - MAX_COMPLAINTS);
}

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

void dump_read(struct dump *dump)
{
    if (!dump_header(dump))
        return;
    dump_section(dump);
    dump_exports(dump);  // what it is, the relocations say
}

void dump_free(struct dump *dump)
{
    free(dump->imports);
    free(dump->relocs);
    free(dump->sorted);
    free(dump->exports);
}
