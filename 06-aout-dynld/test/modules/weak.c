// weak.c - a function that the host may or may not have.

__attribute__((weak)) int lent_add(int a, int b);
int maybe(int x);

int maybe(int x)
{
    return lent_add ? lent_add(x, 2) : -1;
}
