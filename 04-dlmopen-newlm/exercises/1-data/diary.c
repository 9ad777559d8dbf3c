// diary.c - a plugin that hands out addresses of what it has.
//
// Built four times: with -DBARE it needs no libc, and has less to show; with
// -DMATH it has libm to show, too; with -DNAME=WORD nobody finds it by "diary".

#ifdef MATH
#include <math.h>
#endif
#ifndef BARE
#include <stdio.h>
#include <stdlib.h>
#endif
#include <link.h>
#include <stddef.h>

#include "diary.h"

#ifndef NAME
#define NAME diary
#endif

static int own = 1;
static const char text[] = "dear diary";

// Without a libc there is no strcmp().
static int same(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b)
        a++, b++;
    return *a == *b;
}

#ifndef BARE

static _Thread_local int mine;
static char *page;

static int see(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)info, (void)size;
    ++*(int *)data;
    return 0;
}

static int count(void)
{
    int seen = 0;
    dl_iterate_phdr(see, &seen);
    return seen;
}

static const void *show_more(const char *what)
{
    if (page == NULL)
        page = malloc(16);
    if (same(what, "libc"))
        return stdout;  // a pointer to a variable in libc
#ifdef MATH
    if (same(what, "libm"))
        return &signgam;  // a variable in libm
#endif
    if (same(what, "loader"))
        return &_r_debug;
    if (same(what, "thread"))
        return &mine;
    return same(what, "heap") ? page : NULL;
}

__attribute__((destructor)) static void finish(void)
{
    free(page);
}

#else

static int count(void)
{
    return 1;
}

static const void *show_more(const char *what)
{
    (void)what;
    return NULL;
}

#endif

static const void *show(const char *what)
{
    // Volatile: a compiler warns of an address that outlives its variable.
    const void *volatile here = &what;
    if (same(what, "stack"))
        return here;
    if (same(what, "own"))
        return &own;
    if (same(what, "text"))
        return text;
    const void *(*self)(const char *) = show;
    if (same(what, "code"))
        return *(void **)&self;
    return show_more(what);
}

__attribute__((visibility("default"))) const struct diary NAME = {show, count};
