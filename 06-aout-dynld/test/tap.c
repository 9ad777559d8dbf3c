// tap.c - the lines that a test prints: "ok 1 - what", and the plan at the end.

#include <stdio.h>
#include <string.h>

#include "test/tap.h"

static int count, failed;

bool ok(bool pass, const char *what)
{
    count++;
    failed += !pass;
    printf("%sok %d - %s\n", pass ? "" : "not ", count, what);
    fflush(stdout);  // what is printed is there, even if the next test crashes
    return pass;
}

static void differ(const char *got, const char *wanted)
{
    fprintf(stderr, "#    got: %s\n# wanted: %s\n", got, wanted);
}

bool is(const char *got, const char *wanted, const char *what)
{
    bool pass = strcmp(got, wanted) == 0;
    if (!pass)
        differ(got, wanted);
    return ok(pass, what);
}

bool has(const char *got, const char *part, const char *what)
{
    bool pass = strstr(got, part) != NULL;
    if (!pass)
        differ(got, part);
    return ok(pass, what);
}

void skip(const char *what, const char *why)
{
    count++;
    printf("ok %d - %s # SKIP %s\n", count, what, why);
}

int finish(void)
{
    printf("1..%d\n", count);
    return failed != 0;
}
