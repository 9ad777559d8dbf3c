// caller.h - the address of the call that called this function.

#ifndef CALLER_H
#define CALLER_H

// An address inside the call instruction that called the function in which this
// stands. A macro, because in a helper it would be the helper's caller; minus
// one, because the return address is the instruction after the call, and that
// may be the next function's. (Chapter 3 shows both going wrong.)
#define CALLER()                                                               \
    ((const char *)__builtin_extract_return_addr(                              \
         __builtin_return_address(0)) -                                        \
     1)

#endif
