# 6: the state is not freed if the file has not changed
# needs: valgrind
s/    free(state);/    if (from != to)\n        free(state);/
