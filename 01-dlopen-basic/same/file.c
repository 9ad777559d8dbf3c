// file.c - a plugin with one global variable, for same_file.c to count in.

__attribute__((visibility("default"))) int counter = 0;
