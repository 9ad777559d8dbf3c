// units.c - a library with one function. Linked twice, as version 1
// (units_1.map) and as version 2 of it (units_2.map).

double unit(void);

__attribute__((visibility("default"))) double unit(void)
{
    return 1.0;
}
