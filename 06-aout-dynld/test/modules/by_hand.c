// by_hand.c - a module with a relocation of each mode, for README.md to follow
// byte by byte. Data only, in one object of fixed alignment: so that every
// compiler makes the same bytes of it.

extern struct by_hand by_hand;

void report(double value);

struct by_hand {
    int *self;             // mode 0: an address in the module itself
    void (*host)(double);  // mode 1: an address in the program
    int seven;
} by_hand __attribute__((aligned(16))) = {&by_hand.seven, report, 7};
