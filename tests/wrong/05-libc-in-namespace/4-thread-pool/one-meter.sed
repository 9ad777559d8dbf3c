# 1: a thread has one state, for all meters
/^static struct seat \*take_seat/,/^}/{
s/^    struct seat \*seat = \*find_seat(instance);/    struct seat *seat = *find_seat(instance);\n    for (struct instance *one = all; one != NULL \&\& seat == NULL; one = one->next)\n        seat = *find_seat(one);/
}
