# 3: the new one is in place when the rest is reported
/    flush(instance);  \/\/ what was fed/d
s/    instance->listener = listener;/&\n    flush(instance);/
