// made_a.c - names that the linker makes: the edges of an array whose parts are
// in two objects, and those of the image.

extern const int __start_numbers[], __stop_numbers[];
extern const char etext[], edata[], __bss_start[], _end[];
extern const int __start_nothing[] __attribute__((weak));
int plain(int x);
char *first_zero(void);

__attribute__((used, section("numbers"))) static const int ours[] = {1, 2};
__attribute__((used)) static int between = 3;
static char zero[100];

char *first_zero(void)
{
    return &zero[between];
}

static int in_order(const void *a, const void *b)
{
    return (unsigned long)a < (unsigned long)b;
}

static int edges_are_right(void)
{
    const void *code = (const void *)(unsigned long)first_zero;
    return in_order(code, etext) && !in_order(&between, etext) &&
           in_order(&between, edata) && !in_order(edata, __bss_start) &&
           !in_order(__bss_start, edata) && !in_order(first_zero(), edata) &&
           in_order(first_zero(), _end);
}

// 1 + 2 + 40 + 50, if all is where it should be.
int plain(int x)
{
    int sum = 0;
    for (const int *at = __start_numbers; at < __stop_numbers; at++)
        sum += *at;
    if (!edges_are_right())
        return -x;
    return __start_nothing == 0 ? sum : -2 * x;
}
