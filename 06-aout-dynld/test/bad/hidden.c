// hidden.c - a name that is hidden, and that nobody defines.

__attribute__((visibility("hidden"))) extern int lent_number;
int get(void);

int get(void)
{
    return lent_number;
}
