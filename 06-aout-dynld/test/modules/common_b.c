// common_b.c - see common_a.c.

long common[10];
long other_sum(int x);

long other_sum(int x)
{
    common[9] = 10 * (x + 5);
    return common[9] + (char)common[0];
}
