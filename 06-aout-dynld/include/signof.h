// signof.h - the signature of a type, for dynimport().
//
//     Dev *d = dynimport(obj, "XXXdevtab", signof(*d));
//
// The compiler cannot compute it, but it can write down the type, as debug
// information. Each signof() leaves a static pointer to the type, and refers to
// a number of the same name that no source defines. aoutld computes the number:
// with -u it becomes a word of the module, with -x a constant beside
// _exporttab. Without that constant the program does not link.
//
// Its limits: it is no constant expression, so it works only inside functions
// (and not in extern inline ones). The name consists of the line and a running
// number. If two files happen to use one name for two types, aoutld says
// "incompatible type signatures", and an empty line in one file cures that. The
// compiler rejects a bit-field or an incomplete type. Objects need -g.

#ifndef SIGNOF_H
#define SIGNOF_H

// __COUNTER__ is not in C17. clang 23 warns of it wherever signof() is used,
// unless the name comes from a system header.
#pragma GCC system_header

// The signature of an expression, which is not evaluated, or of a type. An
// unsigned long.
#define signof(...) SIGNOF_AT(__LINE__, __COUNTER__, __VA_ARGS__)

// One step expands the two numbers, the next makes names of them.
#define SIGNOF_AT(line, number, ...) SIGNOF_AS(line, number, __VA_ARGS__)
#define SIGNOF_AS(line, number, ...)                                           \
    SIGNOF_NAMED(_signof_##line##_##number, _signof_##line##_##number##_type,  \
                 __VA_ARGS__)

// hidden: another shared object of the process has numbers of its own.
// __alignof__ of an incomplete type is an error.
#define SIGNOF_NAMED(symbol, pointer, ...)                                     \
    __extension__({                                                            \
        static __typeof__(__VA_ARGS__) *const pointer __attribute__((used));   \
        _Static_assert(__alignof__(__typeof__(__VA_ARGS__)) > 0, "complete");  \
        extern const unsigned long symbol                                      \
            __attribute__((visibility("hidden")));                             \
        symbol;                                                                \
    })

// For a struct or union that the host completes and the module does not:
//
//     INCOMPLETE(file)
//     struct file;
//
// in the header that both include. Without it "struct file *" has one signature
// where the members are known and another where they are not. With it no
// signature includes the members. This is Inferno's #pragma incomplete.
// (Objects that are linked together do not need it: aoutld takes the narrower
// type.)
#define INCOMPLETE(tag)                                                        \
    __asm__(".pushsection .signof.incomplete,\"\",%progbits\n"                 \
            ".asciz \"" #tag "\"\n"                                            \
            ".popsection\n");

#endif
