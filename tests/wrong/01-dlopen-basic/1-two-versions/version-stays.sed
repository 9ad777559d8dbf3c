# 2: the table has grown, and the number has not
s/SENSOR_ABI 2/SENSOR_ABI 1/
