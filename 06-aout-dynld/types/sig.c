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

// The longest chain without a struct or function in it.
#define LINKS 100

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

// A struct, union or function whose parts are being walked. (That is a stack of
// our own: a list may lead through thousands of structs.)
struct frame {
    struct type type;
    struct parts parts;
    uint32_t s, before;  // of what is hashed by now; before the first part
    uint32_t factor;     // that all parts so far have multiplied before by
    size_t functions;    // one inside the other, without a struct in between
    bool root;           // it is the first struct of the signature
    bool foreign;        // there was something foreign before it
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
        step_fail(&signer->steps, "its type is a typedef of itself");
    if (type.kind == TYPE_FOREIGN)
        signer->foreign = true;
    return constants[type.kind];
}

void *signer_check(struct signer *signer, void *p)
{
    if (p == NULL) {
        signer->no_memory = true;
        step_fail(&signer->steps, "out of memory");
    }
    return p;
}

void *signer_alloc(struct signer *signer, size_t count, size_t size)
{
    return signer_check(signer, work_alloc(signer->work, count, size));
}

// Goes into the parts of a type, on from s.
static void push(struct signer *signer, struct type type, uint32_t s, bool root)
{
    struct frame *frames = signer_check(
        signer, work_grow(signer->work, signer->frames, signer->nframes,
                          &signer->frame_room, sizeof *signer->frames));
    if (frames == NULL)
        return;
    size_t outer = 0;
    if (signer->nframes > 0)
        outer = frames[signer->nframes - 1].functions;
    signer->frames = frames;
    frames[signer->nframes++] = (struct frame){
        .type = type,
        .parts = type_parts(type),
        .s = s,
        .before = s,
        .factor = 1,
        .functions = type.kind == TYPE_FUNCTION ? outer + 1 : 0,
        .root = root,
        .foreign = signer->foreign,
    };
    if (root)
        signer->foreign = false;
    if (frames[signer->nframes - 1].functions > signer->count)
        step_fail(&signer->steps, "its type has no end");
}

// Returns true if *s is the hash of it, false if its members come first.
static bool hash_struct(struct signer *signer, struct type type, uint32_t *s)
{
    if (type.die->incomplete)
        return true;
    long index = met_find(signer, type);
    if (index >= 0) {
        *s = *s * NUMBER + (uint32_t)index;
        return true;
    }
    bool root = signer->nlist == 0;
    const struct root *known = root ? met_recall(signer, type) : NULL;
    if (known != NULL) {
        signer->foreign |= known->foreign;
        *s = *s * known->factor + known->sum;
        return true;
    }
    met_add(signer, type);
    push(signer, type, *s, root);
    return false;
}

// Follows a type, on from *s. Returns true if *s is the hash of it, false if
// parts of it come first.
static bool follow(struct signer *signer, struct type type, uint32_t *s)
{
    for (int links = 0; step(&signer->steps); links++) {
        if (links == LINKS)
            step_fail(&signer->steps, "its type has no end");
        *s = *s * LINK + constant(signer, type);
        switch (type.kind) {
        case TYPE_POINTER:
            break;
        case TYPE_ARRAY:
            *s *= NUMBER;  // plus a length of 0: it does not go in
            break;
        case TYPE_FUNCTION:
            push(signer, type, *s, false);
            return false;
        case TYPE_STRUCT:
        case TYPE_UNION:
            return hash_struct(signer, type, s);
        default:
            return true;
        }
        type = type_inner(type);
    }
    return false;
}

// Behind the last part: a struct ends there, a function goes on with what it
// returns. Returns as above.
static bool pop(struct signer *signer, uint32_t *s)
{
    struct frame frame = signer->frames[--signer->nframes];
    *s = frame.s;
    if (frame.type.kind == TYPE_FUNCTION)
        return follow(signer, type_inner(frame.type), s);
    if (frame.root) {
        met_remember(signer, frame.type, frame.factor,
                     frame.s - frame.before * frame.factor);
        signer->foreign |= frame.foreign;
    }
    return true;
}

static uint32_t hash(struct signer *signer, struct type type)
{
    uint32_t s = 0;
    bool done = follow(signer, type, &s);
    while (signer->nframes > 0 && step(&signer->steps)) {
        struct frame *frame = &signer->frames[signer->nframes - 1];
        if (done) {
            frame->s = frame->s * PART + s;
            frame->factor *= PART;
        }
        struct type part = type_next(&frame->parts, NULL);
        s = 0;
        done =
            part.kind == TYPE_NONE ? pop(signer, &s) : follow(signer, part, &s);
    }
    return s;
}

bool signature(struct signer *signer, struct type type, uint32_t *result)
{
    signer->nframes = 0;
    signer->foreign = false;
    met_clear(signer);
    *result = hash(signer, type);
    if (*result == 0)
        *result = NOT_ZERO;
    if (signer->foreign)
        *result = 0;
    return signer->steps.why == NULL;
}

bool signer_begin(struct signer *signer, struct work *work,
                  const struct dwarf *dwarf)
{
    *signer = (struct signer){.work = work, .count = dwarf->numbered};
    return met_begin(signer, dwarf);
}
