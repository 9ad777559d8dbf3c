// structs.c - 256 structs that point at one another, and a function for each:
// from every one of them all others are reached, over 250 pointers and more.

// clang-format off
#define STRUCT(a, b, c, d)                                                     \
    struct s##a##b##c##d {                                                     \
        struct s##b##c##d##0 *p0;                                              \
        struct s##b##c##d##1 *p1;                                              \
        struct s##b##c##d##2 *p2;                                              \
        struct s##b##c##d##3 *p3;                                              \
        char number[0x1##a##b##c##d];                                          \
    };                                                                         \
    int f##a##b##c##d(struct s##a##b##c##d *p);                                \
    int f##a##b##c##d(struct s##a##b##c##d *p)                                 \
    {                                                                          \
        return p->p0 != 0;                                                     \
    }

#define ALL_3(a, b, c)                                                         \
    STRUCT(a, b, c, 0)                                                         \
    STRUCT(a, b, c, 1)                                                         \
    STRUCT(a, b, c, 2)                                                         \
    STRUCT(a, b, c, 3)
#define ALL_2(a, b)                                                            \
    ALL_3(a, b, 0)                                                             \
    ALL_3(a, b, 1)                                                             \
    ALL_3(a, b, 2)                                                             \
    ALL_3(a, b, 3)
#define ALL_1(a) ALL_2(a, 0) ALL_2(a, 1) ALL_2(a, 2) ALL_2(a, 3)

ALL_1(0)
ALL_1(1)
ALL_1(2)
ALL_1(3)
// clang-format on
