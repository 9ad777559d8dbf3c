// packed.c - an address that is not aligned.

extern int lent_number;

struct __attribute__((packed)) {
    char c;
    int *pointer;
} packed = {'c', &lent_number};
