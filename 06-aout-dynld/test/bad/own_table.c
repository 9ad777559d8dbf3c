// own_table.c - defines the name that the linker defines.

int _exporttab[3];
