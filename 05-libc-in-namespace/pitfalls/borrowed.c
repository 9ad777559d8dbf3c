// borrowed.c - a file without a table that needs a file with one.
//
// dlsym() on a handle goes on to the file's dependencies: asked for "sensor" in
// this file, it finds the printer's table.

__attribute__((visibility("default"))) int borrowed;
