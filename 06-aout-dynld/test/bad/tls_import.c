// tls_import.c - the host's thread-local storage: no import can name it.

extern __thread int counter;
int next(void);

int next(void)
{
    return counter++;
}
