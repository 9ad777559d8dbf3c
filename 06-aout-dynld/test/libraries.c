// libraries.c - libraries that nobody here has written, as modules: two
// instances of each, beside dlopen() of the same file. Prints TAP.
//
// Usage:        libraries NAME MODULE OBJECT ...
//               NAME is z, bz2, lz4, expat or sqlite3; the module was made of
//               the object.
// Exit status:  0 all tests passed, 1 not, 2 usage.
//
// The libraries' headers may not be here: what is used of them is declared
// where it is used.

#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dynshared.h"
#include "test/tap.h"

// An instance of a library: a module, or what dlopen() returned. What is done
// with it writes down what came of it.
struct instance {
    Dynobj *module;
    void *handle;
    char text[1000];
    size_t used;
    void *open;  // what use left behind for end
};

static Dynsym *table;
static int nsym;
static char plain[5000], packed[8000], again[5000];

static void *find(const struct instance *in, char *name)
{
    void *address =
        in->module ? dynimport(in->module, name, 0) : dlsym(in->handle, name);
    if (address == NULL) {
        fprintf(stderr, "# %s: not there\n", name);
        exit(1);
    }
    return address;
}

// Declares name as a function of the instance in.
#define FUNCTION(result, name, ...)                                            \
    result (*name)(__VA_ARGS__) = (result(*)(__VA_ARGS__))(ulong)find(in, #name)

__attribute__((format(printf, 2, 3))) static void note(struct instance *in,
                                                       const char *format, ...)
{
    va_list arguments;
    size_t room = sizeof in->text - in->used;
    va_start(arguments, format);
    int n = vsnprintf(in->text + in->used, room, format, arguments);
    va_end(arguments);
    in->used += (size_t)n < room ? (size_t)n : room - 1;
}

// The bytes of packed, and whether they became plain again.
static void note_packed(struct instance *in, size_t size)
{
    unsigned hash = 5381;
    for (size_t i = 0; i < size; i++)
        hash = hash * 33 + (unsigned char)packed[i];
    note(in, "%zu bytes, %08x, %s", size, hash,
         memcmp(plain, again, sizeof plain) == 0 ? "back" : "lost");
}

static void use_z(struct instance *in)
{
    FUNCTION(int, compress, char *, ulong *, const char *, ulong);
    FUNCTION(int, uncompress, char *, ulong *, const char *, ulong);
    ulong size = sizeof packed, back = sizeof again;
    compress(packed, &size, plain, sizeof plain);
    uncompress(again, &back, packed, size);
    note_packed(in, size);
}

static void use_bz2(struct instance *in)
{
    FUNCTION(int, BZ2_bzBuffToBuffCompress, char *, uint *, char *, uint, int,
             int, int);
    FUNCTION(int, BZ2_bzBuffToBuffDecompress, char *, uint *, char *, uint, int,
             int);
    uint size = sizeof packed, back = sizeof again;
    BZ2_bzBuffToBuffCompress(packed, &size, plain, sizeof plain, 9, 0, 0);
    BZ2_bzBuffToBuffDecompress(again, &back, packed, size, 0, 0);
    note_packed(in, size);
}

static void use_lz4(struct instance *in)
{
    FUNCTION(int, LZ4_compress_default, const char *, char *, int, int);
    FUNCTION(int, LZ4_decompress_safe, const char *, char *, int, int);
    int size = LZ4_compress_default(plain, packed, sizeof plain, sizeof packed);
    LZ4_decompress_safe(packed, again, size, sizeof again);
    note_packed(in, (size_t)size);
}

// It calls us back: user is what XML_SetUserData() was given.
static void element(void *user, const char *name, const char **attributes)
{
    note(user, "<%s %s>", name, attributes[0] ? attributes[1] : "");
}

static void use_expat(struct instance *in)
{
    static const char xml[] = "<a x='1'><b y='&#228;'/><c></d></a>";
    FUNCTION(void *, XML_ParserCreate, const char *);
    FUNCTION(void, XML_SetUserData, void *, void *);
    FUNCTION(void, XML_SetStartElementHandler, void *,
             void (*)(void *, const char *, const char **));
    FUNCTION(int, XML_Parse, void *, const char *, int, int);
    FUNCTION(int, XML_GetErrorCode, void *);
    FUNCTION(void, XML_ParserFree, void *);
    void *parser = XML_ParserCreate(NULL);
    XML_SetUserData(parser, in);
    XML_SetStartElementHandler(parser, element);
    int parsed = XML_Parse(parser, xml, sizeof xml - 1, 1);
    note(in, " %d, error %d", parsed, XML_GetErrorCode(parser));
    XML_ParserFree(parser);
}

static int row(void *user, int n, char **values, char **names)
{
    for (int i = 0; i < n; i++)
        note(user, "%s=%s ", names[i], values[i] ? values[i] : "");
    return 0;
}

// The memory that SQLite uses is a variable of its own, and it says so first:
// an instance that saw another one's would say something else.
static void use_sqlite3(struct instance *in)
{
    FUNCTION(long long, sqlite3_memory_used, void);
    FUNCTION(int, sqlite3_open, const char *, void **);
    FUNCTION(int, sqlite3_exec, void *, const char *,
             int (*)(void *, int, char **, char **), void *, char **);
    void *db;
    note(in, "%lld ", sqlite3_memory_used());
    int failed = sqlite3_open(":memory:", &db);
    failed |= sqlite3_exec(
        db,
        "create table t(a, b);"
        "with recursive c(x) as"
        " (values(1) union all select x + 1 from c where x < 500)"
        " insert into t select x, printf('%05.2f', sqrt(x)) from c;"
        "select count(*), sum(a), max(b) from t where a % 97 = 0;"
        "select datetime(86400, 'unixepoch'), upper('x')",
        row, in, NULL);
    note(in, "%d", failed);
    in->open = db;  // until the others have begun
}

static void end_sqlite3(struct instance *in)
{
    FUNCTION(int, sqlite3_close, void *);
    FUNCTION(int, sqlite3_shutdown, void);
    sqlite3_close(in->open);
    sqlite3_shutdown();
}

static const struct library {
    const char *name;
    void (*use)(struct instance *in);
    void (*end)(struct instance *in);
} libraries[] = {
    {"z", use_z, NULL},
    {"bz2", use_bz2, NULL},
    {"lz4", use_lz4, NULL},
    {"expat", use_expat, NULL},
    {"sqlite3", use_sqlite3, end_sqlite3},
};

static const struct library *library_named(const char *name)
{
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++)
        if (strcmp(libraries[i].name, name) == 0)
            return &libraries[i];
    return NULL;
}

static Dynobj *load(const char *path)
{
    char why[ERRMAX] = "cannot open";
    int fd = open(path, O_RDONLY);
    Dynobj *module = fd < 0 ? NULL : dynloadfd(fd, table, nsym, 0);
    if (fd >= 0 && module == NULL)
        rerrstr(why, sizeof why);
    if (fd >= 0)
        close(fd);
    if (module == NULL)
        fprintf(stderr, "# %s: %s\n", path, why);
    return module;
}

static void compare(const struct library *library, const char *module,
                    const char *object)
{
    struct instance instances[3] = {{.module = load(module)},
                                    {.module = load(module)},
                                    {.handle = dlopen(object, RTLD_NOW)}};
    bool loaded = instances[0].module != NULL && instances[1].module != NULL &&
                  instances[2].handle != NULL;
    for (int i = 0; i < 3 && loaded; i++)
        library->use(&instances[i]);
    char what[64];
    snprintf(what, sizeof what, "%s: two modules give what dlopen() gives",
             library->name);
    const char *wanted = loaded ? instances[2].text : "loaded";
    is(instances[0].text, wanted, what);
    is(instances[1].text, wanted, "... each of them");
    for (int i = 0; i < 3; i++) {
        if (loaded && library->end != NULL)
            library->end(&instances[i]);
        dynobjfree(instances[i].module);
        if (instances[i].handle != NULL)
            dlclose(instances[i].handle);
    }
}

int main(int argc, char *argv[])
{
    for (size_t i = 0; i < sizeof plain; i++)
        plain[i] = "the quick brown fox "[(i * i / 7 + i) % 20];
    // What the libraries depend on has to be in the process, for all to see,
    // when the table is made; that it takes them along does no harm.
    for (int i = 3; i < argc; i += 3)
        if (dlopen(argv[i], RTLD_NOW | RTLD_GLOBAL) == NULL)
            fprintf(stderr, "# %s\n", dlerror());
    table = dyntable_self(&nsym);
    for (int i = 1; i + 2 < argc; i += 3) {
        const struct library *library = library_named(argv[i]);
        if (library == NULL || table == NULL) {
            fprintf(stderr, "usage: libraries NAME MODULE OBJECT ...\n");
            return 2;
        }
        compare(library, argv[i + 1], argv[i + 2]);
    }
    free(table);
    return finish();
}
