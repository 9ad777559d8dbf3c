// module.c - make a module in memory, byte by byte, good or bad.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/module.h"

#define LP64 (WORD == 8)
#define TEXT (LP64 ? 4096 - EXEC_SIZE_LP64 : 64)

// The program's side.

static int host_ask(void)
{
    return 7;
}

static int host_value[2] = {11, 22};

Dynsym host_table[] = {
    {0x11, (ulong)host_ask, "host_ask"},
    {0x22, (ulong)host_value, "host_value"},
    {0, 0, nil},
};

// The module's.

void module_word(struct module *m, ulong at, ulong value)
{
    memcpy(m->image + at, &value, WORD);
}

ulong module_import(uint index, uint addend)
{
    return LP64 ? (ulong)((uvlong)index << 32 | addend)
                : (ulong)index << 22 | addend;
}

void module_reloc(struct module *m, ulong at, uint mode)
{
    m->relocs[m->nrelocs++] = (struct test_reloc){at, mode};
    m->said_relocs++;
}

ulong module_export(const struct module *m, int i)
{
    return m->head.entry + (ulong)i * 3 * WORD;
}

static void add_import(struct module *m, ulong sig, const char *name)
{
    m->imports[m->nimports++] = (struct import){sig, name};
    m->said_imports++;
}

// A name in data, and the entry that points to it. Returns the next name's
// place.
static ulong add_export(struct module *m, int i, const char *name, ulong addr,
                        ulong at)
{
    ulong entry = module_export(m, i);
    strcpy((char *)m->image + at, name);
    module_word(m, entry, 0x100 + (ulong)i);
    module_word(m, entry + WORD, addr);
    module_word(m, entry + 2 * WORD, at);
    module_reloc(m, entry + WORD, 0);
    module_reloc(m, entry + 2 * WORD, 0);
    return at + strlen(name) + 1;
}

static void add_exports(struct module *m)
{
    const char *names[] = {"answer",  "ask",   "count", "counter",
                           "pointer", "value", "zeros"};
    ulong places[] = {m->answer,  m->ask,   m->count, m->counter,
                      m->pointer, m->value, m->zeros};
    ulong at = m->names;
    for (int i = 0; i < 7; i++)
        at = add_export(m, i, names[i], places[i], at);
}

// Data: counter, pointer, value, 64 bytes of names, the export table.
void module_init(struct module *m)
{
    module_with_text(m, TEXT);
}

void module_with_text(struct module *m, ulong text)
{
    memset(m, 0, sizeof *m);
    m->head.magic = (uint)dynmagic();
    m->head.text = (uint)text;
    ulong data = m->head.text;
    m->counter = data;
    m->pointer = data + 8;
    m->value = data + 16;
    m->names = data + 24;
    m->head.entry = (uint)(data + 88);
    m->entry8 = m->head.entry;
    m->head.data = (uint)(88 + 8 * 3 * WORD);
    m->head.bss = 64;
    m->zeros = data + m->head.data;
    m->filled = m->head.text + m->head.data;

    add_import(m, 0x11, "host_ask");
    add_import(m, 0x22, "host_value");
    code_write(m);
    module_word(m, m->pointer, m->counter);
    module_reloc(m, m->pointer, 0);
    module_word(m, m->value, module_import(1, 4));
    module_reloc(m, m->value, 1);
    if (LP64) {  // what code_write() calls through: the last word of data
        m->head.data += 8;
        m->filled += 8;
        m->zeros += 8;
    }
    add_exports(m);
    if (LP64)
        module_reloc(m, m->zeros - 8, 1);
}

// Data: counter, the table, the names.
void module_exports(struct module *m, int n)
{
    module_init(m);
    memset(m->image, 0, sizeof m->image);
    m->nimports = m->nrelocs = 0;
    m->said_imports = m->said_relocs = 0;
    m->counter = m->head.text;
    m->head.entry = (uint)(m->counter + WORD);
    m->entry8 = m->head.entry;
    m->names = module_export(m, n + 1);
    m->head.data = (uint)(m->names - m->head.text + (ulong)n * 8);
    m->filled = m->head.text + m->head.data;
    for (int i = 0; i < n; i++) {
        char name[16];
        snprintf(name, sizeof name, "s%03d", i);
        add_export(m, i, name, m->counter, m->names + (ulong)i * 8);
    }
}

// The file.

struct writer {
    uchar *bytes;
    size_t n;
};

static void put(struct writer *w, const void *bytes, size_t n)
{
    memcpy(w->bytes + w->n, bytes, n);
    w->n += n;
}

static void put_big(struct writer *w, uvlong value, int bytes)
{
    while (bytes-- > 0)
        w->bytes[w->n++] = (uchar)(value >> (8 * bytes));
}

static void put_zeros(struct writer *w, size_t n)
{
    memset(w->bytes + w->n, 0, n);
    w->n += n;
}

// The distance takes as few bytes as possible, as the linkers write it.
static void put_reloc(struct writer *w, const struct test_reloc *r, ulong last)
{
    uint distance = (uint)(r->at - last);
    uint c = distance < 0x100 ? 0 : distance < 0x10000 ? 1 : 2;
    if (r->kind & WIDE)
        c = 2;
    put_big(w, r->kind | c << 6, 1);
    put_big(w, distance, 1 << c);
}

static void put_section(struct writer *w, const struct module *m)
{
    size_t start = w->n;
    put_big(w, 0, 4);
    put_big(w, m->said_imports, 4);
    for (size_t i = 0; i < m->nimports; i++) {
        put_big(w, m->imports[i].sig, 4);
        put(w, m->imports[i].name, strlen(m->imports[i].name) + 1);
    }
    put_big(w, m->said_relocs, 4);
    ulong last = 0;
    for (size_t i = 0; i < m->nrelocs; i++) {
        put_reloc(w, &m->relocs[i], last);
        last = m->relocs[i].at;
    }
    put_zeros(w, m->trailing);
    struct writer size = {w->bytes + start, 0};
    put_big(&size, w->n - start - 4 + (size_t)m->section_more, 4);
}

uchar *module_write(const struct module *m, size_t *n)
{
    size_t room = 1024 + 5 * m->nrelocs + m->filled + m->nsymbols + m->trailing;
    for (size_t i = 0; i < m->nimports; i++)
        room += 4 + strlen(m->imports[i].name) + 1;
    struct writer w = {malloc(room), 0};
    if (w.bytes == NULL)
        abort();

    const Exec *h = &m->head;
    const uint words[] = {h->magic, h->text,  h->data, h->bss,
                          h->syms,  h->entry, h->spsz, h->pcsz};
    for (int i = 0; i < 8; i++)
        put_big(&w, words[i], 4);
    if (LP64)
        put_big(&w, m->entry8, 8);
    put(&w, m->image, m->filled);
    put_zeros(&w, m->nsymbols);
    put_section(&w, m);

    // Exactly as long as the file: a sanitizer sees a read behind it.
    uchar *file = realloc(w.bytes, w.n);
    if (file == NULL)
        abort();
    *n = w.n;
    return file;
}
