// child.h - run something that may crash or hang in a child, and tell its end.

#ifndef CHILD_H
#define CHILD_H

// Runs work(argument) in a child, which an alarm ends after 2 seconds, and
// writes a line about how it ended to stdout. The child's exit status is what
// work() returns. Returns 0, or 1 if there can be no child. stdout is flushed
// before and after. For a program with one thread.
int child_run(int (*work)(void *), void *argument);

// For the child, before it crashes: from now on nothing goes to stderr, where
// an emulator would have its say.
void child_hush(void);

#endif
