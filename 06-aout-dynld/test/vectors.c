// vectors.c - a name of each type whose signature is known: what Inferno's own
// compilers say is behind each (this file is compiled, and not linked).

// clang-format off
int v_int;          // v_int 4151d5bd
int *v_int_p;       // v_int_p d6c51d0c
void *v_void_p;     // v_void_p d984764e
char *v_char_p;     // v_char_p f2611a7a
int v_array[5];     // v_array b3a1d3d5
extern int v_open[];
int v_open[] = {1};  // v_open b3a1d3d5
int v_array2[2][3];  // v_array2 88df1715
char *v_char_pa[7];  // v_char_pa e240db52
int (*v_int_int_p)(int);  // v_int_int_p c2a3fe6c


int f_void(void) { return 0; }              // f_void 49c247e7
int f_none() { return 0; }                  // f_none 951b2e20
int f_int(int a) { return a; }              // f_int bb29c315
int f_two(int a, int b) { return a + b; }   // f_two b67674fa
int f_dots(int a, ...) { return a; }        // f_dots 08482620
int f_char_p(char *a) { return *a; }        // f_char_p 3880937a
int f_both(int a, char *b) { return a + *b; }  // f_both 33cd455f
int f_old(a, b) int a; char *b; { return a + *b; }  // f_old 82e325b7
int f_short(a) short a; { return a; }       // f_short ee78a2ed
void f_nothing(void) {}                     // f_nothing 4c81a129
char *f_result(void) { return v_char_p; }   // f_result 287ced74
double f_double(double a) { return a; }     // f_double 92d0ca67
long long f_vlong(long long a, long long b) { return a + b; }
// f_vlong e9d54f33

struct { int a; } v_one;            // v_one 91115a4c
struct { int a; } *v_one_p;         // v_one_p 5288dd6b
struct { int a; int b; } v_two;     // v_two 3607c249
union { int a; int b; } v_union;    // v_union 3c738582
struct list { struct list *next; int value; } v_list;  // v_list ba1b092c
struct nowhere *v_nowhere_p;        // v_nowhere_p 11a0eb0e

// The constants themselves: a variable of a basic type is the constant.
signed char c_char;            // c_char 5cedd32b
char c_plain;                  // c_plain 5cedd32b
unsigned char c_uchar;         // c_uchar 552c4454
short c_short;                 // c_short 63040b4b
unsigned short c_ushort;       // c_ushort 32a45878
unsigned c_uint;               // c_uint 5ae707d6
long c_long;                   // c_long 5ef20f47
unsigned long c_ulong;         // c_ulong 36d8eb8f
long long c_vlong;             // c_vlong 6e5e9590
unsigned long long c_uvlong;   // c_uvlong 75910105
float c_float;                 // c_float 25fd7af1
double c_double;               // c_double 7c40a1b2
enum { ONE } c_enum;           // c_enum 4151d5bd
enum { MINUS = -1 } c_signed;  // c_signed 4151d5bd
enum { HIGH = 0x80000000 } c_high;  // c_high 5ae707d6
enum { LARGE = 1L << 40 } c_large;  // c_large 6e5e9590

// Ours: types/sig.c has them too, and check.sh computes them again.
_Bool o_bool;                  // o_bool ae76e4a2
long double o_ldouble;         // o_ldouble e095c704
float _Complex o_cfloat;       // o_cfloat 34536c3c
double _Complex o_cdouble;     // o_cdouble a34496b7
long double _Complex o_cldouble;  // o_cldouble 5c215513
__int128 o_int128;             // o_int128 937657f5
unsigned __int128 o_uint128;   // o_uint128 4f340252

// One that comes to 0: a 0 would match everything.
struct {
    short a; unsigned long b; unsigned short c; unsigned long long d;
    long e; unsigned long f; double g; long h; char i;
} z_zero;                      // z_zero 39e8f4c5
// clang-format on
