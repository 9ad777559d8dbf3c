# 10: what belongs to a thread that got no state is not freed
/^static struct seat \*take_seat/,/^}/{
/^        free(seat);/d
}
