// type.c - the types of C, as the entries of DWARF tell them.

#include <string.h>

#include "constants.h"
#include "type.h"

// The most typedefs, consts and so on, one on top of the other.
#define LAYERS 100

// The most dimensions of an array: each is looked for from the first one.
#define DIMENSIONS 100

// What the compilers call the basic types: gcc's name, then clang's, where
// there are two. Plain char has one signature with signed char, also where it
// is unsigned (arm64): the name counts, and not the machine.
// clang-format off
static const struct {
    const char *name;
    enum type_kind kind;
} basics[] = {
    {"char", TYPE_CHAR},
    {"signed char", TYPE_CHAR},
    {"unsigned char", TYPE_UCHAR},
    {"short int", TYPE_SHORT},              {"short", TYPE_SHORT},
    {"short unsigned int", TYPE_USHORT},    {"unsigned short", TYPE_USHORT},
    {"int", TYPE_INT},
    {"unsigned int", TYPE_UINT},
    {"long int", TYPE_LONG},                {"long", TYPE_LONG},
    {"long unsigned int", TYPE_ULONG},      {"unsigned long", TYPE_ULONG},
    {"long long int", TYPE_VLONG},          {"long long", TYPE_VLONG},
    {"long long unsigned int", TYPE_UVLONG},
    {"unsigned long long", TYPE_UVLONG},
    {"float", TYPE_FLOAT},
    {"double", TYPE_DOUBLE},
    {"long double", TYPE_LDOUBLE},
    {"_Bool", TYPE_BOOL},                   {"bool", TYPE_BOOL},
    {"complex float", TYPE_CFLOAT},
    {"complex double", TYPE_CDOUBLE},
    {"complex long double", TYPE_CLDOUBLE},
    {"__int128", TYPE_INT128},
    {"__int128 unsigned", TYPE_UINT128},    {"unsigned __int128", TYPE_UINT128},
};

static const char *const names[TYPE_KINDS] = {
    [TYPE_VOID] = "void",       [TYPE_CHAR] = "char",
    [TYPE_UCHAR] = "unsigned char",
    [TYPE_SHORT] = "short",     [TYPE_USHORT] = "unsigned short",
    [TYPE_INT] = "int",         [TYPE_UINT] = "unsigned int",
    [TYPE_LONG] = "long",       [TYPE_ULONG] = "unsigned long",
    [TYPE_VLONG] = "long long", [TYPE_UVLONG] = "unsigned long long",
    [TYPE_FLOAT] = "float",     [TYPE_DOUBLE] = "double",
    [TYPE_BOOL] = "_Bool",      [TYPE_LDOUBLE] = "long double",
    [TYPE_CFLOAT] = "float _Complex",
    [TYPE_CDOUBLE] = "double _Complex",
    [TYPE_CLDOUBLE] = "long double _Complex",
    [TYPE_INT128] = "__int128", [TYPE_UINT128] = "unsigned __int128",
    [TYPE_DOTS] = "...",        [TYPE_OLD] = "/* old-style */ ",
    [TYPE_FOREIGN] = "/* not known */",
};
// clang-format on

const char *type_name(struct type type)
{
    if (type.kind == TYPE_OTHER)
        return type.die->name;
    return names[type.kind] == NULL ? "?" : names[type.kind];
}

static enum type_kind basic_kind(const struct die *die)
{
    if (die->name == NULL)
        return TYPE_FOREIGN;
    for (size_t i = 0; i < sizeof basics / sizeof basics[0]; i++)
        if (strcmp(die->name, basics[i].name) == 0)
            return basics[i].kind;
    if (strcmp(die->name, "complex") != 0)
        return TYPE_OTHER;
    // clang 14 says no more than that.
    return die->size == 8    ? TYPE_CFLOAT
           : die->size == 16 ? TYPE_CDOUBLE
                             : TYPE_CLDOUBLE;
}

void type_basics(struct dwarf *dwarf)
{
    for (size_t i = 0; i < dwarf->ndies; i++)
        if (dwarf->dies[i]->tag == DW_TAG_base_type)
            dwarf->dies[i]->basic = (uint8_t)basic_kind(dwarf->dies[i]);
}

// The entry without what is on top of it. *circle: it has no end.
static const struct die *strip(const struct die *die, bool *circle)
{
    int layers = 0;
    *circle = false;
    while (die != NULL) {
        if (die->tag != DW_TAG_typedef && die->tag != DW_TAG_const_type &&
            die->tag != DW_TAG_volatile_type &&
            die->tag != DW_TAG_restrict_type && die->tag != DW_TAG_atomic_type)
            return die;
        if (layers++ == LAYERS) {
            *circle = true;
            return NULL;
        }
        die = die->type;
    }
    return NULL;
}

static struct type type_at(const struct die *die);

// int, whatever the compiler chose among the types of its size: C says that
// the constants are int. Others only if it had to be, or was told to: unsigned
// for one above INT_MAX.
static struct type enumeration(const struct die *die)
{
    if (die->size == 4 || die->size == 0)
        return (struct type){.kind = die->large ? TYPE_UINT : TYPE_INT,
                             .die = die};
    if (die->size == 8)
        return (struct type){.kind = TYPE_VLONG, .die = die};
    if (die->type == NULL || die->type->tag != DW_TAG_base_type)
        return (struct type){.kind = TYPE_FOREIGN, .die = die};
    return type_at(die->type);
}

// The type that an entry describes; NULL is void.
static struct type type_at(const struct die *die)
{
    struct type type = {.kind = TYPE_VOID};
    bool circle;
    type.die = strip(die, &circle);
    if (circle)
        type.kind = TYPE_CIRCLE;
    if (type.die == NULL)
        return type;
    switch (type.die->tag) {
    case DW_TAG_base_type:
        type.kind = type.die->basic;
        return type;
    case DW_TAG_enumeration_type:
        return enumeration(type.die);
    case DW_TAG_pointer_type:
        type.kind = TYPE_POINTER;
        return type;
    case DW_TAG_array_type:
        type.kind = TYPE_ARRAY;
        return type;
    case DW_TAG_subroutine_type:
    case DW_TAG_subprogram:
        type.kind = TYPE_FUNCTION;
        return type;
    case DW_TAG_structure_type:
        type.kind = TYPE_STRUCT;
        return type;
    case DW_TAG_union_type:
        type.kind = TYPE_UNION;
        return type;
    default:
        type.kind = TYPE_FOREIGN;
        return type;
    }
}

// "void f();", and nothing more: the compilers leave the same of functions that
// they make up (gcc's memset), and with gcc -g1 of every function.
static bool says_nothing(const struct die *die)
{
    return !die->prototyped && die->type == NULL && !die->children &&
           (die->declaration || die->untyped);
}

struct type type_named(const struct die *die)
{
    struct type foreign = {.kind = TYPE_FOREIGN, .die = die};
    if (die->tag == DW_TAG_variable)
        return die->type == NULL ? foreign : type_at(die->type);
    if (die->tag == DW_TAG_subprogram && says_nothing(die))
        return foreign;
    return type_at(die);
}

struct type type_struct(const struct die *die)
{
    if (die->tag == DW_TAG_structure_type || die->tag == DW_TAG_union_type)
        return type_at(die);
    return (struct type){.kind = TYPE_NONE};
}

// Dimensions beyond DIMENSIONS are not there.
static const struct die *dimension(struct type type)
{
    const struct die *die = type.die->part;
    if (type.dimension >= DIMENSIONS)
        return NULL;
    for (unsigned i = 0; i < type.dimension && die != NULL; i++)
        die = die->next;
    return die;
}

// int a[2][3] is one entry with two dimensions; to C it is an array of arrays.
struct type type_inner(struct type type)
{
    if (type.kind == TYPE_ARRAY) {
        type.dimension++;
        if (dimension(type) != NULL)
            return type;
    }
    return type_at(type.die->type);
}

uint64_t type_count(struct type type)
{
    const struct die *die = dimension(type);
    return die == NULL ? 0 : die->count;
}

struct parts type_parts(struct type type)
{
    return (struct parts){.of = type,
                          .next = type.die->hidden ? NULL : type.die->part};
}

// A bit-field is an int or an unsigned int, as to Inferno's 6c.
static struct type bit_field(struct type type)
{
    switch (type.kind) {
    case TYPE_BOOL:
    case TYPE_UCHAR:
    case TYPE_USHORT:
    case TYPE_UINT:
    case TYPE_ULONG:
    case TYPE_UVLONG:
    case TYPE_UINT128:
        type.kind = TYPE_UINT;
        return type;
    case TYPE_CIRCLE:
    case TYPE_FOREIGN:
        return type;
    default:
        type.kind = TYPE_INT;
        return type;
    }
}

// What a caller passes to a function of the old style, which it knows nothing
// of. That a small unsigned type becomes an unsigned int is Inferno's rule, and
// older than C's: there it becomes an int.
static struct type promoted(struct type type)
{
    switch (type.kind) {
    case TYPE_BOOL:
    case TYPE_CHAR:
    case TYPE_SHORT:
        type.kind = TYPE_INT;
        return type;
    case TYPE_UCHAR:
    case TYPE_USHORT:
        type.kind = TYPE_UINT;
        return type;
    case TYPE_FLOAT:
        type.kind = TYPE_DOUBLE;
        return type;
    default:
        return type;
    }
}

struct type type_next(struct parts *parts, const struct die **die)
{
    const struct die *part = parts->next;
    bool function = parts->of.kind == TYPE_FUNCTION;
    bool first = !parts->begun;
    parts->begun = true;
    if (die != NULL)
        *die = part;
    if (function && first && part == NULL && parts->of.die->prototyped &&
        !parts->of.die->hidden)
        return (struct type){.kind = TYPE_VOID};
    if (part == NULL)
        return (struct type){.kind = TYPE_NONE};
    if (function && first && !parts->of.die->prototyped) {
        if (die != NULL)
            *die = NULL;
        return (struct type){.kind = TYPE_OLD};
    }
    parts->next = part->next;
    if (part->tag == DW_TAG_unspecified_parameters)
        return (struct type){.kind = TYPE_DOTS};
    struct type type = type_at(part->type);
    if (function && !parts->of.die->prototyped)
        return promoted(type);
    return part->bit_field ? bit_field(type) : type;
}
