// no_table.c - a good shared object that has no table in it: not a sensor.

int something_else = 1;
