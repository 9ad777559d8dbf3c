// property.S - what an assembly source promises about its instructions.
//
// Included at the end of a .S file that keeps these promises. A compiler writes
// such notes itself. The linker takes the least that all objects promise: one
// without a note switches protection off for the whole program, shadow stacks
// and landing pads (IBT, SHSTK) on amd64, landing pads, signed return addresses
// and shadow stacks (BTI, PAC, GCS) on arm64. Data, which has no instructions,
// keeps all of them.

#if defined __x86_64__ && defined __CET__
#define PROPERTY_TYPE 0xc0000002 // GNU_PROPERTY_X86_FEATURE_1_AND
#define PROPERTY_BITS __CET__    // 1 IBT, 2 SHSTK
#elif defined __ARM_FEATURE_BTI_DEFAULT
#define PROPERTY_TYPE 0xc0000000 // GNU_PROPERTY_AARCH64_FEATURE_1_AND
#ifdef __ARM_FEATURE_GCS_DEFAULT
#define PROPERTY_BITS 7 // 1 BTI, 2 PAC, 4 GCS
#elif defined __ARM_FEATURE_PAC_DEFAULT
#define PROPERTY_BITS 3
#else
#define PROPERTY_BITS 1
#endif
#endif

#ifdef PROPERTY_TYPE
        .pushsection .note.gnu.property, "a", %note
        .balign 8
        .long   4               // bytes of the name
        .long   16              // bytes of what follows it
        .long   5               // NT_GNU_PROPERTY_TYPE_0
        .asciz  "GNU"
        .long   PROPERTY_TYPE
        .long   4               // bytes of the value
        .long   PROPERTY_BITS
        .long   0               // up to a multiple of 8
        .popsection
#endif
