// hostile.S - debug information that no compiler writes, one kind for each
// CASE: check.sh knows what the linker has to say of it. (Assembled, and not
// linked.) The name in question is "name".

#define TAG_UNIT 0x11
#define TAG_VARIABLE 0x34
#define TAG_TYPEDEF 0x16
#define TAG_POINTER 0x0f
#define TAG_STRUCT 0x13
#define TAG_MEMBER 0x0d
#define TAG_FUNCTION 0x15
#define TAG_PARAMETER 0x05
#define TAG_UNSPECIFIED 0x3b
#define AT_NAME 0x03
#define AT_TYPE 0x49
#define AT_LANGUAGE 0x13
#define AT_EXTERNAL 0x3f
#define AT_DECLARATION 0x3c
#define AT_PROTOTYPED 0x27
#define FORM_DATA2 0x05
#define FORM_STRING 0x08
#define FORM_REF4 0x13
#define FORM_PRESENT 0x19

        .globl  name
        .data
name:   .quad   0
#ifdef FOREIGN
        .globl  second, third, fourth
second: .quad   0
third:  .quad   0
fourth: .quad   0
#endif

// Codes: 1 the unit, 2 a variable, 3 a typedef, 4 a pointer, 5 a struct, 6 a
// member, 7 a function, 8 a parameter, 9 a variable that is only declared.
        .section .debug_abbrev,"",%progbits
abbrevs:
#ifdef LANGUAGE
        .byte   1, TAG_UNIT, 1, AT_LANGUAGE, FORM_DATA2, 0, 0
#else
        .byte   1, TAG_UNIT, 1, 0, 0
#endif
        .byte   2, TAG_VARIABLE, 0, AT_NAME, FORM_STRING, AT_TYPE, FORM_REF4
        .byte   AT_EXTERNAL, FORM_PRESENT, 0, 0
        .byte   3, TAG_TYPEDEF, 0, AT_TYPE, FORM_REF4, 0, 0
        .byte   4, TAG_POINTER, 0, AT_TYPE, FORM_REF4, 0, 0
        .byte   5, TAG_STRUCT, 1, 0, 0
        .byte   6, TAG_MEMBER, 0, AT_TYPE, FORM_REF4, 0, 0
        .byte   7, TAG_FUNCTION, 1, AT_PROTOTYPED, FORM_PRESENT
        .byte   AT_TYPE, FORM_REF4, 0, 0
        .byte   8, TAG_PARAMETER, 0, AT_TYPE, FORM_REF4, 0, 0
        .byte   9, TAG_VARIABLE, 0, AT_NAME, FORM_STRING, AT_TYPE, FORM_REF4
        .byte   AT_EXTERNAL, FORM_PRESENT, AT_DECLARATION, FORM_PRESENT, 0, 0
#ifdef FOREIGN
        .byte   10, TAG_UNSPECIFIED, 0, 0, 0
#endif
#ifdef MANY_ATTRIBUTES
        .byte   10, TAG_TYPEDEF, 0
        .rept   101
        .byte   AT_EXTERNAL, FORM_PRESENT
        .endr
        .byte   0, 0
#endif
        .byte   0

        .section .debug_info,"",%progbits
#ifndef VERSION
#define VERSION 4
#endif
// One unit after the other, each with the same abbreviations, and in between
// one with others: so they are read again and again.
#ifdef AGAIN
        .rept   200
        .long   8
        .short  4
        .long   abbrevs
        .byte   8, 0
        .long   8
        .short  4
        .long   abbrevs + 5
        .byte   8, 0
        .endr
#endif

start:  .long   end - 1f
1:      .short  VERSION
        .long   abbrevs
        .byte   8
        .byte   1
#ifdef LANGUAGE
        .short  LANGUAGE
#endif
#ifdef DECLARED
// Another type, and earlier: but the definition counts.
        .byte   9
        .asciz  "name"
        .long   2f - start
2:      .byte   4
        .long   type - start
#endif
        .byte   2
        .asciz  "name"
        .long   type - start

#ifdef FOREIGN
        .byte   2
        .asciz  "second"
        .long   type - start
        .byte   2
        .asciz  "third"
        .long   both - start
        .byte   2
        .asciz  "fourth"
        .long   known - start
#endif

type:
#if defined FOREIGN
// A struct with a member that is no type of C; a function of such a type and of
// a struct; and a function of the struct.
        .byte   5
        .byte   6
        .long   foreign - start
        .byte   0
foreign:
        .byte   10
both:   .byte   7
        .long   last - start
        .byte   8
        .long   foreign - start
        .byte   8
        .long   last - start
        .byte   0
known:  .byte   7
        .long   last - start
        .byte   8
        .long   last - start
        .byte   0
last:   .byte   5, 0
#elif defined CIRCLE
        .byte   3
        .long   type - start
#elif defined POINTER
        .byte   4
        .long   type - start
#elif defined NOWHERE
        .byte   4
        .long   type - start + 1
#elif defined ITSELF
        .byte   5
        .byte   6
        .long   type - start
        .byte   0
#elif defined TWICE
// A function of two functions, each of which is one of two functions, ...
        .rept   40
        .byte   7
        .long   last - start
2:      .byte   8
        .long   3f - start
        .byte   8
        .long   3f - start
        .byte   0
3:
        .endr
last:   .byte   5, 0
#elif defined DEEP
        .rept   600
        .byte   7
        .long   last - start
        .byte   8
        .long   4f - start
        .byte   0
4:
        .endr
last:   .byte   5, 0
#elif defined PARAMETER
// A function of itself; and one that returns itself.
        .byte   7
        .long   last - start
        .byte   8
        .long   type - start
        .byte   0
last:   .byte   5, 0
#elif defined RESULT
        .byte   7
        .long   type - start
        .byte   0
#elif defined CODE
        .byte   99
#elif defined DECLARED
        .byte   5, 0
#elif defined UNENDED
        .byte   5
        .byte   6
        .byte   1
#endif
end:

        .section .note.GNU-stack,"",%progbits
