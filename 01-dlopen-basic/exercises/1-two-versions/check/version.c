// version.c - print the version that sensor.h describes.

#include <stdio.h>

#include "sensor.h"

int main(void)
{
    printf("%d\n", SENSOR_ABI);
    return 0;
}
