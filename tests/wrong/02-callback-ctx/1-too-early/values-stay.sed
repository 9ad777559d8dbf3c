# 3: what was fed before is the new one's
/    flush(instance);  \/\/ what was fed/d
