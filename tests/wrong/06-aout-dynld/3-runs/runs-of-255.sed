# 1: a run has 255 words at most
s/#define RUN_MAX 256/#define RUN_MAX 255/
