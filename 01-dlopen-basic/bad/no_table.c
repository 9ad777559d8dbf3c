// no_table.c - a good shared object without a table: not a sensor.

int something_else = 1;
