// svg.h - draw what is loaded, as a picture for a browser.

#ifndef SVG_H
#define SVG_H

#include <stdio.h>

#include "objects.h"

// Writes the picture to out: a column for each namespace with its link maps in
// order, and on the right the memory, from low to high addresses. Objects of
// one file have one colour. The caller checks ferror(out) for write errors.
void svg_write(FILE *out, const struct objects *objects);

#endif
