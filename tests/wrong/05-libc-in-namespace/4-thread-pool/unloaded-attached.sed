# 6: the states of the threads that live on are not detached
/^static void unload/,/^}/{
s/^        free_seat(instance, seat);/        free(seat);/
}
