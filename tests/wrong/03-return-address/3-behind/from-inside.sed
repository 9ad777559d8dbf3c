# 1: the walk begins in the program
s/    if (walk->caller != NULL && address != walk->caller)/    if (walk->caller == NULL \&\& address != walk->caller)/
