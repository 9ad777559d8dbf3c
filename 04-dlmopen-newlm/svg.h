// svg.h - draw what is loaded, as a picture for a browser.

#ifndef SVG_H
#define SVG_H

#include <stdio.h>

#include "objects.h"

// Writes the picture to out, in three layers: the namespaces with their link
// maps in order; the address space, from low to high addresses; the pages of
// memory behind it. The same colour is the same file. An arrow leads from
// called_from, an address in some object's code or 0, to its link map and the
// instance's name. Write errors are left to ferror(out).
void svg_write(FILE *out, const struct objects *objects, uintptr_t called_from);

#endif
