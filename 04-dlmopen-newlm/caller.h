// caller.h - the address of the call that called this function.

#ifndef CALLER_H
#define CALLER_H

// An address inside the instruction that called the function in which this
// stands. A macro, because it has to stand in the callback itself: in a helper
// it would be the callback that calls (chapter 3 shows it). And the callback
// is the function that the plugin was given: behind a wrapper, it would be the
// wrapper that calls (chapter 3 shows it). The callback itself must not be
// inlined; one that is only ever called through a pointer by a plugin cannot
// be.
//
//   __builtin_return_address(0)        where the function will return to
//   __builtin_extract_return_addr()    without what the machine may have mixed
//                                      in (a signature, a mode bit)
//   - 1                                the return address is the instruction
//                                      *after* the call. If the call is the
//                                      last one of its function, because it
//                                      never returns, that is already the next
//                                      function (chapter 3).
#define CALLER()                                                               \
    ((const char *)__builtin_extract_return_addr(                              \
         __builtin_return_address(0)) -                                        \
     1)

#endif
