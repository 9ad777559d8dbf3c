// borrowed.c - a file without a table, which needs a file that has one.
//
// dlsym() of a handle goes on to what that file needs: asked for the sensor of
// this one, it finds the printer's.

__attribute__((visibility("default"))) int borrowed;
