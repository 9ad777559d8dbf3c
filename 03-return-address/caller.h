// caller.h - the address of the call that called this function.

#ifndef CALLER_H
#define CALLER_H

// An address inside the call instruction that called the function that contains
// CALLER(). It is a macro because it has to stand in the callback itself: in a
// helper, the caller would be the callback (see pitfalls/helper.c). And the
// callback has to be the function that the plugin got: behind a wrapper, the
// caller would be the wrapper (see pitfalls/wrapper.c). The compiler must not
// inline the callback. It cannot if only plugins call it, through a pointer.
//
//   __builtin_return_address(0)        where the function will return to
//   __builtin_extract_return_addr()    without what the machine may have added
//                                      (a signature, a mode bit)
//   - 1                                the return address is the instruction
//                                      *after* the call. If the call is the
//                                      last one of its function, because it
//                                      never returns, that is already the next
//                                      function (see pitfalls/noreturn.c).
#define CALLER()                                                               \
    ((const char *)__builtin_extract_return_addr(                              \
         __builtin_return_address(0)) -                                        \
     1)

#endif
