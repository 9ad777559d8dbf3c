# 2: the thread that unloads a meter does not enter it
/^static void free_seat/,/^}/{
/enter(/d
}
