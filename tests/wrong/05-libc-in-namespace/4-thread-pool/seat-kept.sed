# 10: what belongs to a thread is not freed
/^static void free_seat/,/^}/{
/^    free(seat);/d
}
