// no_table.c - a library that is no plugin, and that needs two files which are.
//
// dlsym() on its handle finds their tables. Both kinds of host have to refuse
// it all the same: its name is what the user asked for, and its code is what
// would be unloaded in the end.

__attribute__((visibility("default"))) int no_table(void);

int no_table(void)
{
    return 0;
}
