// no_table.c - a library that is no plugin, but needs two files that are.
//
// dlsym() on its handle finds their tables. Both kinds of host have to refuse
// it all the same: the user named this file, not the other two.

__attribute__((visibility("default"))) int no_table(void);

int no_table(void)
{
    return 0;
}
