# 4: a thread stays in the meter that it has called first
s/^    struct instance \*instance = shared->current;$/&\n    for (struct instance *one = all; one != NULL \&\& instance != NULL; one = one->next) {\n        if (one->owner == shared \&\& *find_seat(one) != NULL)\n            instance = one;\n    }/
