// destructor.c - a function that nobody would call, at the end.

int open_files;

__attribute__((destructor)) static void clean_up(void)
{
    open_files = 0;
}
