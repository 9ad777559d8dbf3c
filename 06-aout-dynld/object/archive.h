// archive.h - an archive of objects (.a), as far as pulling them out needs it.
//
// The rules are those of object.h: the caller keeps the bytes, all else is the
// work's, and nothing in the file is trusted.

#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "object.h"

// A line of the index: a member that defines name has its header at offset.
struct index_entry {
    const char *name;
    uint64_t offset;
};

struct archive {
    const struct input *input;
    bool thin;  // its members are files of their own
    const char *names;
    size_t names_size;  // of the table of long names
    struct index_entry *index;
    size_t count;
};

// Are these the first bytes of an archive?
bool is_archive(const struct input *input);

// Reads the index. Returns false after fail().
bool archive_open(struct work *work, const struct input *input,
                  struct archive *archive);

// Finds the member whose header is at offset. member->path is what messages
// call it; of a thin archive, bytes are NULL, and *file is the path of the
// file that has them. Returns false after fail().
bool archive_member(struct work *work, const struct archive *archive,
                    uint64_t offset, struct input *member, const char **file);

#endif
