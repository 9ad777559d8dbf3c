# 1: a sensor of version 1 is refused
s/SENSOR_OLDEST 1/SENSOR_OLDEST 2/
