// sig.h - the signature of a type: 32 bits, the same as Inferno's compilers
// compute of the same type.

#ifndef SIG_H
#define SIG_H

#include "type.h"

// Steps that are left for following types: a damaged or malicious file may hold
// types that consist of themselves, or of the same thing a billion times. One
// budget is meant for all signatures of a link.
struct steps {
    unsigned long left;
    const char *why;  // what went wrong, or NULL
};

// All that a link may take: more than any program needs, and less than a
// second.
#define STEPS 10000000

// Takes one step. Returns false if something is wrong, now or before.
bool step(struct steps *steps);

// Notes what is wrong, and that there are no steps left.
void step_fail(struct steps *steps, const char *why);

// The signature of a type; 0 if it is, or contains, a type that is not C's.
// Returns false if steps->why says what is wrong.
bool signature(struct type type, struct steps *steps, uint32_t *result);

// Are these the same type? See same.c for what that means.
bool same_type(struct type a, struct type b, struct steps *steps);

#endif
