// signof.h - the signature of a type, for dynimport().
//
//     Dev *d = dynimport(obj, "XXXdevtab", signof(*d));
//
// The compiler cannot compute it, but it can write the type down, as debug
// information: each signof() leaves a static pointer to the type, and asks for
// a number of the same name that no source defines. aoutld computes it: with
// -u it becomes a word of the module, with -x a constant beside _exporttab. A
// program that is linked without it does not link.
//
// What it cannot do: it is no constant expression, so it stands inside of
// functions only (and not in extern inline ones). The name is made of the line
// and a running number; two files that by chance use one name for two types are
// told "incompatible type signatures", and an empty line parts them. A
// bit-field or an incomplete type is the compiler's error. Objects need -g.

#ifndef SIGNOF_H
#define SIGNOF_H

// __COUNTER__ is not in C17. clang 23 warns of it wherever signof() is used,
// unless the name comes from a header of the system's.
#pragma GCC system_header

// The signature of an expression, which is not evaluated, or of a type. An
// unsigned long.
#define signof(...) SIGNOF_AT(__LINE__, __COUNTER__, __VA_ARGS__)

// One step for the two numbers to be put in, one to make names of them.
#define SIGNOF_AT(line, number, ...) SIGNOF_AS(line, number, __VA_ARGS__)
#define SIGNOF_AS(line, number, ...)                                           \
    SIGNOF_NAMED(_signof_##line##_##number, _signof_##line##_##number##_type,  \
                 __VA_ARGS__)

// hidden: another shared object of the process has numbers of its own.
// __alignof__: of a type that is not complete it is an error.
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
// where the members are known and another where they are not. With it the
// members do not go in anywhere. It is Inferno's #pragma incomplete. (Objects
// that are linked together do without: aoutld finds the narrower one.)
#define INCOMPLETE(tag)                                                        \
    __asm__(".pushsection .signof.incomplete,\"\",%progbits\n"                 \
            ".asciz \"" #tag "\"\n"                                            \
            ".popsection\n");

#endif
