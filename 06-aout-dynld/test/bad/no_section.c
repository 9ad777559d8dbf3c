// no_section.c - the beginning of a section that is not there.

extern const int __start_nothing[];
const int *get(void);

const int *get(void)
{
    return __start_nothing;
}
