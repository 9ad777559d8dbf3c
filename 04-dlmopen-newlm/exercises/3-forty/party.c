// party.c - members join and leave as the plan says, and report.
//
// Usage:        party GAUGE.so LIBTALLY.so PLAN
//               Each line of the file PLAN is one of:
//               any NAME, own-libc NAME    a member joins, of that kind
//               leave NAME
//               add NAME N                 N is added
//               gauge NAME, tally NAME, libc NAME
//                   its gauge.so, its libtally.so, or libc calls the callback,
//                   which prints "VALUE: NAME" or "VALUE: nobody"
//               refuse any|own-libc FILE [LIBRARY]
//                                          FILE in the place of GAUGE.so, and
//                                          LIBRARY in that of LIBTALLY.so
//               files                      what is mapped or open, and was not
//                                          at the beginning
//               note                       remembers how many files are mapped,
//                                          or open, and what crowd.c has taken
//                                          from malloc() and mmap(); and opens
//                                          files of its own
//               since                      is it more than was noted? Are those
//                                          files still open?
// Exit status:  0 done, 1 a line could not be done, 2 usage.

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "caller.h"
#include "check/memory.h"
#include "crowd.h"
#include "load.h"

static struct {
    char name[256];  // "": this place is free
    struct member *member;
} guests[CROWD_MAX];

static const char *gauge_path, *tally_path;
static int descriptors_before, mappings_before;

__attribute__((noinline)) static void report(void *reading)
{
    const char *name = crowd_who(CALLER());
    printf("%d: %s\n", *(int *)reading, name == NULL ? "nobody" : name);
}

static int find(const char *name)
{
    for (int i = 0; i < CROWD_MAX; i++) {
        if (strcmp(guests[i].name, name) == 0)
            return i;
    }
    return -1;
}

// The free place behind the last one that was given out, or -1: a name that was
// found for somebody who has left is not by accident that of the next one.
static int free_place(void)
{
    static int last = CROWD_MAX - 1;
    for (int n = 1; n <= CROWD_MAX; n++) {
        int i = (last + n) % CROWD_MAX;
        if (*guests[i].name == '\0')
            return last = i;
    }
    return -1;
}

static enum kind kind_of(const char *word)
{
    return strcmp(word, "any") == 0 ? CROWD_ANY : CROWD_OWN_LIBC;
}

static int join(const char *kind, const char *name)
{
    char why[LOAD_WHY];
    int i = free_place();
    if (i < 0)
        return -1;
    snprintf(guests[i].name, sizeof guests[i].name, "%s", name);
    guests[i].member = crowd_join(kind_of(kind), guests[i].name, gauge_path,
                                  tally_path, why, sizeof why);
    if (guests[i].member != NULL)
        return 0;
    printf("%s: cannot join: %s\n", name, why);
    return -1;
}

static int refuse(const char *kind, const char *path, const char *library)
{
    char why[LOAD_WHY] = "";
    struct member *member =
        crowd_join(kind_of(kind), "refused", path, library, why, sizeof why);
    puts(member != NULL   ? "not refused"
         : why[0] == '\0' ? "refused without a reason"
                          : "refused");
    return 0;
}

static int count_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int n = 0;
    while (folder != NULL && readdir(folder) != NULL)
        n++;
    if (folder != NULL)
        closedir(folder);
    return n;
}

// Of files, whatever they are called, and deleted ones, too.
static int count_mappings(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    char line[4200];
    unsigned long inode;
    int n = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        n += sscanf(line, "%*s %*s %*s %*s %lu", &inode) == 1 && inode != 0;
    if (file != NULL)
        fclose(file);
    return n;
}

static void tell_files(void)
{
    int descriptors = count_descriptors() - descriptors_before;
    int mappings = count_mappings() - mappings_before;
    printf("mappings: %s, descriptors: %s\n", mappings > 0 ? "some" : "none",
           descriptors > 0 ? "some" : "none");
}

static int noted_descriptors, noted_mappings, own[8];
static long noted_memory, noted_mapped;

static void note(void)
{
    for (int i = 0; i < 8; i++)
        own[i] = open("/dev/null", O_RDONLY);
    noted_descriptors = count_descriptors();
    noted_mappings = count_mappings();
    noted_memory = memory_held();
    noted_mapped = memory_mapped();
}

// A close() too many would hit one of them.
static bool own_are_open(void)
{
    struct stat file;
    for (int i = 0; i < 8; i++) {
        if (fstat(own[i], &file) != 0 || !S_ISCHR(file.st_mode))
            return false;
    }
    return true;
}

static void tell_more(void)
{
    if (!own_are_open())
        puts("a descriptor was closed that is the host's");
    printf("more is mapped: %s, open: %s, taken: %s\n",
           count_mappings() > noted_mappings ? "yes" : "no",
           count_descriptors() > noted_descriptors ? "yes" : "no",
           memory_held() > noted_memory || memory_mapped() > noted_mapped
               ? "yes"
               : "no");
}

// The commands that are for nobody. Returns false if it is another one.
static bool obey_alone(const char *what)
{
    if (strcmp(what, "files") == 0)
        tell_files();
    else if (strcmp(what, "note") == 0)
        note();
    else if (strcmp(what, "since") == 0)
        tell_more();
    else
        return false;
    return true;
}

// The commands that are for a member that has joined.
static int ask(int i, const char *what, int number)
{
    const struct gauge *gauge = crowd_gauge(guests[i].member);
    if (strcmp(what, "add") == 0)
        gauge->add(number);
    else if (strcmp(what, "gauge") == 0)
        gauge->own(report);
    else if (strcmp(what, "tally") == 0)
        gauge->tally(report);
    else if (strcmp(what, "libc") == 0)
        gauge->libc(report);
    else if (strcmp(what, "leave") == 0) {
        crowd_leave(guests[i].member);
        guests[i].member = NULL;  // a pointer left would hide a leak
        *guests[i].name = '\0';
    } else
        return -1;
    return 0;
}

static int obey(char *line)
{
    char what[32] = "", name[256] = "", more[256] = "0", library[256] = "";
    int n = sscanf(line, "%31s %255s %255s %255s", what, name, more, library);
    if (obey_alone(what))
        return 0;
    if (n < 2)
        return -1;
    if (strcmp(what, "any") == 0 || strcmp(what, "own-libc") == 0)
        return join(what, name);
    if (strcmp(what, "refuse") == 0)
        return refuse(name, more, n == 4 ? library : tally_path);
    int i = find(name);
    return i < 0 ? -1 : ask(i, what, atoi(more));
}

int main(int argc, char *argv[])
{
    FILE *plan = argc == 4 ? fopen(argv[3], "r") : NULL;
    char line[600];
    if (plan == NULL) {
        fprintf(stderr, "usage: party GAUGE.so LIBTALLY.so PLAN\n");
        return 2;
    }
    gauge_path = argv[1];
    tally_path = argv[2];
    close(STDIN_FILENO);  // so that the next descriptor is 0
    descriptors_before = count_descriptors();
    mappings_before = count_mappings();
    setvbuf(stdout, NULL, _IOLBF, 0);
    int number = 0, failed = 0;
    while (!failed && fgets(line, sizeof line, plan) != NULL) {
        number++;
        failed = obey(line) != 0;
    }
    if (failed)
        fprintf(stderr, "party: line %d: cannot do that\n", number);
    fclose(plan);
    return failed;
}
