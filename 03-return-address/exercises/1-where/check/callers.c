// callers.c - a plugin with new names and new offsets for each check.
//
// draw.h, which check.sh writes, has SHOWN_NAME, LAST_NAME, NEXT_NAME, and PAD,
// how many instructions that do nothing stand before each call.

#include "draw.h"
#include "note.h"

#define SHOWN __attribute__((visibility("default")))
#define TEXT(x) #x
#define WORDS(x) TEXT(x)
#define PADDING() __asm__ volatile(".rept " WORDS(PAD) "\n nop\n .endr")

typedef void call_fn(note_fn note, stop_fn stop, const char *what);

SHOWN call_fn SHOWN_NAME, LAST_NAME, NEXT_NAME;
SHOWN extern call_fn *const unnamed;

static int told;

void SHOWN_NAME(note_fn note, stop_fn stop, const char *what)
{
    (void)stop;
    PADDING();
    note(what);
    PADDING();
    note(what);
    told++;
}

static void hidden(note_fn note, stop_fn stop, const char *what)
{
    (void)stop;
    PADDING();
    note(what);
    told++;
}

call_fn *const unnamed = hidden;

// Nothing stands between the call in this function and the next function.
void LAST_NAME(note_fn note, stop_fn stop, const char *what)
{
    (void)note;
    PADDING();
    stop(what);
}

void NEXT_NAME(note_fn note, stop_fn stop, const char *what)
{
    (void)stop, (void)what;
    told += note != 0;
}
