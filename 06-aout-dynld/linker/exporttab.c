// exporttab.c - the export table of a program, as C source.
//
// The program is linked by cc, so cc has to put the addresses in. Two things
// stand in the way of a plain "Dynsym _exporttab[] = {{0, (ulong)f, "f"}}":
//
//   - An address made an integer is no constant in C. A pointer is one, so the
//     entries here have pointers, in a struct of the same size and order, whose
//     symbol is called _exporttab.
//   - f has to be declared, and the declaration must not contradict what the
//     compiler knows of f: of memcpy it knows much. So the C names here are
//     s0, s1 and so on, and only their symbols are called f and memcpy.
//
// gcc and clang know __asm__ behind a declaration as the name of its symbol,
// in every mode and with every warning. (Assembler source would say the same
// more shortly, but would have to know the size of a word.)

#include <stdlib.h>
#include <string.h>

#include "ld.h"

static const char head[] =
    "/* Written by aoutld -x. The names s0, s1, ... keep clear of what the\n"
    "   compiler knows of functions such as memcpy; an address is a pointer\n"
    "   here, because as an integer it is no constant in C. */\n"
    "\n"
    "struct entry {\n"
    "    unsigned long sig;\n"
    "    const void *addr;\n"
    "    const char *name;\n"
    "};\n"
    "\n";

// What gcc and clang refer to without being asked to: every program has these,
// whether its source mentions them or not. (The guard is a variable, and has no
// name on amd64.)
static const char *const made_up[] = {
    "__stack_chk_fail", "abort", "memcmp", "memcpy", "memmove", "memset",
};
static const char guard[] = "__stack_chk_guard";

// A name that can be written between quotes, and that gcc takes as it is.
static bool is_plain(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if ((unsigned char)*c <= ' ' || *c == 127 || strchr("\"\\*%@", *c))
            return false;
    return true;
}

// The names that go into the table, sorted. With -x FILE that is all that it
// lists: also what the program only uses, of a library, and so has.
static bool choose_names(struct linker *ld, const char ***names, size_t *count)
{
    const struct names *wanted = ld->options->exports;
    *count = wanted->count > 0 ? wanted->count : ld->nexports;
    *names = work_alloc(&ld->work, *count, sizeof **names);
    if (*names == NULL)
        return false;
    for (size_t i = 0; i < *count; i++) {
        (*names)[i] =
            wanted->count > 0 ? wanted->list[i].text : ld->exports[i]->name;
        if (!is_plain((*names)[i]))
            return fail(&ld->work, "%s: cannot be written in C", (*names)[i]);
    }
    return true;
}

static bool check_signofs(struct linker *ld)
{
    for (size_t i = 0; i < ld->nglobals; i++)
        if (ld->globals[i].kind == GLOBAL_SIGNOF &&
            !is_plain(ld->globals[i].name))
            return fail(&ld->work, "%s: cannot be written in C",
                        ld->globals[i].name);
    return true;
}

static bool is_made_up(const struct linker *ld, const char *name)
{
    if (ld->cpu != &cpu_amd64 && strcmp(name, guard) == 0)
        return true;
    for (size_t i = 0; i < sizeof made_up / sizeof made_up[0]; i++)
        if (strcmp(made_up[i], name) == 0)
            return true;
    return false;
}

// A name that nobody uses: what a header makes of it may be there.
static bool fail_unused(struct linker *ld, const struct name *name)
{
    char why[320];
    const char *other = renamed_to(ld, name->text);
    snprintf(why, sizeof why,
             other == NULL ? "no object defines or uses it%s"
                           : "no object defines or uses it: a header has made"
                             " it %s, so list that",
             other == NULL ? "" : other);
    return fail_listed(ld, name, why);
}

static bool check_wanted(struct linker *ld)
{
    const struct names *wanted = ld->options->exports;
    for (size_t i = 0; i < wanted->count; i++) {
        const struct name *name = &wanted->list[i];
        const struct global *global = find_global(ld, name->text);
        if (global == NULL && !is_made_up(ld, name->text))
            return fail_unused(ld, name);
        if (global != NULL && !can_export(global) &&
            global->kind != GLOBAL_UNDEFINED)
            return fail_listed(ld, name,
                               "cannot be exported: no address in memory of"
                               " its own");
    }
    return true;
}

static uint32_t table_signature(const struct linker *ld, const char *name)
{
    const struct global *global = find_global(ld, name);
    return global == NULL ? 0 : global->signature;
}

// What signof() asks for, see signof.h.
static void write_signofs(const struct linker *ld, FILE *file)
{
    size_t n = 0;
    for (size_t i = 0; i < ld->nglobals; i++) {
        const struct global *global = &ld->globals[i];
        if (global->kind != GLOBAL_SIGNOF)
            continue;
        fprintf(file, "\nextern const unsigned long n%zu __asm__(\"%s\");\n", n,
                global->name);
        fprintf(file, "const unsigned long n%zu = 0x%08lx;\n", n,
                (unsigned long)global->signature);
        n++;
    }
}

static void write_source(const struct linker *ld, FILE *file,
                         const char *const *names, size_t count)
{
    fputs(head, file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "extern const char s%zu[] __asm__(\"%s\");\n", i,
                names[i]);
    fputs("\nextern const struct entry exporttab[] __asm__(\"_exporttab\");\n"
          "const struct entry exporttab[] = {\n",
          file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "    {0x%08lx, s%zu, \"%s\"},\n",
                (unsigned long)table_signature(ld, names[i]), i, names[i]);
    fputs("    {0, 0, 0},\n};\n", file);
    write_signofs(ld, file);
}

bool write_exporttab(struct linker *ld, struct output *output)
{
    const char **names;
    size_t count;
    if (!check_wanted(ld) || !check_signofs(ld) ||
        !choose_names(ld, &names, &count))
        return false;

    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    if (file == NULL)
        return fail(&ld->work, "out of memory");
    write_source(ld, file, names, count);
    bool failed = ferror(file);
    if (fclose(file) != 0 || failed) {
        free(text);
        return fail(&ld->work, "out of memory");
    }
    output->bytes = (uint8_t *)text;
    output->size = size;
    return true;
}
