# 4: it is called, and then its version is looked at
/} else if (sensor->abi < SENSOR_OLDEST/i\
    } else if (sensor->measure(report), sensor->abi < SENSOR_OLDEST ||\
               sensor->abi > SENSOR_ABI) {
/} else if (sensor->abi < SENSOR_OLDEST/d
