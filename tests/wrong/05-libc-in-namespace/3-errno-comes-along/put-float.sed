# 1: a value is handed on as a float
s/bridge.put(name, value)/bridge.put(name, (double)(float)value)/
