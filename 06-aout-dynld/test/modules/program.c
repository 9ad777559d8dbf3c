// program.c - a part of a program, which may have what no module may.

extern int lent_number;
__thread int of_this_thread;
int started;
int lent_or_not(void);

__attribute__((constructor)) static void start(void)
{
    started = lent_number;
}

int lent_or_not(void)
{
    return of_this_thread++;
}
