// jit.c - dyndebug(): make a module known to gdb and lldb.
//
// GDB's JIT interface, which lldb knows too, is a list and a function that does
// nothing. The debugger finds both by their names, has a breakpoint in the
// function, and looks at the list when that is called. An entry of the list is
// an ELF file in memory: gdb's manual, "JIT Compilation Interface".

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "a.out.h"
#include "loader/debug/debug.h"

enum { JIT_NOACTION, JIT_REGISTER, JIT_UNREGISTER };

struct jit_code_entry {
    struct jit_code_entry *next, *prev;
    const char *file;
    uint64_t size;
};

struct jit_descriptor {
    uint32_t version;  // of the interface: 1
    uint32_t action;   // what has just been done, with which entry
    struct jit_code_entry *relevant, *first;
};

// In a module's hook: its entries.
struct known {
    struct hook hook;
    struct symfile *files;
    struct jit_code_entry *entries;  // an array
    size_t count;
};

// The names are the interface's. Others may have made these of their own, in
// another file of the process: a debugger looks into each.
extern struct jit_descriptor __jit_debug_descriptor;
struct jit_descriptor __jit_debug_descriptor = {1, JIT_NOACTION, NULL, NULL};

void __jit_debug_register_code(void);

// It has to be there and to be called, though nothing comes of it.
__attribute__((noinline)) void __jit_debug_register_code(void)
{
    __asm__ volatile("" ::: "memory");
}

// The list is one for all threads. The debugger stops the process while it
// reads: so the lock is held as long as that takes.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void tell(uint32_t action, struct jit_code_entry *entry)
{
    __jit_debug_descriptor.action = action;
    __jit_debug_descriptor.relevant = entry;
    __jit_debug_register_code();
}

static void enter(struct jit_code_entry *entry)
{
    struct jit_descriptor *list = &__jit_debug_descriptor;
    entry->prev = NULL;
    entry->next = list->first;
    if (entry->next != NULL)
        entry->next->prev = entry;
    list->first = entry;
    tell(JIT_REGISTER, entry);
}

static void leave(struct jit_code_entry *entry)
{
    struct jit_descriptor *list = &__jit_debug_descriptor;
    if (entry->prev != NULL)
        entry->prev->next = entry->next;
    else
        list->first = entry->next;
    if (entry->next != NULL)
        entry->next->prev = entry->prev;
    tell(JIT_UNREGISTER, entry);
}

// gdb removes its breakpoints in code that is gone when an entry is added, and
// not when one is taken out (gdb 13 and 16). By then the memory is gone, or
// another module's: "Cannot remove breakpoints". So an entry without a symbol
// comes, and goes, while the code is still there.
static void nudge(void)
{
    static const struct {
        Elf64_Ehdr head;
        Elf64_Shdr sections[2];
        char names[sizeof "\0.shstrtab"];
    } empty = {
        .head = {.e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB,
                             EV_CURRENT},
                 .e_type = ET_REL,
#ifdef __aarch64__
                 .e_machine = EM_AARCH64,
#elif defined __riscv
                 .e_machine = EM_RISCV,
                 .e_flags = 5,  // RVC, floats in registers
#else
                 .e_machine = EM_X86_64,
#endif
                 .e_version = EV_CURRENT,
                 .e_shoff = sizeof empty.head,
                 .e_ehsize = sizeof empty.head,
                 .e_shentsize = sizeof empty.sections[0],
                 .e_shnum = 2,
                 .e_shstrndx = 1},
        .sections = {{0},
                     {.sh_name = 1,
                      .sh_type = SHT_STRTAB,
                      .sh_offset = sizeof empty.head + sizeof empty.sections,
                      .sh_size = sizeof empty.names,
                      .sh_addralign = 1}},
        .names = "\0.shstrtab",
    };
    static struct jit_code_entry nothing = {.file = (const char *)&empty,
                                            .size = sizeof empty};
    enter(&nothing);
    leave(&nothing);
}

static void forget(struct hook *hook, Dynobj *o)
{
    struct known *known = (struct known *)hook;
    (void)o;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < known->count; i++)
        leave(&known->entries[i]);
    nudge();
    pthread_mutex_unlock(&lock);
    dynfreesymfiles(known->files);
    free(known->entries);
    free(known);
}

// What the debugger is to read, or nil after werrstr().
static struct symfile *prepare(Dynobj *o, const char *list, size_t *count)
{
    struct symfile *files = dynsymfiles(o, list);
    *count = 0;
    for (struct symfile *f = files; f != NULL; f = f->next, ++*count)
        if (f->shared && !dynstub(f, (ulong)o->base - EXEC_SIZE_LP64)) {
            werrstr("%s: no shared object with sections", list);
            dynfreesymfiles(files);
            return NULL;
        }
    return files;
}

int dyndebug(Dynobj *o, const char *list)
{
    size_t count;
    if (dynhooked(o, forget)) {
        werrstr("debuggers know the module already");
        return -1;
    }
    struct symfile *files = prepare(o, list, &count), *f = files;
    if (files == NULL)
        return -1;
    struct known *known = malloc(sizeof *known);
    struct jit_code_entry *entries = calloc(count, sizeof *entries);
    if (known == NULL || entries == NULL) {
        dynfreesymfiles(files);
        free(known);
        free(entries);
        werrstr("out of memory");
        return -1;
    }
    *known = (struct known){.files = files, .entries = entries, .count = count};
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < count; i++, f = f->next) {
        entries[i].file = (const char *)f->bytes;
        entries[i].size = f->size;
        enter(&entries[i]);
    }
    pthread_mutex_unlock(&lock);
    dynhook(o, &known->hook, forget);
    return 0;
}
