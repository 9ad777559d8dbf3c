// tls.c - thread-local storage: a module has no place for it.

static __thread int counter = 1;
int next(void);

int next(void)
{
    return counter++;
}
