# 1: a run has 257 words at most, which a byte cannot say
s/#define RUN_MAX 256/#define RUN_MAX 257/
