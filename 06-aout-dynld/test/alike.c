// alike.c - which types have one signature, and which have not (this file is
// compiled, and not linked). check.sh looks at what a line ends with.

#include <stddef.h>
#include <stdint.h>

// clang-format off
int i; char *s; struct pair { int a; long b; } pair;
int f(int x) { return x; }
// Of another name or tag, or by a typedef.
typedef struct pair pair_t; typedef pair_t twice;
twice named;                           // named == pair
struct other { int u; long v; } other;  // other == pair
struct { int u; long v; } no_tag;      // no_tag == pair
typedef int function(int);
function by_typedef;                   // by_typedef == f
int by_typedef(int x) { return x; }
size_t sz; unsigned long ul;           // sz == ul
int32_t i32;                           // i32 == i

// const, volatile, restrict, _Atomic, static do not matter.
const int ci = 1;                      // ci == i
volatile int vi;                       // vi == i
_Atomic int ai;                        // ai == i
const char *const cs = "";             // cs == s
char *restrict rs;                     // rs == s
const struct pair cp = {1, 2};         // cp == pair
const void *cv; void *v;               // cv == v

// Lengths of arrays do not matter, their dimensions do.
int a1[1], a9[9], a23[2][3], a56[5][6], a234[2][3][4];
// a1 == a9
// a23 == a56
// a23 != a9
// a234 != a23
struct flexible { int n; char rest[]; } *flexible;
struct rigid { int n; char rest[7]; } *rigid;  // flexible == rigid
int pa(int *p, int (*g)(int)) { return g(*p); }
int pb(int p[9], int g(int)) { return g(*p); }      // pb == pa

// Bit-fields are int or unsigned, whatever their width.
struct { int a : 3; int b : 29; } b1;
struct { int x; int y; } b2;           // b1 == b2
struct { unsigned a : 1; _Bool b : 1; } b3;
struct { unsigned x; unsigned y; } b4;  // b3 == b4
// b1 != b3
struct { unsigned char a : 4; long b : 9; } b5;
struct { unsigned x; int y; } b6;      // b5 == b6

// Members in another order, more of them, or in a union.
struct { long a; int b; } turned;      // turned != pair
struct { int a; long b; int c; } more;  // more != pair
union { int a; long b; } together;     // together != pair
struct { int a; } one;                 // one != i
struct { int a; struct { int b; }; } inner1;
struct { int a; struct { int b; } c; } inner2;  // inner1 == inner2
struct { int a; int b; } inner3;       // inner1 != inner3
struct { int a; union { int b; }; } inner4;     // inner1 != inner4

// Functions.
int f0(void) { return 0; }
int f1(int x, int y) { return x + y; }  // f1 != f
int f2(int x, ...) { return x; }        // f2 != f
// f2 != f1
long f3(int x) { return x; }            // f3 != f
int f4(x) int x; { return x; }          // f4 != f
int f5(x) char x; { return x; }         // f5 == f4
int fu(x) unsigned x; { return x; }     // fu != f4
int fv(x) unsigned short x; { return x; }           // fv == fu
int fw(x) float x; { return x; }
int fx(x) double x; { return x; }       // fw == fx
int f6() { return 0; }                  // f6 != f0
// f6 != f4
int f7(char x) { return x; }            // f7 != f
int f8(struct pair p) { return p.a; }
int f9(struct other p) { return p.u; }  // f8 == f9
int fc(const int x) { return x; }       // fc == f
int (*pf)(void); int (*pg)(); int (*ph)(int, ...); int (*pi)(int);
// pf != pg
// ph != pi
struct table { int (*open)(int); void (*close)(void); } table;
struct other_table { int (*open)(int); int (*close)(void); } other_table;
// table != other_table

// Structs that lead back to themselves, and to one another.
struct a { struct b *b; int x; }; struct b { struct a *a; int x; };
struct c { struct c *c; int x; };
struct a va; struct b vb; struct c vc;
// va == vb
// va == vc
struct d { struct e *e; int x; }; struct e { struct d *d; long x; };
struct d vd; struct e ve;
// vd != ve
// vd != va

// Inferno's limit: five structs, one in the other, are what four are not.
struct { struct { struct { struct { int x; } a; } a; } a; } four1;
struct { struct { struct { struct { long x; } a; } a; } a; } four2;
// four1 != four2
struct { struct { struct { struct { struct { int x; } a; } a; } a; } a; }
    five1;
struct { struct { struct { struct { struct { long x; } a; } a; } a; } a; }
    five2;
// five1 == five2
// There the second is taken for the first. With two members in the innermost it
// is not: then all of it goes in. To compare such structs sees no difference.
struct t1 { struct { struct { struct { struct { int x; int y; } a; } a; } a; }
    a; } two1;
struct t2 { struct { struct { struct { struct { int x; long y; } a; } a; } a; }
    a; } two2;
// two1 != two2
// two1 != five1
struct { struct t1 *p; struct t1 *q; } met1;
struct { struct t1 *p; struct t2 *q; } met2;        // met1 == met2

// A struct is taken for one met before, if it is alike.
struct m1 { struct pair *p; struct pair *q; } m1;
struct m2 { struct pair *p; struct other *q; } m2;  // m1 == m2
struct m3 { struct pair *p; struct table *q; } m3;  // m1 != m3
// The array lengths count there, if both are known; void * is any pointer.
struct p3 { int x[3]; }; struct p4 { int x[4]; };
struct n1 { struct p3 *p; struct p3 *q; } n1;
struct n2 { struct p3 *p; struct p4 *q; } n2;       // n1 != n2
struct pv { void *x; }; struct pc { char *x; };
struct n3 { struct pv *p; struct pc *q; } n3;
struct n4 { struct pv *p; struct pv *q; } n4;       // n3 == n4
// That is no reason for two others to be the same.
struct pi { int *x; };
struct n7 { struct pi *p; struct pv *q; struct pc *r; } n7;
struct n8 { struct pi *p; struct pi *q; struct pc *r; } n8;  // n7 == n8
struct u1; struct u2;
struct n5 { struct u1 *p; struct u1 *q; } n5;
struct n6 { struct u1 *p; struct u2 *q; } n6;       // n5 != n6

// The type at the end of the file.
struct late; struct late *before;
struct late { int x; long y; };
struct pair *complete;                 // before == complete
struct never *never;                   // never != complete

// Enums are int; the width does not go in with a basic type's name.
enum colour { RED, GREEN } colour;     // colour == i
enum colour fe(enum colour x) { return x; }         // fe == f
enum { LOW = -0x7fffffff - 1, TOP = 0x7fffffff } low;  // low == i
enum { ABOVE = 0x80000000 } above; unsigned ui;     // above == ui
enum { ALL = 0xffffffff } all;         // all == ui
enum __attribute__((packed)) tiny { TINY } tiny; unsigned char uc;
// tiny == uc
long l; long long ll;                  // l != ll

// A type that is not C's goes in by its name.
#ifdef __x86_64__
__float128 own;
#elif defined __riscv
_Complex int own;
#else
__fp16 own;
#endif
long double ld;                        // own != ld
// clang-format on
