// journal.h - where the lines of note() and stop() go.

#ifndef JOURNAL_H
#define JOURNAL_H

// Takes one line, without its newline. It is copied.
void journal_add(const char *line);

// Ends the plugin's call: whoever made it goes on. Does not come back.
void journal_stop(void) __attribute__((noreturn));

#endif
