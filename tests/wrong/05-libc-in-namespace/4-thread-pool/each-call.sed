# 1: a thread attaches for each call
s/^    if (seat != NULL)$/    if (seat != NULL \&\& no_key)/
