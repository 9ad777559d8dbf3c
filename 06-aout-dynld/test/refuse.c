// refuse.c - modules that are wrong in one way each. Prints TAP.
//
// Each has to be refused for the right reason; err is called once; nothing is
// left allocated or mapped; the offset is where it was. What Inferno's loader
// lets pass, and only the stricter LP64 format forbids, has to load on 386.

#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"
#include "test/wrap.h"

#define LP64 (WORD == 8)

static struct module m;
static ulong maxsize;
static size_t most = 65536 + 1024;  // bytes that may be allocated

// The error's text for m as it is now, or "" if it loads; the reason why the
// rest is not right, if it is not.
static const char *reason_from(bool is_file)
{
    static char text[256];
    size_t n;
    uchar *file = module_write(&m, &n);
    long blocks = wrap.blocks;
    size_t mapped = wrap.mapped;
    struct source s = {.bytes = file, .n = n, .file = is_file};
    wrap.allocated = 0;
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, maxsize);
    bool refused = o == NULL;
    dynobjfree(o);
    free(file);

    strcpy(text, err_text());
    if (err_calls() != refused || (text[0] != '\0') != refused)
        return "err was not called once";
    if (wrap.blocks + 1 != blocks || wrap.mapped != mapped)
        return "it leaks";
    if (refused && s.at != 0)
        return "the offset is elsewhere";
    if (s.asked > 1L << 30)
        return "it asks for more than 1 GB at once";
    if (wrap.allocated > most)
        return "it allocates before it reads";
    return text;
}

// The same, whether text is copied or mapped: else both are shown.
static const char *reason(void)
{
    static char texts[2 * 256 + 8];
    char copied[256];
    strcpy(copied, reason_from(false));
    const char *mapped = reason_from(true);
    snprintf(texts, sizeof texts, "%s", copied);
    if (strcmp(copied, mapped) != 0)
        snprintf(texts, sizeof texts, "%s (mapped: %s)", copied, mapped);
    return texts;
}

// The text begins with wanted; or it is empty, if that is.
static void starts(const char *wanted, const char *what)
{
    const char *got = reason();
    size_t n = strlen(wanted);
    if (n > 0 && strncmp(got, wanted, n) == 0)
        got = wanted;
    is(got, wanted, what);
    module_init(&m);
}

static void contains(const char *part, const char *what)
{
    has(reason(), part, what);
    module_init(&m);
}

// Refused on LP64 for this reason; on 386 it loads.
static void strict(const char *wanted, const char *what)
{
    starts(LP64 ? wanted : "", what);
}

// For faults that 386 does not have, or finds something else about.
static void lp64(const char *wanted, const char *what)
{
    if (LP64)
        starts(wanted, what);
    module_init(&m);
}

static void magic(void)
{
    const char *wrong = "not dynamic object file or wrong platform: magic ";
    m.head.magic &= ~DYN_MAGIC;
    starts(wrong, "magic: an executable, not a module");
    m.head.magic = DYN_MAGIC | S_MAGIC;
    starts(wrong, "magic: what Inferno's 6l writes for amd64");
    m.head.magic = (uint)dynmagic() ^ DYN_MAGIC_LP64 ^ DYN_MAGIC_EARLIER;
    char earlier[120];
    snprintf(earlier, sizeof earlier,
             "%s0x%08x, expected 0x%08x: of an earlier form: link it again",
             wrong, m.head.magic, (uint)dynmagic());
    lp64(earlier, "magic: the earlier form of these modules");
    m.head.magic = LP64 ? DYN_MAGIC | I_MAGIC : DYN_MAGIC_LP64 | S_MAGIC;
    starts(wrong, "magic: another machine");
}

// Sums that wrap in 32 bits, and sizes beyond all reason. None may be believed,
// and none may cost memory.
static void sizes(void)
{
    maxsize = 1 << 20;
    m.head.text = 0xfffff000;
    contains(": object too big: the limit is 1048576 bytes",
             "sizes: text alone is too big");
    m.head.text = 0xfffff000;
    m.head.data = 0x2000;
    m.head.bss = 0x1000;
    starts("4294975488: object too big: the limit is 1048576 bytes",
           "sizes: text, data and bss wrap around to a small sum");
    m.head.bss = 0xffffffff;
    contains(": object too big: the limit is 1048576 bytes",
             "sizes: bss too big");

    // Without a limit there is memory, or there is none; the bytes are missing.
    maxsize = 0;
    const char *what = "sizes: text and data, 4 GB that the file does not have";
    m.head.text = 0xfffff000 - EXEC_SIZE_LP64;
    m.head.data = 0x2000;
    m.head.entry = m.head.text;
    m.entry8 = m.head.entry;
    const char *got = reason();
    ok(strncmp(got, "error reading object file: ", 27) == 0 ||
           strncmp(got, "out of memory: cannot map ", 26) == 0 ||
           strstr(got, ": object too big") != NULL,
       what);
    module_init(&m);

    if (!LP64) {
        m.head.text = 0xfffff000;
        contains(": object too big: the limit is 1073741823 bytes",
                 "sizes: text is more than a quarter of all addresses");
    }

    m.head.text += 8;
    lp64("bad header: 4064 bytes of text: with the header not a multiple of "
         "4096",
         "sizes: text does not end where a page can");
    m.head.text = 0;
    lp64("bad header: 0 bytes of text: with the header not a multiple of 4096",
         "sizes: no text, behind which data would be in no page of its own");
    m.head.data += 1;
    starts("bad header: ", "sizes: data is not whole words");
    m.head.spsz = 4;
    m.nsymbols = 4;
    strict("bad header: spsz is 4, not 0", "sizes: a table nobody writes");
}

// The most that this process has had in memory, in KB: of what a header claims,
// and of bss, it is not to be much.
static long resident(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void memory(long before)
{
    m.head.data = 1 << 28;
    starts("error reading object file: ", "memory: 256 MB of data, in a lie");
    m.head.bss = 1 << 28;
    starts("", "memory: 256 MB of bss");
    ok(resident() - before < 1 << 17, "... and nothing like that was touched");
}

static void at_entry(ulong entry, const char *what)
{
    m.head.entry = (uint)entry;
    m.entry8 = entry;
    starts("invalid export table pointer (entry point)", what);
}

static void entry(void)
{
    ulong end = m.head.text + m.head.data;
    at_entry(0, "entry: in text");
    at_entry(end - 8, "entry: in the last word of data");
    at_entry(end, "entry: in bss");
    at_entry(0xfffffff8, "entry: beyond the image");
    at_entry(m.head.entry + 2, "entry: not aligned");
    m.head.data = 0;
    m.filled = m.head.text;
    at_entry(m.head.text, "entry: no data at all");
    m.head.data = m.head.bss = 8;
    m.filled = m.head.text + 8;
    at_entry(m.head.text, "entry: data smaller than any table");
    m.entry8 |= 1ull << 32;
    strict("invalid export table pointer (entry point)",
           "entry: its two copies differ");
    m.entry8 |= 1ull << 63;
    strict("invalid export table pointer (entry point)",
           "entry: ... by their highest bit");
}

// The 8th entry, which was the end, as a good export with that name.
static void eighth_export(const char *name)
{
    ulong at = module_export(&m, 7);
    strcpy((char *)m.image + m.names + 48, name);
    module_word(&m, at + WORD, m.counter);
    module_word(&m, at + 2 * WORD, m.names + 48);
    if (LP64)
        m.nrelocs--;  // the stub's slot, to keep the order
    m.relocs[m.nrelocs++] = (struct test_reloc){at + WORD, 0};
    m.relocs[m.nrelocs++] = (struct test_reloc){at + 2 * WORD, 0};
    m.said_relocs = (uint)m.nrelocs;
}

// Word 0, 1 or 2 of export i: sig, addr, name.
static void export_word(int i, int word, ulong value)
{
    module_word(&m, module_export(&m, i) + (ulong)word * WORD, value);
}

// The relocation of the word at that offset: taken out.
static void no_reloc(ulong at)
{
    size_t i = 0;
    while (m.relocs[i].at != at)
        i++;
    memmove(&m.relocs[i], &m.relocs[i + 1],
            (m.nrelocs - i - 1) * sizeof m.relocs[0]);
    m.nrelocs--;
    m.said_relocs--;
}

static void export_names(void)
{
    ulong end = m.head.text + m.head.data;
    const char *outside =
        "invalid export table: the name of export 2 is not in";
    eighth_export("zz");
    starts("invalid export table: no end within the module's data, after 8",
           "exports: the table does not end");
    export_word(2, 2, m.answer);
    starts(outside, "exports: a name in text");
    export_word(2, 2, end);
    starts(outside, "exports: a name in bss");
    export_word(2, 2, (ulong)-1);
    starts(outside, "exports: a name below the image");
    no_reloc(module_export(&m, 2) + 2 * WORD);
    starts(outside, "exports: a name that is not relocated");

    memset(m.image + end, 'z', 8);
    m.head.data += 8;
    m.filled += 8;
    export_word(6, 2, end);
    starts("invalid export table: the name of export 6 does not end",
           "exports: a name without an end, in the last bytes of data");

    memset(m.image + end, 'z', 8000);
    m.head.data += 8000;
    m.filled += 8000;
    m.image[m.filled - 1] = '\0';
    export_word(6, 2, end);
    starts(
        "invalid export table: the name of export 6 does not end within 4096",
        "exports: a name that is too long to be compared often");
}

// The same 3 symbols at the end of data, of the image, and of a page.
static void no_end(void)
{
    module_exports(&m, 3);
    ulong old = m.head.entry, size = 3 * 3 * WORD;
    m.head.data = 4096;
    m.head.bss = 0;
    m.filled = m.head.text + m.head.data;
    m.head.entry = (uint)(m.filled - size);
    m.entry8 = m.head.entry;
    memmove(m.image + m.head.entry, m.image + old, size);
    for (size_t i = 0; i < m.nrelocs; i++)
        m.relocs[i].at += m.head.entry - old;
    starts("invalid export table: no end within the module's data, after 3",
           "exports: a table that ends only where memory does");
}

static void export_order(void)
{
    memcpy(m.image + m.names, "zzzzzz", 6);
    starts("invalid export table: export 1 is not in order: ask",
           "exports: not sorted");
    memcpy(m.image + m.names, "b\x1b[2J\x80", 7);
    memcpy(m.image + m.names + 7, "a\n", 3);
    starts("invalid export table: export 1 is not in order: a\\x0a",
           "exports: a name is shown with its control characters escaped");
    ulong name = m.names;
    export_word(1, 2, name);
    strict("invalid export table: export 1 is not in order: answer",
           "exports: the same name twice");
}

static void export_values(void)
{
    const char *outside =
        "invalid export table: the address of count is not in";
    ulong size = m.head.text + m.head.data + m.head.bss;
    export_word(2, 1, size);
    strict(outside, "exports: an address just behind the image");
    export_word(2, 1, size + 1);
    starts(outside, "exports: an address behind the image");
    export_word(2, 1, (ulong)-1);
    starts(outside, "exports: an address below the image");
    no_reloc(module_export(&m, 2) + WORD);
    starts(outside, "exports: an address that is not relocated");
    m.image[m.names] = '\0';
    export_word(0, 1, size + 1);
    starts("invalid export table: the address of  is not in",
           "exports: ... of a symbol without a name");
    if (LP64) {
        export_word(2, 0, (ulong)(1ull << 32));
        starts("invalid export table: the signature of count has more than 4",
               "exports: a signature of more than 4 bytes");
    }
}

static void imports(void)
{
    m.said_imports = 0x7fffffff;
    starts("dynamic object: 2147483647 imports: at most", "imports: 2^31 - 1");
    m.said_imports = 0xffffffff;
    starts("dynamic object: 4294967295 imports: at most", "imports: -1");
    m.imports[0].name = "";
    starts("dynamic object: import 0 has no name", "imports: no name");
    m.imports[0] = m.imports[1];
    strict("dynamic object: import 1 is not in order: host_value",
           "imports: the same twice");
    struct import first = m.imports[0];
    m.imports[0] = m.imports[1];
    m.imports[1] = first;
    strict("dynamic object: import 1 is not in order: host_ask",
           "imports: not sorted");
    m.imports[0].name = "host\x1b[2J\x7f\xe9\n\\";
    starts("undefined symbol: host\\x1b[2J\\x7f\\xe9\\x0a\\\\",
           "imports: control characters in a name are shown, not obeyed");
    m.imports[0].name = "host_a_name_that_is_longer_than_anybody_wants_to_read"
                        "_in_a_message_of_one_line_on_a_terminal";
    starts("undefined symbol: host_a_name_that_is_longer_than_anybody_want...",
           "imports: a long name is cut, and one sees that it is");
    m.imports[0].name = "a b~";
    starts("undefined symbol: a b~",
           "imports: the first and the last character that are shown as such");
}

// All that are undefined, in one message: as many as it has room for.
static void many_undefined(void)
{
    static char names[1000][16];
    m.imports[0].name = "a_first";
    m.imports[1].name = "a_second\n";
    starts("undefined symbols: a_first, a_second\\x0a",
           "imports: two undefined");
    for (uint i = 0; i < 1000; i++) {
        snprintf(names[i], sizeof names[i], "n%04u", i);
        m.imports[i].name = names[i];
    }
    m.imports[0].name = "m00000";  // then n0012 just fits
    m.nimports = m.said_imports = 1000;
    starts(
        "undefined symbols: m00000, n0001, n0002, n0003, n0004, n0005, n0006,"
        " n0007, n0008, n0009, n0010, n0011, n0012, ... (1000)",
        "imports: 1000 undefined: as many as fit, and how many there are");
    m.imports[0].name = "host_ask";
    m.imports[0].sig = 1;
    m.imports[1].name = "zzz";
    m.imports[1].sig = 0;
    starts("signature mismatch: host_ask",
           "... a wrong type before one that is undefined");
}

// Ten bits of a word name an import on 386, where one may be listed again.
static void many_imports(void)
{
    for (uint i = 0; i < MAX_IMPORTS; i++)
        m.imports[i] = m.imports[0];
    m.nimports = m.said_imports = 1024;
    strict("dynamic object: import 1 is not in order", "imports: 1024");
    for (uint i = 0; i < MAX_IMPORTS; i++)
        m.imports[i] = m.imports[0];
    m.nimports = m.said_imports = 1025;
    starts(LP64 ? "dynamic object: import 1 is not in order"
                : "dynamic object: 1025 imports: at most 1024 are possible",
           "imports: 1025");
}

// A relocation at that offset, instead of those that are there.
static void only_reloc(ulong at, uint kind)
{
    m.nrelocs = 0;
    m.relocs[m.nrelocs++] = (struct test_reloc){at, kind};
    m.said_relocs = 1;
}

static void reloc_offsets(void)
{
    ulong end = m.head.text + m.head.data;
    const char *bad = "dynamic object: bad relocation offset: number 0: 0x";
    only_reloc(end, 0);
    starts(bad, "relocations: in bss");
    only_reloc(end - WORD / 2, 0);
    starts(bad, "relocations: half in bss");
    only_reloc(0xfffffff8, 0);
    starts(bad, "relocations: far beyond the image");
    only_reloc(end, 1);
    starts(bad, "relocations: in bss, of an import");

    // All that are good, then one whose distance leads around to below the
    // image.
    m.relocs[m.nrelocs++] = (struct test_reloc){(ulong)-8, 0};
    m.said_relocs++;
    starts("dynamic object: bad relocation offset: number ",
           "relocations: below the image, by a distance that wraps around");
    struct test_reloc first = m.relocs[0];
    m.relocs[0] = m.relocs[1];
    m.relocs[1] = first;
    strict("dynamic object: bad relocation offset: number 1: 0x10000",
           "relocations: descending, in the same way");
    only_reloc(m.head.text - 8, 0);
    lp64(bad, "relocations: in text");
    only_reloc(0, 0);
    lp64(bad, "relocations: at its beginning");
    only_reloc(m.head.text + 4, 0);
    lp64(bad, "relocations: not aligned, so that two could overlap");
}

static void reloc_kinds(void)
{
    only_reloc(m.pointer, 3);
    starts("dynamic object: bad relocation mode: number 0 at 0x", "modes: 3");
    only_reloc(m.pointer, 4);
    starts("dynamic object: bad relocation mode: number 0 at 0x", "modes: 4");
    only_reloc(m.pointer, 15);
    starts("dynamic object: bad relocation mode: number 0 at 0x", "modes: 15");
    only_reloc(m.pointer, 2);
    lp64("dynamic object: bad relocation mode: number 0 at 0xfe0: mode 2",
         "modes: 2, which only 386 has");
    m.relocs[m.nrelocs - 1].kind |= 0xc0;
    starts("dynamic object: bad relocation: number ",
           "relocations: a distance of 8 bytes");
    m.relocs[0].kind |= 0xc0;
    starts("dynamic object: bad relocation: number 0: byte 0x",
           "relocations: ... before all others");
    m.relocs[0].kind |= 0x10;
    strict("dynamic object: bad relocation: number 0: byte 0x",
           "relocations: a bit set that means nothing");
    m.relocs[1].at = m.relocs[0].at;
    lp64("dynamic object: bad relocation: number 1: the same word again",
         "relocations: the same word twice");
    module_word(&m, m.value, module_import(2, 0));
    starts("dynamic object: bad relocation index: number ",
           "relocations: an import that the module does not list");
    module_word(&m, m.value, (ulong)-1);
    starts("dynamic object: bad relocation index: number ",
           "relocations: the last import that can be named");
}

static void reloc_counts(void)
{
    m.said_relocs = 0x80000000;
    starts("dynamic object: 2147483648 relocations: in ",
           "relocations: a count that is negative as an int");
    m.said_relocs = 0xffffffff;
    starts("dynamic object: 4294967295 relocations: in ", "relocations: -1");
    m.said_relocs++;
    starts("dynamic object: ", "relocations: one more than there are");
    m.relocs[0].kind |= WIDE;
    m.section_more = -1;
    starts("dynamic object: the section ends within the relocations",
           "relocations: the last is cut short, after good ones");
    m.relocs[0].kind |= WIDE;
    m.section_more = -2;
    starts("dynamic object: the section ends within the relocations",
           "relocations: the last is cut off, after good ones");
    m.trailing = 1;
    strict("dynamic object: 1 bytes behind the last relocation",
           "relocations: a byte behind the last");
    m.said_relocs--;
    lp64("dynamic object: ", "relocations: one less than there are");
    m.nrelocs = m.said_relocs = 0;
    starts("invalid export table: the name of export 0 is not in",
           "relocations: none at all");
}

static void section(void)
{
    size_t n;
    free(module_write(&m, &n));
    long size = (long)n - (long)(m.filled + (LP64 ? 44 : 36));
    m.section_more = 0x7fffffff - size;
    starts("error reading object file: dynamic section: it ends after ",
           "section: 2 GB that the file does not have");
    m.section_more = 0xffffffff - size;
    starts("error reading object file: dynamic section: it ends after ",
           "section: 4 GB");
    m.trailing = 3 * 65536;  // in 64 KB, as many more, twice as many more, ...
    m.section_more = 0x7fffffff - size - 3 * 65536;
    most += (2 + 4) * 65536;
    starts("error reading object file: dynamic section: it ends after ",
           "section: 2 GB, and the file has 192 KB");
    most -= (2 + 4) * 65536;
    m.section_more = 7 - size;
    starts("dynamic object: section of 7 bytes: at least 8",
           "section: 7 bytes");
    m.section_more = -size;
    starts("dynamic object: section of 0 bytes: at least 8", "section: none");
    m.section_more = 8 - size;
    starts("dynamic object: 2 imports: at most",
           "section: ends before imports");
    m.section_more = 18 - size;
    starts("dynamic object: the section ends within the imports",
           "section: ends between two imports");
    m.section_more = 30 - size;
    starts("dynamic object: the section ends within an import's name",
           "section: ends within a name");
    m.section_more = 32 - size;
    starts("dynamic object: the section ends within the number of relocations",
           "section: ends before the relocations");
    m.head.syms = 0xfffffff0;
    m.head.pcsz = 0x10;
    starts("error reading object file: size of the dynamic section: it ends",
           "section: sizes of symbols that wrap around to nothing");
}

// Text has no bytes, and the first word of all is relocated. (386 only: what
// has a page begin with its header has text to fill that page up.)
static void no_text(void)
{
    if (LP64)
        return;
    module_exports(&m, 3);
    ulong text = m.head.text;
    memmove(m.image, m.image + text, m.head.data);
    m.head.text = 0;
    m.filled = m.head.data;
    m.head.entry -= (uint)text;
    m.entry8 = m.head.entry;
    for (size_t i = m.nrelocs; i > 0; i--) {
        ulong at = m.relocs[i - 1].at - text, word;
        memcpy(&word, m.image + at, WORD);
        module_word(&m, at, word - text);
        m.relocs[i].at = at;
    }
    m.relocs[0] = (struct test_reloc){0, 0};
    m.nrelocs++;
    m.said_relocs++;
    starts("", "allowed: no text");
}

// These only look like faults.
static void allowed(void)
{
    memset(m.image + m.head.text - 8, 0x5a, 8);
    starts("", "allowed: any padding behind text");
    module_word(&m, m.pointer, (ulong)-4);
    starts("", "allowed: a pointer to before the image, which C has too");
    module_word(&m, m.value, module_import(1, 0xffffffff));
    lp64("", "allowed: a negative distance to an import");
    module_init(&m);
    export_word(0, 2, 0);
    no_reloc(module_export(&m, 0) + 2 * WORD);
    starts("", "allowed: no exports");
    export_word(0, 0, 0xffffffff);
    starts("", "allowed: the largest signature");
    m.head.bss = 0;
    export_word(6, 1, m.counter);
    starts("", "allowed: no bss");
    module_exports(&m, 3);
    starts("", "allowed: no imports");
    module_exports(&m, 0);
    starts("", "allowed: an export table that is only its end, and data's end");
    module_exports(&m, 0);
    m.head.data = 3 * WORD;
    m.head.entry = m.head.text;
    m.entry8 = m.head.entry;
    m.filled = m.head.text + m.head.data;
    starts("", "allowed: an export table that is only its end, and all data");
    no_text();
    m.imports[0].sig = m.imports[1].sig = 0;
    starts("", "allowed: imports without signature: they match anything");
}

int main(void)
{
    module_init(&m);
    magic();
    long before = resident();
    sizes();
    memory(before);
    entry();
    export_names();
    no_end();
    export_order();
    export_values();
    imports();
    many_undefined();
    many_imports();
    reloc_offsets();
    reloc_kinds();
    reloc_counts();
    section();
    allowed();
    return finish();
}
