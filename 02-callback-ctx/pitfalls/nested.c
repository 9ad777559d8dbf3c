// nested.c - a plugin whose callback is a nested function (gcc only).
//
// It looks like the context one always wanted: inner() sees outer()'s
// variables. But a pointer to it must be an address that can be called, so gcc
// writes a small thunk on the stack, and the stack has to be executable: of the
// whole process, for all threads, because of one plugin.
// -Wtrampolines warns of it.

__attribute__((visibility("default"))) double
sum(void (*each)(void (*inner)(double)));

double sum(void (*each)(void (*inner)(double)))
{
    double total = 0;
    void inner(double value)
    {
        total += value;
    }
    each(inner);
    return total;
}
