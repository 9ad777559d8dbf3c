// look.h - the function of the three plugins in this folder.

#ifndef LOOK_H
#define LOOK_H

#include <link.h>

typedef int visit_fn(struct dl_phdr_info *info, size_t size, void *data);
typedef int walk_fn(visit_fn *visit, void *data);

// Calls walk(visit, NULL), which is dl_iterate_phdr(), from the plugin's code.
typedef void look_fn(walk_fn *walk, visit_fn *visit);

__attribute__((visibility("default"))) look_fn look;

#endif
