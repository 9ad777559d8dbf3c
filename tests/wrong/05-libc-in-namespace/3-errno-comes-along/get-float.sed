# 1: a value comes back as a float
s/double result = bridge.get(name);/float result = (float)bridge.get(name);/
s/^    return result;/    return (double)result;/
/^int store_put/,/^}/s/(double)//
/^int store_vlog/,$s/(double)//
