// link.h - link objects into a module, or list the names of a program.
//
// The rules: all input is in memory already, all output goes to memory. The
// library reports the reason of a failure and decides nothing: no file is
// opened here, nothing is printed that was not asked for, and nobody exits.

#ifndef LD_LINK_H
#define LD_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "names.h"
#include "object/object.h"

// What came out. The caller frees bytes.
struct output {
    uint8_t *bytes;
    size_t size;
};

struct options {
    const struct names *imports;  // of -u FILE; none in it: no restriction
    const struct names *exports;  // of -x FILE; the same
    FILE *verbose;                // -v: tables are listed here; or NULL
    bool init;                    // -i: constructors are the host's to run
    bool frames;                  // -f: unwind tables are kept
    struct output *list;          // -g: the list for debuggers; or NULL
    const char *folder;           // of -g: what paths are relative to

    // Reads a file that a thin archive names. Returns NULL, or why it could
    // not. The bytes last as long as the link. read may be NULL: then thin
    // archives are refused.
    const char *(*read)(void *context, const char *path, const uint8_t **bytes,
                        size_t *size);
    void *context;
};

// Links the objects into one module: the bytes of the file. Inputs are objects,
// and archives whose members are taken if they are needed; or one shared
// object. On an error returns false, and why (whysize bytes) holds
// "object: what: reason".
bool link_module(const struct input *inputs, size_t ninputs,
                 const struct options *options, struct output *output,
                 char *why, size_t whysize);

// Lists the names that the objects of a program define, as the C source of its
// _exporttab. Errors as above.
bool link_exporttab(const struct input *inputs, size_t ninputs,
                    const struct options *options, struct output *output,
                    char *why, size_t whysize);

#endif
