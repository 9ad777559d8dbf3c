# 2: SENSOR_ABI is no macro, so #if takes it for 0
s/#define SENSOR_ABI 2.*/enum { SENSOR_ABI = 2 };/
