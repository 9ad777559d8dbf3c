// noreturn.c - a plugin that calls a host function which never returns.
//
// The compiler knows that stop() never returns, so it writes no instruction
// behind the call: the return address is the first byte of the next function.
// (-Os leaves no gap between the two, so the fault shows.)

typedef void (*stop_fn)(void) __attribute__((noreturn));

#define SHOWN __attribute__((visibility("default")))

SHOWN void give_up(stop_fn stop);
SHOWN void innocent(void);

SHOWN void give_up(stop_fn stop)
{
    stop();
}

SHOWN void innocent(void)
{
}
