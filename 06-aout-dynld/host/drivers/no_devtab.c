// no_devtab.c - a good module without a table: not a driver.

int something_else(void);

int something_else(void)
{
    return 1;
}
