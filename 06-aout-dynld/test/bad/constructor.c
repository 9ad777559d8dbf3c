// constructor.c - a function that nobody would call.
//
// Calling the host: a plain assignment would be done by clang beforehand, and
// there would be no constructor.

int lent_add(int a, int b);

__attribute__((constructor)) static void set_up(void)
{
    lent_add(1, 2);
}
