// no_header.c - what ld makes of the ELF header, which a module does not have.

extern const char __ehdr_start[];
const char *get(void);

const char *get(void)
{
    return __ehdr_start;
}
