# 3: the section is one byte too long for each run
s/+ (n > 1);/+ 2 * (n > 1);/
