// sig.c - the signature of a type.
//
// A type is a chain: a pointer to an array of pointers to a function that
// returns int. Each link multiplies what is there so far and adds a constant of
// its own, modulo 2^32. In go the order and the types of members and
// parameters; out stay all names, array lengths, const and the like. A struct
// that was met before goes in as its number: that is how a list ends that
// points to itself.

#include "sig.h"

#define LINK 0x2edab8c9    // multiplies at each link of the chain
#define NUMBER 0x1dc74fb8  // for an array, or a struct met before
#define PART 0x1f241331    // for each member or parameter

// What a signature of 0 becomes: 0 means "matches every other".
#define NOT_ZERO 0x39e8f4c5

// How deep structs and functions may contain or point to one another, and how
// many different ones a type may lead to.
#define LINKS 100  // of one chain
#define DEPTH 500
#define STRUCTS 1000

// Inferno's. 0: never used, or not a type.
static const uint32_t constants[TYPE_KINDS] = {
    [TYPE_CHAR] = 0x5cedd32b,
    [TYPE_UCHAR] = 0x552c4454,
    [TYPE_SHORT] = 0x63040b4b,
    [TYPE_USHORT] = 0x32a45878,
    [TYPE_INT] = 0x4151d5bd,
    [TYPE_UINT] = 0x5ae707d6,
    [TYPE_LONG] = 0x5ef20f47,
    [TYPE_ULONG] = 0x36d8eb8f,
    [TYPE_VLONG] = 0x6e5e9590,
    [TYPE_UVLONG] = 0x75910105,
    [TYPE_FLOAT] = 0x25fd7af1,
    [TYPE_DOUBLE] = 0x7c40a1b2,
    [TYPE_POINTER] = 0x1b832357,
    [TYPE_FUNCTION] = 0x6babc9cb,
    [TYPE_ARRAY] = 0x7c50986d,
    [TYPE_VOID] = 0x44112eff,
    [TYPE_STRUCT] = 0x7c2da3bf,
    [TYPE_UNION] = 0x3eb25e98,
    [TYPE_OLD] = 0x22b15988,
    [TYPE_DOTS] = 0x0204f6b3,
    // Ours, for what Plan 9's C does not have: FNV-1a of the name.
    [TYPE_BOOL] = 0xae76e4a2,      // _Bool
    [TYPE_LDOUBLE] = 0xe095c704,   // long double
    [TYPE_CFLOAT] = 0x34536c3c,    // float _Complex
    [TYPE_CDOUBLE] = 0xa34496b7,   // double _Complex
    [TYPE_CLDOUBLE] = 0x5c215513,  // long double _Complex
    [TYPE_INT128] = 0x937657f5,    // __int128
    [TYPE_UINT128] = 0x4f340252,   // unsigned __int128
};

struct signer {
    struct steps *steps;
    int depth;
    bool foreign;  // there is a type in it that we have no constant for
    struct type structs[STRUCTS];  // those met so far, in that order
    size_t nstructs;
};

bool step(struct steps *steps)
{
    if (steps->why == NULL && steps->left-- == 0)
        step_fail(steps, "its type is too complicated, or consists of itself");
    return steps->why == NULL;
}

void step_fail(struct steps *steps, const char *why)
{
    if (steps->why == NULL)
        steps->why = why;
}

// FNV-1a, a common hash of strings.
static uint32_t hash_name(const char *name)
{
    uint32_t hash = 0x811c9dc5;
    for (; *name != '\0'; name++)
        hash = (hash ^ (uint8_t)*name) * 0x01000193;
    return hash;
}

static uint32_t constant(struct signer *signer, struct type type)
{
    if (type.kind == TYPE_OTHER)
        return hash_name(type.die->name);
    if (type.kind == TYPE_CIRCLE)
        step_fail(signer->steps, "its type is a typedef of itself");
    if (type.kind == TYPE_FOREIGN)
        signer->foreign = true;
    return constants[type.kind];
}

static uint32_t hash(struct signer *signer, struct type type);

// Goes on from s with the members or parameters.
static uint32_t hash_parts(struct signer *signer, struct type type, uint32_t s)
{
    struct parts parts = type_parts(type);
    if (signer->depth++ == DEPTH)
        step_fail(signer->steps, "its type is nested too deeply");
    while (step(signer->steps)) {
        struct type part = type_next(&parts, NULL);
        if (part.kind == TYPE_NONE)
            break;
        s = s * PART + hash(signer, part);
    }
    signer->depth--;
    return s;
}

static uint32_t hash_struct(struct signer *signer, struct type type, uint32_t s)
{
    if (type.die->incomplete)
        return s;
    for (size_t i = 0; i < signer->nstructs; i++)
        if (same_type(signer->structs[i], type, signer->steps))
            return s * NUMBER + (uint32_t)i;
    if (signer->nstructs == STRUCTS) {
        step_fail(signer->steps, "its type leads to too many structs");
        return s;
    }
    signer->structs[signer->nstructs++] = type;
    return hash_parts(signer, type, s);
}

static uint32_t hash(struct signer *signer, struct type type)
{
    uint32_t s = 0;
    for (int links = 0; step(signer->steps); links++) {
        if (links == LINKS)
            step_fail(signer->steps, "its type has no end");
        s = s * LINK + constant(signer, type);
        switch (type.kind) {
        case TYPE_POINTER:
            break;
        case TYPE_ARRAY:
            s *= NUMBER;  // plus a length of 0: it does not go in
            break;
        case TYPE_FUNCTION:
            s = hash_parts(signer, type, s);
            break;
        case TYPE_STRUCT:
        case TYPE_UNION:
            return hash_struct(signer, type, s);
        default:
            return s;
        }
        type = type_inner(type);
    }
    return 0;
}

bool signature(struct type type, struct steps *steps, uint32_t *result)
{
    struct signer signer = {.steps = steps};
    *result = hash(&signer, type);
    if (*result == 0)
        *result = NOT_ZERO;
    if (signer.foreign)
        *result = 0;
    return steps->why == NULL;
}
