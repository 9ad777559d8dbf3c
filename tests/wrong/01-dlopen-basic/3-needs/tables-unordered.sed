# 1: the tables are handed over in the order in which the parts were started
/parts\[i\] = find/c\
        parts[i] = NULL;\
    size_t n = 0;\
    for (size_t i = 0; i < set->started; i++) {\
        const char *const *need = member->part->needs;\
        while (*need != NULL && strcmp(*need, set->order[i]->part->name) != 0)\
            need++;\
        if (*need != NULL)\
            parts[n++] = set->order[i]->part;\
    }
