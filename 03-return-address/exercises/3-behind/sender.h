// sender.h - on whose behalf is this function called?

#ifndef SENDER_H
#define SENDER_H

#define SENDER_MAX 16

// Makes the plugin with this handle known by that name, which is not copied.
// Returns 0, or -1 if there is no room.
int sender_enter(void *handle, const char *name);

// Forgets it. To be called before dlclose().
void sender_leave(void *handle);

// Who is behind the call that came from the address caller, which is CALLER()
// in a callback that has not returned yet? Looks at the function that called,
// then at who called that one, and so on:
//
//     code of a plugin that is known   its name
//     code of the program itself       NULL: it is the program's own affair
//     any other code                   on to who called it
//     nobody is left                   NULL
const char *sender_find(const void *caller);

#endif
