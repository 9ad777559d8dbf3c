// svg.h - draw what is loaded, for a browser.

#ifndef SVG_H
#define SVG_H

#include <stdio.h>

#include "objects.h"

// Writes the picture to out: a column for each namespace with its link maps in
// order, and at the right the memory, from low to high addresses. The same
// colour is the same file. Write errors are left to ferror(out).
void svg_write(FILE *out, const struct objects *objects);

#endif
