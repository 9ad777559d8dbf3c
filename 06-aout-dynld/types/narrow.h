// narrow.h - where the types that two objects give one name part.
//
// The rules: what one object knows and the other does not is no difference. It
// is noted, and narrow_hide() makes both know as little, until narrow_show().
// All memory is the work's.

#ifndef NARROW_H
#define NARROW_H

#include <stdio.h>

#include "sig.h"

// An entry that is known in one object only.
struct hidden {
    struct die *die;
    bool first;    // it is the first object that knows it
    bool by_mark;  // INCOMPLETE() in the other one, and no declaration
    bool was_hidden, was_incomplete;
};

// Two types that are to be compared, and of what they are parts.
struct meeting {
    struct type a, b;
    struct type in, in_b;             // a struct, union or function; or of kind
    const struct die *part, *part_b;  //   TYPE_NONE: they are the name's own
    unsigned number;                  // which part; 0: the result of a function
};

struct narrowing {
    struct work *work;
    unsigned long allowed;
    struct steps steps;
    struct hidden *hidden;
    size_t nhidden, hidden_room;

    // What is still to be compared, and what was.
    struct meeting *queue;
    size_t nqueue, queue_room;
    struct die_pair *met;  // a power of 2
    size_t nmet, met_room;

    // The first difference, and the first of what counts only where one struct
    // may be taken for another.
    struct meeting wrong, lengths;
    bool is_wrong, has_lengths;
};

// What one name may take. Each step needs memory, too.
#define NARROW_STEPS 1000000

// Begins, with nothing hidden. Each name may take so many steps.
void narrow_begin(struct narrowing *narrowing, struct work *work,
                  unsigned long allowed);

// Compares the types of one name, and adds what is to be hidden. Returns false
// after fail(), or if narrowing->steps.why says what is wrong: an object's
// types have no end. A difference is no failure: see is_wrong.
bool narrow(struct narrowing *narrowing, struct type a, struct type b);

// Makes what is known in one object only known in none. (A signer has to forget
// what it found out before.)
void narrow_hide(const struct narrowing *narrowing);

// Takes that back.
void narrow_show(const struct narrowing *narrowing);

// The tag of what is hidden; "()" are the parameters of a function.
const char *narrow_tag(const struct hidden *hidden);

// Writes into text, of size bytes, in which part the types differ, in one line:
// "member 2 of struct conn: int fd, long fd".
void narrow_explain(struct narrowing *narrowing, char *text, size_t size);

#endif
