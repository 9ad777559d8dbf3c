// tableless.c - a library without a table. It needs one that has it:
// thermometer.so. dlsym() of its handle finds that one.

__attribute__((visibility("default"))) int tableless(void);

int tableless(void)
{
    return 0;
}
