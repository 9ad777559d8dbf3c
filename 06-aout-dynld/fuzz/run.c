// run.c - run a target where there is no fuzzer: on files, and on mutations.
//
// Usage:        TARGET [-s SEED] [-n NUMBER] [-c COUNT | -t SECONDS]
//               [-p PATIENCE] [FILE...]
//               Runs each FILE as it is (a folder stands for all that is in
//               it), then COUNT mutations of them, or as many as SECONDS allow:
//               number 0, 1, 2, ... of that SEED.
//               -n begins with that number, leaves out the files as they are,
//               and runs one if nothing else is said: so a finding is replayed.
//               -p is for how many seconds an input may take: 10.
//               Without FILE: those in build/fuzz/seeds/TARGET, and what was
//               found before, fuzz/regressions/TARGET-*.hex. (hex.h says what
//               is in files of that name.)
// Exit status:  0 nothing was found, 1 something was, 2 usage.
//
// What is found ends the process: its input is written to the folder
// build/fuzz/findings, and how to replay it to stderr.

#define _FILE_OFFSET_BITS 64  // 386: a file's number may have 64 bits

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fuzz/hex.h"
#include "fuzz/mutate.h"
#include "fuzz/target.h"
#include "object/file.h"

#define MAX_FILES 1000
#define ROOM 65536  // bytes of an input

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

// The sanitizers', if they are there: calls f before the process ends.
void __sanitizer_set_death_callback(void (*f)(void)) __attribute__((weak));

// The command.
static const char *program, *name;  // name: without folder
static unsigned long long seed = 1, first, count;
static double seconds;
static unsigned patience = 10;  // seconds for one input: 10,000 times enough
static bool replay;

// The files.
static struct bytes_of files[MAX_FILES];
static char *paths[MAX_FILES];
static size_t nfiles;

// What is being run: for the one who reports that it went wrong.
static struct {
    const uint8_t *bytes;
    size_t size;
    const char *path;  // or NULL: a mutation
    unsigned long long number;
} now;

// A finding.

static void keep(const char *path)
{
    mkdir("build", 0777);
    mkdir("build/fuzz", 0777);
    mkdir("build/fuzz/findings", 0777);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd < 0 || write(fd, now.bytes, now.size) != (ssize_t)now.size)
        dprintf(2, "%s: %s: cannot write\n", name, path);
    close(fd);
}

static void report(void)
{
    char path[100];
    if (now.bytes == NULL)
        return;
    if (now.path != NULL) {
        dprintf(2, "%s: found with %s\n", name, now.path);
    } else {
        snprintf(path, sizeof path, "build/fuzz/findings/%s-%llu-%llu", name,
                 seed, now.number);
        dprintf(2,
                "%s: found with seed %llu, number %llu: %s\n"
                "%s: again: %s -s %llu -n %llu\n",
                name, seed, now.number, path, name, program, seed, now.number);
        keep(path);
    }
    now.bytes = NULL;
}

// Nothing that goes on: so that it is not asynchronous is no harm.
static void on_signal(int number)
{
    if (number == SIGALRM)
        dprintf(2, "%s: no end after %u seconds\n", name, patience);
    else
        dprintf(2, "%s: %s\n", name, strsignal(number));
    report();
    _exit(1);
}

// On a stack of its own: the other one may be what ran out.
static void catch_signals(void)
{
    static char stack[65536];
    const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGALRM};
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK};
    sigaltstack(&other, NULL);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        sigaction(signals[i], &action, NULL);
    if (__sanitizer_set_death_callback != NULL)
        __sanitizer_set_death_callback(report);
}

// The files.

static int complain(const char *path, const char *reason)
{
    fprintf(stderr, "%s: %s: %s\n", name, path, reason);
    return 1;
}

static int add_file(const char *path)
{
    uint8_t *bytes;
    if (nfiles == MAX_FILES)
        return complain(path, "too many files");
    if (!file_read(path, &bytes, &files[nfiles].size))
        return complain(path, strerror(errno));
    size_t length = strlen(path);
    if (length > 4 && strcmp(path + length - 4, ".hex") == 0) {
        const char *reason = hex_read(&bytes, &files[nfiles].size);
        if (reason != NULL)
            return complain(path, reason);
    }
    files[nfiles].bytes = bytes;
    paths[nfiles] = strdup(path);
    nfiles++;
    return 0;
}

// What the names begin with of those that are wanted of a folder.
static char prefix[100];

static int is_wanted(const struct dirent *entry)
{
    return entry->d_name[0] != '.' &&
           strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
}

// In the order of their names: the numbers of mutations depend on it.
static int add(const char *path)
{
    struct stat status;
    struct dirent **entries;
    int wrong = 0;
    if (stat(path, &status) != 0)
        return complain(path, strerror(errno));
    if (!S_ISDIR(status.st_mode))
        return add_file(path);
    int n = scandir(path, &entries, is_wanted, alphasort);
    if (n < 0)
        return complain(path, strerror(errno));
    for (int i = 0; i < n; i++) {
        char whole[4096];
        snprintf(whole, sizeof whole, "%s/%s", path, entries[i]->d_name);
        wrong |= add_file(whole);
        free(entries[i]);
    }
    free(entries);
    return wrong;
}

static int add_known(void)
{
    char seeds[200];
    snprintf(seeds, sizeof seeds, "build/fuzz/seeds/%s", name);
    int wrong = add(seeds);
    snprintf(prefix, sizeof prefix, "%s-", name);
    return wrong | add("fuzz/regressions");
}

static void forget_files(void)
{
    for (size_t i = 0; i < nfiles; i++) {
        free((void *)(uintptr_t)files[i].bytes);
        free(paths[i]);
    }
}

// The runs.

// In memory of just that size: behind it is a fence.
static void run(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size);
    if (copy == NULL)
        abort();
    memcpy(copy, bytes, size);
    now.bytes = copy;
    now.size = size;
    alarm(patience);
    LLVMFuzzerTestOneInput(copy, size);
    alarm(0);
    now.bytes = NULL;
    free(copy);
}

static void run_files(void)
{
    for (size_t i = 0; i < nfiles; i++) {
        now.path = paths[i];
        run(files[i].bytes, files[i].size);
    }
    now.path = NULL;
}

static double clock_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void run_mutations(void)
{
    static uint8_t bytes[ROOM];
    double end = clock_now() + seconds;
    unsigned long long done = 0;
    while (seconds > 0 ? done % 64 != 0 || clock_now() < end : done < count) {
        now.number = first + done;
        run(bytes, mutate(files, nfiles, seed, now.number, bytes, ROOM));
        done++;
    }
    count = done;
}

static int usage(void)
{
    fprintf(stderr,
            "usage: %s [-s SEED] [-n NUMBER] [-c COUNT | -t SECONDS] "
            "[-p PATIENCE] [FILE...]\n",
            name);
    return 2;
}

static bool parse(int argc, char **argv)
{
    int option;
    while ((option = getopt(argc, argv, "s:n:c:t:p:")) != -1) {
        if (option == '?')
            return false;
        unsigned long long value = strtoull(optarg, NULL, 10);
        if (option == 's')
            seed = value;
        else if (option == 'c')
            count = value;
        else if (option == 't')
            seconds = (double)value;
        else if (option == 'p')
            patience = (unsigned)value;
        else {
            first = value;
            replay = true;
        }
    }
    if (replay && count == 0 && seconds == 0)
        count = 1;
    return true;
}

int main(int argc, char *argv[])
{
    int wrong = 0;
    program = argv[0];
    name = strrchr(program, '/') == NULL ? program : strrchr(program, '/') + 1;
    if (!parse(argc, argv))
        return usage();
    if (optind == argc)
        wrong = add_known();
    for (int i = optind; i < argc; i++)
        wrong |= add(argv[i]);
    if (!wrong && nfiles == 0)
        wrong = complain("no files", "nothing to begin with");
    if (wrong)
        return 1;

    catch_signals();
    if (!replay)
        run_files();
    run_mutations();
    printf("%s: %zu files, %llu mutations, %lu taken\n", name,
           replay ? 0 : nfiles, count, target_accepted);
    forget_files();
    return 0;
}
