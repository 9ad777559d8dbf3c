// same_structs.c - 27 structs of 180 members that are all the same. To find
// that out by looking into each member of each member takes millions of steps,
// unless it is remembered.

// clang-format off
#define TEN(s, p) s *p##0, *p##1, *p##2, *p##3, *p##4, \
                  *p##5, *p##6, *p##7, *p##8, *p##9;
#define SIXTY(s, p) TEN(s, p##0) TEN(s, p##1) TEN(s, p##2) \
                    TEN(s, p##3) TEN(s, p##4) TEN(s, p##5)
#define STRUCT(a, b, c)                           \
    struct s##a##b##c {                           \
        SIXTY(struct s##b##c##0, x)               \
        SIXTY(struct s##b##c##1, y)               \
        SIXTY(struct s##b##c##2, z)               \
    };                                            \
    int f##a##b##c(struct s##a##b##c *p);         \
    int f##a##b##c(struct s##a##b##c *p) { return p != 0; }
#define POINTER(a, b, c) struct s##a##b##c *p##a##b##c;
#define SEVENTH(a, b, c) struct s020 *p##a##b##c;

#define THREE(M, a, b) M(a, b, 0) M(a, b, 1) M(a, b, 2)
#define NINE(M, a) THREE(M, a, 0) THREE(M, a, 1) THREE(M, a, 2)
#define ALL(M) NINE(M, 0) NINE(M, 1) NINE(M, 2)

ALL(STRUCT)
struct pointers { ALL(POINTER) } pointers;
struct seventh { ALL(SEVENTH) } seventh;
// clang-format on
