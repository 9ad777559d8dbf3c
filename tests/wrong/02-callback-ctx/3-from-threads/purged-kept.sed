# 8: what is dropped is not freed
# needs: valgrind
/^static void purge/,/^}/{
/free(letter);/d
}
