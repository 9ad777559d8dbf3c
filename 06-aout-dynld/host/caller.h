// caller.h - the address of the call that called this function.

#ifndef CALLER_H
#define CALLER_H

// An address inside the call instruction that called the function that contains
// CALLER(). It is a macro, because a helper function would get its own caller.
// It subtracts one, because the return address is that of the instruction after
// the call, which may belong to the next function. (Chapter 3 shows both
// mistakes.)
#define CALLER()                                                               \
    ((const char *)__builtin_extract_return_addr(                              \
         __builtin_return_address(0)) -                                        \
     1)

#endif
