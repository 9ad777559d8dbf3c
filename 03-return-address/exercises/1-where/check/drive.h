// drive.h - what drive.c is linked with: the reader's note.c, or answer.c.

#ifndef DRIVE_H
#define DRIVE_H

// What is being called: the plugin's handle, the file's name without folders,
// and the function's name, or "" for the one that has none.
extern void *drive_handle;
extern const char *drive_file, *drive_name;

#endif
