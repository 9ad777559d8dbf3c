// sig-damage.c - damage an object's debug information in every way that one
// byte can be damaged, and ask for its types each time.
//
// Usage:        sig-damage OBJECT [STEP]
//               Each debug section cut at every length; and every byte of it,
//               of its relocations and of the table of sections changed to
//               0x00, 0x01, 0x7f, 0x80, 0xff and to its complement. With
//               STEP at every so many lengths and bytes only.
// Exit status:  0 each was refused with a reason, or signed; 1 not so; 2 usage.
//               A crash is a crash, and a hang is one too.

#include <elf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "object/file.h"
#include "linker/link.h"
#include "types/declare.h"

static unsigned long tried, signed_;
static int failed;
static size_t step = 1;
static FILE *null;  // where the types are printed

static void check(bool done, const char *why, const char *how, size_t at)
{
    tried++;
    signed_ += done;
    if (done || why[0] != '\0')
        return;
    fprintf(stderr, "sig-damage: %s at %zu: refused without a reason\n", how,
            at);
    failed = 1;
}

// Signs all names of the object, and prints their types.
static void ask(const struct input *input, const char *how, size_t at)
{
    static const struct names none;
    struct options options = {.imports = &none, .exports = &none};
    struct output output;
    char why[256] = "";
    check(link_exporttab(input, 1, &options, &output, why, sizeof why), why,
          how, at);
    free(output.bytes);

    why[0] = '\0';
    check(declare_names(input, NULL, null, why, sizeof why), why, how, at);
}

static void change_all(uint8_t *bytes, const struct input *input, size_t from,
                       size_t to)
{
    for (size_t i = from; i < to; i += step) {
        uint8_t good = bytes[i];
        const uint8_t values[] = {0, 1, 0x7f, 0x80, 0xff, (uint8_t)~good};
        for (size_t j = 0; j < sizeof values; j++) {
            bytes[i] = values[j];
            if (values[j] != good)
                ask(input, "changed", i);
        }
        bytes[i] = good;
    }
}

static void cut_all(Elf64_Shdr *header, const struct input *input)
{
    uint64_t good = header->sh_size;
    for (header->sh_size = 0; header->sh_size < good; header->sh_size += step)
        ask(input, "cut", header->sh_offset + header->sh_size);
    header->sh_size = good;
}

// The sections that are read for types.
static bool is_debug(const char *name)
{
    static const char *const read[] = {
        ".debug_info",     ".rela.debug_info",   ".debug_str",
        ".debug_abbrev",   ".debug_str_offsets", ".rela.debug_str_offsets",
        ".debug_line_str", ".signof.incomplete",
    };
    for (size_t i = 0; i < sizeof read / sizeof read[0]; i++)
        if (strcmp(name, read[i]) == 0)
            return true;
    return false;
}

// The object is one that a compiler has made: its headers are believed, until
// it is their turn.
// malloc() aligns it, and the compiler its headers.
static void damage(uint8_t *bytes, const struct input *input)
{
    Elf64_Ehdr *elf = (Elf64_Ehdr *)(void *)bytes;
    Elf64_Shdr *headers = (Elf64_Shdr *)(void *)(bytes + elf->e_shoff);
    const char *strings =
        (const char *)bytes + headers[elf->e_shstrndx].sh_offset;
    for (int i = 0; i < elf->e_shnum; i++) {
        Elf64_Shdr *header = &headers[i];
        if (!is_debug(strings + header->sh_name))
            continue;
        change_all(bytes, input, header->sh_offset,
                   header->sh_offset + header->sh_size);
        cut_all(header, input);
    }
    change_all(bytes, input, elf->e_shoff,
               elf->e_shoff + elf->e_shnum * sizeof *headers);
}

int main(int argc, char *argv[])
{
    struct input input;
    uint8_t *bytes;
    if (argc == 3)
        step = strtoul(argv[2], NULL, 10);
    if (argc < 2 || argc > 3 || step == 0) {
        fprintf(stderr, "usage: sig-damage OBJECT [STEP]\n");
        return 2;
    }
    input.path = argv[1];
    if (!file_read(input.path, &bytes, &input.size)) {
        fprintf(stderr, "sig-damage: %s: %s\n", argv[1], strerror(errno));
        return 1;
    }
    // Of just its size: a look beyond the end is an error, under a sanitizer.
    bytes = realloc(bytes, input.size);
    if (bytes == NULL)
        abort();
    input.bytes = bytes;
    null = fopen("/dev/null", "w");
    if (null == NULL)
        abort();
    damage(bytes, &input);
    fclose(null);
    free(bytes);
    printf("%lu questions, some of them answered: %s\n", tried,
           signed_ > 0 && signed_ < tried ? "yes" : "no");
    return failed;
}
