# 4: a newer version is taken
s/ || sensor->abi > SENSOR_ABI//
