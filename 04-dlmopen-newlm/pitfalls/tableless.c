// tableless.c - a library without a table. It needs thermometer.so, which has
// one, and dlsym() on its handle finds that table.

__attribute__((visibility("default"))) int tableless(void);

int tableless(void)
{
    return 0;
}
