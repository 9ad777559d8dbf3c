// empty.c - a shared object without a table.

int something_else = 1;
