// no_devtab.c - a good module that has no table in it: not a driver.

int something_else(void);

int something_else(void)
{
    return 1;
}
