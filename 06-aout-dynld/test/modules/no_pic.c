// no_pic.c - code that can lie anywhere without -fPIC: it calls the host, has
// variables of its own, and takes no addresses. Data may hold addresses.

int lent_add(int a, int b);
int plain(int x);
static int count;
const char *const greeting[] = {"hello"};

int plain(int x)
{
    count++;
    return lent_add(x, count);
}
