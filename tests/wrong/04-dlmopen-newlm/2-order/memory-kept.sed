# 1: the memory of a visit is not freed
/^        free(last);/d
