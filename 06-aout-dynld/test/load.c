// load.c - the way it should go: a good module, loaded in every way. Prints
// TAP.

#define _FILE_OFFSET_BITS 64  // 386: offsets beyond 2 GB

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "test/maps.h"
#include "test/module.h"
#include "test/source.h"
#include "test/tap.h"

#define LP64 (WORD == 8)

static struct module m;
static uchar *file;
static size_t size;

typedef int function(void);

// What the module exports as name, as a function. By way of a number: C has no
// conversion from a data pointer, which dynimport() returns, to one of code.
static function *get(Dynobj *o, char *name)
{
    return (function *)(ulong)dynimport(o, name, 0);
}

// Loads with any source, calls its code, lets it go.
static bool works_from(struct source *s)
{
    Dynobj *o = source_load(s, host_table, HOST_NSYM, 0);
    bool right = o != NULL && get(o, "answer")() == 42 && get(o, "ask")() == 7;
    dynobjfree(o);
    return right;
}

static void code_and_data(void)
{
    struct source s = {.bytes = file, .n = size};
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, 0);
    is(err_text(), "", "a good module loads");
    if (o == NULL)
        return;
    ok(get(o, "answer")() == 42, "its code runs");
    ok(get(o, "count")() == 1 && get(o, "count")() == 2, "its data changes");
    ok(*(int *)dynimport(o, "counter", 0) == 2, "... as the program sees");
    ok(get(o, "ask")() == 7, "it calls a function of the program");
    ok(**(int **)dynimport(o, "pointer", 0) == 2, "a pointer to its own data");
    ok(**(int **)dynimport(o, "value", 0) == 22,
       "... to the program's, plus 4");
    int zeros = 0;
    for (int i = 0; i < 64; i++)
        zeros += ((char *)dynimport(o, "zeros", 0))[i] == 0;
    ok(zeros == 64, "bss is zero");
    dynobjfree(o);
}

// What is to be added in a relocation of mode 1 has a sign, but on 386, where
// it has 22 bits and none.
static void far_from_import(void)
{
    size_t n;
    long more = WORD == 8 ? -4 : 0x3ffffc;
    module_word(&m, m.value, module_import(1, (uint)more));
    uchar *bytes = module_write(&m, &n);
    struct source s = {.bytes = bytes, .n = n};
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, 0);
    ok(o != NULL && *(ulong *)dynimport(o, "value", 0) ==
                        host_table[1].addr + (ulong)more,
       "... to the program's, plus all that can be added, or minus 4");
    dynobjfree(o);
    free(bytes);
    module_init(&m);
}

static void object(void)
{
    struct source s = {.bytes = file, .n = size};
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, 0);
    if (!ok(o != NULL, "what Dynobj says:"))
        return;
    ok(o->text == m.head.text && o->data == m.head.data &&
           o->bss == m.head.bss && o->size == o->text + o->data + o->bss,
       "... the sizes");
    ok(o->nexport == 7 && o->export[7].name == nil,
       "... 7 exports, then a nil");
    ok(dyntabsize(o->export) == 7, "... which dyntabsize() counts");
    ok(strcmp(o->export[6].name, "zeros") == 0 && o->export[6].sig == 0x106 &&
           (uchar *)o->export[6].addr == o->base + m.zeros,
       "... each with name, signature and address");
    ok(o->nimport == 2 && o->import[0] == &host_table[0] &&
           o->import[1] == &host_table[1],
       "... imports point into the program's table");
    dynfreeimport(o);
    ok(o->import == nil && o->nimport == 0, "dynfreeimport() frees them");
    dynfreeimport(o);
    ok(get(o, "ask")() == 7, "... once, and the module works without");
    dynobjfree(o);
    dynobjfree(nil);
    dynfreeimport(nil);
    ok(true, "dynobjfree(nil) and dynfreeimport(nil) do nothing");
}

static void sources(void)
{
    struct source whole = {.bytes = file, .n = size};
    ok(works_from(&whole) && whole.at == size, "from memory, to its end");
    ok(whole.reads == 4 && whole.seeks == 0, "... in 4 reads and no seek");
    struct source bytewise = {.bytes = file, .n = size, .most = 1};
    ok(works_from(&bytewise), "one byte at a time");
    struct source pipe = {.bytes = file, .n = size, .pipe = true};
    ok(works_from(&pipe), "from a pipe");

    size_t n;
    m.head.syms = 1000;
    m.head.pcsz = 24;
    m.nsymbols = 1024;
    uchar *bytes = module_write(&m, &n);
    struct source symbols = {.bytes = bytes, .n = n};
    ok(works_from(&symbols) && symbols.at == n, "symbols are passed over");
    ok(symbols.seeks == 1, "... by one seek");
    struct source piped = {.bytes = bytes, .n = n, .pipe = true};
    ok(works_from(&piped) && piped.at == n, "... or by reading, in a pipe");
    free(bytes);
    module_init(&m);
}

// The module in the middle of a file: some bytes before it, and 50 behind.
static int embedded(size_t before)
{
    char fill[4096] = {0};
    int fd = memfd_create("embedded", 0);
    if (fd < 0 || write(fd, fill, before) != (ssize_t)before ||
        write(fd, file, size) != (ssize_t)size || write(fd, fill, 50) != 50)
        abort();
    return fd;
}

static off_t offset(int fd)
{
    return lseek(fd, 0, SEEK_CUR);
}

static void descriptors(void)
{
    char why[ERRMAX];
    int fd = embedded(100);
    lseek(fd, 100, SEEK_SET);
    Dynobj *o = dynloadfd(fd, host_table, HOST_NSYM, 0);
    ok(o != nil && get(o, "answer")() == 42 && !maps_file(o->base),
       "a module within a larger file: text is copied");
    ok(offset(fd) == 100 + (off_t)size, "... the offset is then behind it");
    dynobjfree(o);

    lseek(fd, 100, SEEK_SET);
    ok(dynloadfd(fd, host_table, 1, 0) == nil, "an error: nil");
    rerrstr(why, sizeof why);
    is(why, "undefined symbol: host_value", "... and the error string");
    ok(offset(fd) == 100, "... and the offset where it was");
    lseek(fd, 90, SEEK_SET);
    ok(dynloadfd(fd, host_table, 2, 0) == nil && offset(fd) == 90,
       "not a module: the same");
    lseek(fd, 200 + (off_t)size, SEEK_SET);
    errno = EINTR;  // of some call before: whoever looks at it reads for ever
    ok(dynloadfd(fd, host_table, 2, 0) == nil &&
           offset(fd) == 200 + (off_t)size,
       "behind the end of the file: the same");
    rerrstr(why, sizeof why);
    has(why, " it ends after 0 of ", "... that is the reason");
    ok(strstr(why, strerror(EINTR)) == NULL, "... and not what errno says");
    close(fd);
    ok(dynloadfd(-1, host_table, 2, 0) == nil, "a bad descriptor: nil");
    rerrstr(why, sizeof why);
    is(why, "error reading object file: header: Bad file descriptor",
       "... and the system's reason");
}

// Where it may be: behind whole pages of some file. (386 relocates text.)
static void at_page(void)
{
    int fd = embedded(4096);
    lseek(fd, 4096, SEEK_SET);
    Dynobj *o = dynloadfd(fd, host_table, HOST_NSYM, 0);
    bool may = WORD == 8 && sysconf(_SC_PAGESIZE) == 4096;
    ok(o != nil && get(o, "ask")() == 7 && maps_file(o->base) == may,
       "... at a page of it: text is mapped");
    ok(offset(fd) == 4096 + (off_t)size, "... and the offset is behind it");
    close(fd);
    ok(get(o, "answer")() == 42, "... and works when the file is closed");
    dynobjfree(o);
}

// A file on a file system that is mounted noexec, if one is at hand, or -1.
static int no_exec(void)
{
    const char *const folders[] = {"/dev/shm", "/run/lock", "/tmp", "/var/tmp"};
    for (int i = 0; i < 4; i++) {
        struct statvfs status;
        char path[] = "/var/tmp/dynld-XXXXXX";
        snprintf(path, sizeof path, "%s/dynld-XXXXXX", folders[i]);
        if (statvfs(folders[i], &status) != 0 ||
            (status.f_flag & ST_NOEXEC) == 0)
            continue;
        int fd = mkstemp(path);
        if (fd >= 0) {
            unlink(path);
            return fd;
        }
    }
    return -1;
}

static void without_exec(void)
{
    const char *what = "from a file system without exec: text is copied";
    int fd = no_exec();
    if (fd < 0) {
        skip(what, "none here that can be written to");
        return;
    }
    if (write(fd, file, size) != (ssize_t)size)
        abort();
    lseek(fd, 0, SEEK_SET);
    Dynobj *o = dynloadfd(fd, host_table, HOST_NSYM, 0);
    ok(o != nil && get(o, "answer")() == 42 && !maps_file(o->base), what);
    dynobjfree(o);
    close(fd);
}

// 386 has offsets of 32 bits unless one asks for more: then a seek past 2 GB
// has moved when it fails. (A file with a hole may be larger than the disk.)
static void beyond_2gb(void)
{
    const off_t far = (off_t)3 << 30;
    size_t n;
    m.head.syms = m.nsymbols = 1000;
    uchar *bytes = module_write(&m, &n);
    int fd = memfd_create("large", 0);
    if (fd < 0 || pwrite(fd, bytes, n, far) != (ssize_t)n)
        abort();
    lseek(fd, far, SEEK_SET);
    ok(dynloadfd(fd, host_table, 1, 0) == nil && offset(fd) == far,
       "an error behind 3 GB of a file: the offset where it was");
    Dynobj *o = dynloadfd(fd, host_table, HOST_NSYM, 0);
    ok(o != nil && get(o, "answer")() == 42 && offset(fd) == far + (off_t)n,
       "a module with symbols behind 3 GB");
    dynobjfree(o);
    close(fd);
    free(bytes);
    module_init(&m);
}

// The next memory of that size will probably be this, and not be right before
// it is filled.
static void spoil(size_t n)
{
    volatile uchar *bytes = malloc(n);
    for (size_t i = 0; bytes != NULL && i < n; i++)
        bytes[i] = 0xff;
    free((void *)bytes);
}

// A file is read ahead in pieces. Symbols of each size move what is behind
// them: so a piece ends at each place, and leaves one byte, two, or any number.
static bool works_with_symbols(ulong n)
{
    size_t length;
    m.head.syms = (uint)n;
    m.nsymbols = n;
    uchar *bytes = module_write(&m, &length);
    struct source s = {.bytes = bytes, .n = length, .file = true};
    spoil(length - m.filled - n - (LP64 ? 44 : 36));
    bool right = works_from(&s) && s.at == length;
    free(bytes);
    return right;
}

static void pieces(void)
{
    bool right = true;
    for (ulong n = 0; n <= 1024; n++)
        right = right && works_with_symbols(n);
    ok(right, "from a file, wherever what is read ahead of it ends");
    module_init(&m);
}

// Behind the last offset that there can be is no symbol.
static void far_away(void)
{
    char why[ERRMAX];
    size_t n;
    const off_t far = INT64_MAX - 65536;
    m.head.syms = 0xffffffff;
    uchar *bytes = module_write(&m, &n);
    int fd = memfd_create("large", 0);
    if (fd < 0)
        abort();
    if (pwrite(fd, bytes, n, far) != (ssize_t)n) {
        skip("near the last offset: symbols end with the file",
             "files end earlier here");
    } else {
        lseek(fd, far, SEEK_SET);
        Dynobj *o = dynloadfd(fd, host_table, HOST_NSYM, 0);
        rerrstr(why, sizeof why);
        ok(o == nil && offset(fd) == far, "near the last offset: refused");
        has(why, "error reading object file: symbols: it ends after ",
            "... symbols end with the file");
    }
    close(fd);
    free(bytes);
    module_init(&m);
}

static void from_pipe(const uchar *bytes, size_t n, const char *what)
{
    int ends[2];
    if (pipe(ends) != 0 || write(ends[1], bytes, n) != (ssize_t)n)
        abort();
    close(ends[1]);
    Dynobj *o = dynloadfd(ends[0], host_table, HOST_NSYM, 0);
    ok(o != nil && get(o, "answer")() == 42 && !maps_file(o->base), what);
    dynobjfree(o);
    close(ends[0]);
}

static void pipes(void)
{
    size_t n;
    from_pipe(file, size, "dynloadfd() from a pipe");
    m.head.syms = m.nsymbols = 1025;
    uchar *bytes = module_write(&m, &n);
    from_pipe(bytes, n, "... with symbols, which are read there");
    free(bytes);
    module_init(&m);
}

static void limits(void)
{
    ulong exact = m.head.text + m.head.data + m.head.bss;
    struct source s = {.bytes = file, .n = size};
    Dynobj *o = source_load(&s, host_table, HOST_NSYM, exact);
    is(err_text(), "", "maxsize: as many bytes are allowed");
    dynobjfree(o);
    s = (struct source){.bytes = file, .n = size};
    o = source_load(&s, host_table, HOST_NSYM, exact - 1);
    has(err_text(), ": object too big: the limit is ", "... one less are not");
    ok(o == NULL && s.at == 0 && err_calls() == 1,
       "... and err is called once");
    dynobjfree(o);
}

static void loadable(void)
{
    struct source s = {.bytes = file, .n = size};
    ok(dynloadable(&s, source_read, source_seek) == 1 && s.at == 0,
       "dynloadable(): yes, and the offset stays");
    s.most = 1;
    ok(dynloadable(&s, source_read, source_seek) == 1 && s.at == 0,
       "... one byte at a time");
    s.at = 1;
    ok(dynloadable(&s, source_read, source_seek) == 0 && s.at == 1,
       "... no, and it stays");
    s = (struct source){.bytes = file, .n = 3, .at = 1};
    ok(dynloadable(&s, source_read, source_seek) == 0 && s.at == 1,
       "... of a file of 2 bytes: no, and it stays");
    s = (struct source){.bytes = file, .n = size, .pipe = true};
    ok(dynloadable(&s, source_read, source_seek) == 0 && s.reads == 0,
       "... of a pipe: no, and nothing is read that could not be put back");
    s = (struct source){.bytes = file, .n = size, .fail_seek = 2};
    ok(dynloadable(&s, source_read, source_seek) == 0,
       "... of what seeks, but not back: no");
    s = (struct source){
        .bytes = file, .n = size, .at = 9, .fail_read = 1, .lie = 5};
    ok(dynloadable(&s, source_read, source_seek) == 0 && s.at == 9,
       "... of what says that it read more than it was asked for: no");
    ok(file[0] == dynmagic() >> 24 && file[3] == (dynmagic() & 0xff),
       "dynmagic() is what a module begins with");
}

int main(void)
{
    module_init(&m);
    file = module_write(&m, &size);
    code_and_data();
    far_from_import();
    object();
    sources();
    descriptors();
    at_page();
    without_exec();
    beyond_2gb();
    pieces();
    far_away();
    pipes();
    limits();
    loadable();
    free(file);
    return finish();
}
