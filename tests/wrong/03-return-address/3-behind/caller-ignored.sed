# 7: the walk begins behind the program's first functions, whatever caller is
s/    if (walk->caller != NULL \&\& address != walk->caller)/    if (walk->caller != NULL \&\&\
        linkmap_of_address(address) == linkmap_of_address(known))/
