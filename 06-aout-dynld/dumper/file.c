// file.c - numbers out of a file that may end anywhere, and what is wrong
// with it.

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

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
