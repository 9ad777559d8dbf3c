# 6: the instance is not freed
# needs: valgrind
/^    free(instance);/d
