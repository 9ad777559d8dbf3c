# 4: version 0 is taken
s/sensor->abi < SENSOR_OLDEST || //
