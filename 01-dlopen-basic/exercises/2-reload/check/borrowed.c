// borrowed.c - a plugin without a table, which needs a library that has one.

int lend(void);  // in lender.c
int borrow(void);

int borrow(void)
{
    return lend();
}
