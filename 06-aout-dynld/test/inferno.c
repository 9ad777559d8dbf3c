// inferno.c - modules as Inferno's own linkers write them. Prints TAP.
//
// 8l's are for 386, and load there. 6l's are for amd64 with addresses of 4
// bytes: no loader here takes them, whatever machine it was built for.

#include <stdlib.h>
#include <string.h>

#include "a.out.h"
#include "test/samples.h"
#include "test/source.h"
#include "test/tap.h"

typedef int function(void);

static int host_ask(void)
{
    return 7;
}

static int host_value[2] = {11, 22};

// The signatures of int(void) and int [2].
static Dynsym table[] = {
    {0x49c247e7, (ulong)host_ask, "host_ask"},
    {0xb3a1d3d5, (ulong)host_value, "host_value"},
    {0, 0, nil},
};

static const char *wrong = "not dynamic object file or wrong platform: magic ";

static Dynobj *load(const char *name)
{
    const struct sample *sample = sample_named(name);
    struct source s = {.bytes = sample->bytes, .n = sample->size};
    return source_load(&s, table, 2, 0);
}

static int call(Dynobj *o, char *name)
{
    return ((function *)(ulong)dynimport(o, name, 0x49c247e7))();
}

// The module of 260 bytes.
static void one(void)
{
    Dynobj *o = load("one.386");
    is(err_text(), "", "8l's module of 260 bytes loads");
    if (o == NULL)
        return;
    ok(call(o, "one") == 1, "... and one() returns 1");
    ok(o->text == 8 && o->data == 28 && o->bss == 0 && o->nimport == 0,
       "... its sizes are those of the header");
    ok(o->nexport == 1 && o->export[0].sig == 0x49c247e7,
       "... it exports one, an int(void)");
    ok(dynimport(o, "one", 0xbb29c315) == nil, "... which is no int(int)");
    dynobjfree(o);
}

// struct { char x; int *own, *host; }, without padding.
static int *pointer_at(const uchar *bytes)
{
    int *pointer;
    memcpy(&pointer, bytes, sizeof pointer);
    return pointer;
}

// Where the call in modes.386 leads to: behind it, and so many bytes further.
static ulong called(const Dynobj *o)
{
    int distance;
    memcpy(&distance, o->base + 9 + 1, sizeof distance);
    return (ulong)(o->base + 9 + 5) + (ulong)distance;
}

// The call in modes.386, with the number of an import in its word. Its text
// begins behind the header, its call at +9: e8, and the word.
static void call_of_import(uint index, const char *wanted, const char *what)
{
    const struct sample *sample = sample_named("modes.386");
    uchar bytes[1024];
    memcpy(bytes, sample->bytes, sample->size);
    bytes[EXEC_SIZE + 9 + 3] = (uchar)(index << 6);
    bytes[EXEC_SIZE + 9 + 4] = (uchar)(index >> 2);
    struct source s = {.bytes = bytes, .n = sample->size};
    dynobjfree(source_load(&s, table, 2, 0));
    is(err_text(), wanted, what);
}

static void modes(void)
{
    Dynobj *o = load("modes.386");
    is(err_text(), "", "a module with all modes, at addresses of all kinds");
    if (o == NULL)
        return;
    ok(call(o, "own") == 7, "... mode 0 in code, its own variable");
    ok(call(o, "value") == 22, "... mode 1 in code, the program's variable");
    ok(call(o, "ask") == 8, "... mode 2, a call of the program's function");
    ok(called(o) == table[0].addr, "... to its first byte");
    const uchar *pair = dynimport(o, "pair", 0);
    ok(*pointer_at(pair + 1) == 7, "... mode 0 in data, not aligned");
    ok(pointer_at(pair + 5) == &host_value[1], "... mode 1 in data");
    ok(o->nimport == 2 && o->import[0] == &table[1] &&
           o->import[1] == &table[0],
       "... imports in the order of the file, which is none");
    ok(memcmp(o->base + 26, "\x5a\xa5\xff\x00\x08\x78", 6) == 0,
       "... any padding");
    dynobjfree(o);

    table[0].sig ^= 1;
    ok(load("modes.386") == nil, "... with another type of the function");
    is(err_text(), "signature mismatch: host_ask (49c247e7 != 49c247e6)",
       "... it is refused");
    table[0].sig ^= 1;

    call_of_import(1, "", "... a call of the last import");
    call_of_import(2,
                   "dynamic object: bad relocation index: number 1 at 0xa: "
                   "import 2 of 2",
                   "... of one that is not listed: it is refused");
}

static void other_machine(const char *name, const char *what)
{
    Dynobj *o = load(name);
    bool refused = o == nil && strncmp(err_text(), wrong, strlen(wrong)) == 0;
    dynobjfree(o);
    ok(refused, what);
}

static void big4(uchar *at, uint value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (uchar)(value >> (24 - 8 * i));
}

// A file of 40 bytes of header, and as many zeros as that promises, with an
// empty dynamic section: there is no fault in it but the magic.
static void file_6l(Exec h, const char *what)
{
    size_t section = 40 + h.text + h.data + h.syms + h.pcsz, n = section + 12;
    uchar *bytes = calloc(n, 1);
    if (bytes == NULL)
        abort();
    const uint words[] = {h.magic, h.text, h.data, h.bss, h.syms,
                          h.entry, 0,      h.pcsz, 0,     h.entry};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        big4(bytes + 4 * i, words[i]);
    big4(bytes + section, 8);
    struct source s = {.bytes = bytes, .n = n};
    Dynobj *o = source_load(&s, table, 2, 0);
    bool refused =
        o == nil && strncmp(err_text(), wrong, strlen(wrong)) == 0 && s.at == 0;
    ok(refused, what);
    dynobjfree(o);
    free(bytes);
}

static void from_6l(void)
{
    const uint magic = DYN_MAGIC | S_MAGIC;
    ok(magic == 0x80008a97, "6l's magic for amd64");
    file_6l((Exec){magic, 0x98, 0x58, 16, 412, 0xb0, 0, 22},
            "... is refused: wrong platform");
    file_6l((Exec){magic, 0x98, 0x58, 16, 0, 0xb0, 0, 0},
            "... without symbols (-s)");
    file_6l((Exec){magic, 0x20, 0x30, 0, 190, 0x20, 0, 4},
            "... with exports of 24 bytes, as 6l on a 64-bit host writes them");
    file_6l((Exec){magic, 0x11420, 0x5dd8, 0x61a80, 88, 0x16bb0, 0, 1200},
            "... of a large module");
    file_6l((Exec){magic, 4096, 48, 0, 0, 4096, 0, 0},
            "... with sizes as ours has them");
    file_6l((Exec){S_MAGIC, 4096, 48, 0, 0, 4096, 0, 0},
            "... and an executable of 6l's, which is no module");
}

int main(void)
{
    if (sizeof(ulong) == 4) {
        one();
        modes();
        other_machine("by_hand.amd64", "a module for amd64 is refused on 386");
    } else {
        other_machine("one.386", "a module for 386 is refused on this machine");
        other_machine(dynmagic() == 0xe0008a97 ? "by_hand.arm64"
                                               : "by_hand.amd64",
                      "... and so is one for the other 64-bit machine");
    }
    from_6l();
    return finish();
}
