// borrowed.c - a plugin without a table that needs a library with one.
//
// Its author has forgotten the table, or SENSOR_EXPORT in front of it. The
// library, lender.so, happens to be a sensor itself. dlsym() searches both.

double calibrate(double raw);  // in lender.c
double corrected(double raw);

double corrected(double raw)
{
    return calibrate(raw);
}
