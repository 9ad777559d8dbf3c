// nested.c - a plugin whose callback is a nested function (gcc only).
//
// It looks like the context that the callback lacks: inner() sees the variables
// of sum(). But a pointer to inner() must be one plain address, so gcc's code
// writes a small thunk on the stack. For that, the stack has to be executable:
// that of the whole process, for all threads, because of one plugin.
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
