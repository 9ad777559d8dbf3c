// inlined.h - between inlined.c and inlined_report.c.

// Prints from which file it was called.
void report(double value);
