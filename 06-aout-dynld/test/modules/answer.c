// answer.c - a module with data only, whose bytes check.sh knows.

extern int lent_row[4];
long answer = 42;
int *lent_second = &lent_row[1];
