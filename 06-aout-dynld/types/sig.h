// sig.h - the signature of a type: 32 bits, the same as Inferno's compilers
// compute of the same type.
//
// The rules: one struct signer for one object. What it has found out of a type
// it remembers, so that a thousand functions that take a pointer to one big
// struct cost hardly more than one. All memory is the work's.

#ifndef SIG_H
#define SIG_H

#include "type.h"

// Steps that are left for following a type: a damaged or malicious file may
// hold types that consist of themselves, or of the same thing a billion times.
struct steps {
    unsigned long left;
    const char *why;  // what went wrong, or NULL
};

// What one name may take: much less than a second. (None of SQLite's needs more
// than 5,000.)
#define STEPS 2000000

// Takes one step. Returns false if something is wrong, now or before.
bool step(struct steps *steps);

// Notes what is wrong, and that there are no steps left.
void step_fail(struct steps *steps, const char *why);

struct signer {
    struct work *work;
    size_t count;        // of what has a number: dwarf->numbered
    struct steps steps;  // for the name at hand
    bool no_memory;      // work->why says so

    // sig.c: what the walk is in, from the outside in.
    struct frame *frames;
    size_t nframes, frame_room;
    bool foreign;  // there is a type in it that we have no constant for

    // met.c: the structs of the object, and those of this signature.
    struct met *met;    // of each number
    struct type *list;  // in the order in which they were met
    size_t nlist;
    uint32_t round;    // the number of the signature
    uint32_t *shapes;  // structs by shape: a number plus 1; a power of 2
    size_t nshapes;
    bool shaped;        // they are there
    size_t remembered;  // structs, in all that is remembered

    // same.c: the comparisons that were made.
    struct pair *pairs;  // a power of 2, or NULL
    size_t npairs, pair_room;
};

// Begins with the types of an object. Returns false after fail().
bool signer_begin(struct signer *signer, struct work *work,
                  const struct dwarf *dwarf);

// Forgets what was found out: what is known of a struct has changed.
void signer_forget(struct signer *signer);

// The signature of a type; 0 if it is, or contains, a type that is not C's.
// Returns false if steps->why says what is wrong. The caller sets steps.
bool signature(struct signer *signer, struct type type, uint32_t *result);

// Are these the same type? See same.c for what that means.
bool same_type(struct signer *signer, struct type a, struct type b);

// What follows is shared by the files of the signer.

// Memory of the work's; or NULL after fail() and step_fail().
void *signer_alloc(struct signer *signer, size_t count, size_t size);

// Takes note that there was none. Returns p.
void *signer_check(struct signer *signer, void *p);

// met.c

// What came of a walk that began with a struct while none was met.
struct root {
    uint32_t factor, sum;  // s becomes s * factor + sum
    bool foreign;
    size_t count;  // of the structs that were met
    struct type list[];
};

// Makes room. Returns false after fail().
bool met_begin(struct signer *signer, const struct dwarf *dwarf);

// Begins with another signature: none was met.
void met_clear(struct signer *signer);

// The index of the first struct met that counts as the same; -1: none.
long met_find(struct signer *signer, struct type type);

// Appends it.
void met_add(struct signer *signer, struct type type);

// Remembers what came of the walk that began with this struct.
void met_remember(struct signer *signer, struct type type, uint32_t factor,
                  uint32_t sum);

// What came of it, with all structs met as they were then; or NULL.
const struct root *met_recall(struct signer *signer, struct type type);

// same.c: forgets all comparisons.
void same_forget(struct signer *signer);

#endif
