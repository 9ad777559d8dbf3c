// mailbox.h - callbacks without a context that may be called at any time, from
// any thread; the values are delivered when the host asks for them.
//
// Whose thread is it? The callbacks are called by plugins, from any thread.
// All functions below are for the host's one thread. It may call them within a
// report, too; all but mailbox_deliver().

#ifndef MAILBOX_H
#define MAILBOX_H

#include <stddef.h>

#define MAILBOX_SIZE 8

typedef void fixed_report(double value);

typedef void mailbox_report(void *ctx, double value);

// Returns a callback. Values that it is called with are kept, until they are
// delivered to report(ctx, value). Returns NULL if MAILBOX_SIZE are in use.
fixed_report *mailbox_attach(mailbox_report *report, void *ctx);

// The callback is free, whoever still calls it. When this has returned, report
// is not called with its ctx any more, also not for values that came in
// before: the caller may free ctx.
void mailbox_detach(fixed_report *callback);

// Delivers what had come in when it was called, in the order in which it came,
// from the calling thread. Returns how many values it delivered.
size_t mailbox_deliver(void);

// Returns how many values there were that will never be delivered: those that
// came in when their callback was free, and those that were not yet delivered
// when it was detached.
size_t mailbox_dropped(void);

#endif
