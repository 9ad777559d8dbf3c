# 1: the offset of a function is counted from the file
s/distance(address, info.dli_saddr)/distance(address, info.dli_fbase)/
