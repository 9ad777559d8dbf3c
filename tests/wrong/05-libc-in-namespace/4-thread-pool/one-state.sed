# 1: all threads have the state of the first one
s/^    while (\*place != NULL && !pthread_equal.*/    while (*place != NULL \&\& (*place)->state == NULL)/
