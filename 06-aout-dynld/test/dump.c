// dump.c - what aoutdump says of good modules, of modules that are cut off at
// every length, and of modules with each byte changed in six ways. Prints TAP.
//
// Usage: dump [STEP]    with STEP, at every so many lengths and bytes only
//
// In one process, for the sanitizers. Whatever the file: what is printed is
// printable; the bytes that -x shows, put together again, are the file; what is
// wrong is somewhere in the file. And the dumper and the loader, which share no
// code, are of one opinion.

#include <stdlib.h>
#include <string.h>

#include "dumper/dump.h"
#include "test/module.h"
#include "test/samples.h"
#include "test/source.h"
#include "test/tap.h"

static int shown;

static bool complain(const char *how, size_t at, const char *what)
{
    if (shown++ < 10)
        fprintf(stderr, "# %s at %zu: %s\n", how, at, what);
    return false;
}

// What the dumper prints; the caller frees it.
static char *print(const struct dump *dump,
                   void (*how)(const struct dump *dump, FILE *out))
{
    char *text;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    if (out == NULL)
        abort();
    how(dump, out);
    dump_complain(dump, "module", out);
    fclose(out);
    return text;
}

static bool printable(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text != '\n' && (*text < ' ' || *text > '~'))
            return false;
    }
    return true;
}

// The bytes of one line, "000028  93 dc  what" or "000040  00 * 24  what", are
// those that the file has there. Returns how many, or 0 if not. (Not with
// sscanf(), which looks for the end of all the text first.)
static size_t same_line(const char *line, const uchar *bytes, size_t n)
{
    size_t count = 0;
    char *end;
    if (strncmp(line, "00 * ", 5) == 0) {
        size_t zeros = strtoul(line + 5, NULL, 10);
        while (count < zeros && count < n && bytes[count] == 0)
            count++;
        return count == zeros ? count : 0;
    }
    while (count < n && count < 8) {
        if (strtoul(line, &end, 16) != bytes[count++] || end != line + 2)
            return 0;
        if (strncmp(end, "  ", 2) == 0 || *end == '\n')
            return count;
        line = end + 1;
    }
    return 0;
}

static bool rebuilds(const char *text, const uchar *bytes, size_t n)
{
    size_t at = 0;
    while (at < n) {
        char *rest;
        if (strtoul(text, &rest, 16) != at || strncmp(rest, "  ", 2) != 0)
            return false;
        size_t count = same_line(rest + 2, bytes + at, n - at);
        text = strchr(text, '\n');
        if (count == 0 || text == NULL)
            return false;
        at += count;
        text++;
    }
    return *text == '\0' || strncmp(text, "aoutdump: ", 10) == 0;
}

// Nothing is wrong with what is printed. The first complaint, or "", is copied
// to why.
static bool looks(const uchar *bytes, size_t n, const char *how, size_t at,
                  char why[200])
{
    struct dump dump = {.bytes = bytes, .size = n};
    dump_read(&dump);
    char *columns = print(&dump, dump_columns);
    char *all = print(&dump, dump_bytes);
    const char *wrong = NULL;
    if (!printable(columns) || !printable(all))
        wrong = "not printable";
    // Of what is no module only the first line is shown.
    if (!rebuilds(all, bytes, dump.format == NULL && n > 8 ? 8 : n))
        wrong = "-x does not show the file";
    for (size_t i = 0; i < dump.ncomplaints && i < MAX_COMPLAINTS; i++) {
        if (dump.complaints[i].at > n || dump.complaints[i].text[0] == '\0')
            wrong = "a complaint about nothing";
    }
    strcpy(why, dump.complaints[0].text);
    free(columns);
    free(all);
    dump_free(&dump);
    return wrong == NULL || complain(how, at, wrong);
}

// The loader says the same. On 386 it lets some things pass that are wrong; and
// a name that the relocations change may happen to be a good one.
static bool agrees(const uchar *bytes, size_t n, const char *how, size_t at,
                   const char *why)
{
    static const char *const others[] = {"undefined symbol", "signature",
                                         "out of memory", NULL};
    struct source s = {.bytes = bytes, .n = n};
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, 1 << 20);
    bool loads = o != NULL;
    dynobjfree(o);
    if (loads == (why[0] == '\0') || strstr(err_text(), "too big") != NULL ||
        (loads && (WORD == 4 || strstr(why, "a part of its name") != NULL)))
        return true;
    for (int i = 0; !loads && others[i] != NULL; i++) {
        if (strncmp(err_text(), others[i], strlen(others[i])) == 0)
            return true;  // it is about the program
    }
    return complain(how, at, loads ? "it loads" : err_text());
}

// A module, and whether the loader is to be asked as well. Bytes from skip to
// end are all of one kind, and one in 64 is enough.
struct subject {
    const uchar *bytes;
    size_t size, skip, end;
    bool load;
};

static size_t step = 1;

static bool wanted(const struct subject *s, size_t at)
{
    return at % (at >= s->skip && at < s->end ? 64 : step) == 0;
}

static bool cut(const struct subject *s)
{
    bool good = true;
    char why[200];
    for (size_t n = 0; n < s->size; n++) {
        if (!wanted(s, n))
            continue;
        uchar *bytes = malloc(n + !n);  // so long, for the sanitizer
        if (bytes == NULL)
            abort();
        if (n > 0)
            memcpy(bytes, s->bytes, n);
        good = looks(bytes, n, "cut", n, why) && good;
        if (why[0] == '\0')
            good = complain("cut", n, "nothing is wrong");
        free(bytes);
    }
    return good;
}

static bool change(const struct subject *s)
{
    const uchar values[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    bool good = true;
    char why[200];
    uchar *bytes = malloc(s->size);
    if (bytes == NULL)
        abort();
    memcpy(bytes, s->bytes, s->size);
    for (size_t at = 0; at < s->size; at++) {
        if (!wanted(s, at))
            continue;
        for (size_t i = 0; i <= sizeof values; i++) {
            bytes[at] = i < sizeof values ? values[i] : (uchar)~s->bytes[at];
            good = looks(bytes, s->size, "changed", at, why) && good;
            if (s->load)
                good = agrees(bytes, s->size, "changed", at, why) && good;
        }
        bytes[at] = s->bytes[at];
    }
    free(bytes);
    return good;
}

static void subject(const struct subject *s, const char *name)
{
    char what[100];
    char why[200];
    bool good = looks(s->bytes, s->size, name, 0, why);
    snprintf(what, sizeof what, "%s: nothing is wrong", name);
    ok(good && why[0] == '\0', what);
    snprintf(what, sizeof what, "%s: cut off anywhere, it is dumped", name);
    ok(cut(s), what);
    snprintf(what, sizeof what, "%s: any byte changed, it is dumped%s", name,
             s->load ? ", and the loader agrees" : "");
    ok(change(s), what);
}

static struct module m;

static void made(const char *name)
{
    size_t n;
    uchar *file = module_write(&m, &n);
    struct subject s = {file, n, 128, m.head.text, true};
    subject(&s, name);
    free(file);
}

int main(int argc, char *argv[])
{
    if (argc > 1)
        step = strtoul(argv[1], NULL, 10);
    for (const struct sample *sample = samples; sample->name; sample++) {
        // Of an LP64 module the first page is text, but for the header.
        size_t text_end = sample->size > 4096 ? 4096 : 0;
        struct subject s = {sample->bytes, sample->size, 64, text_end, false};
        subject(&s, sample->name);
    }
    module_init(&m);
    made("a module for this machine");
    module_exports(&m, 5);
    m.head.syms = m.head.pcsz = 8;
    m.nsymbols = 16;
    made("... with symbols and without imports");
    return finish();
}
