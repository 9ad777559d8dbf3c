# 5: a meter that is replaced is unloaded at once
/^int shared_replace/,/^}/{
s/^    leave(before);/    pthread_mutex_lock(\&lock);\n    remove_from_all(before);\n    shared->loaded--;\n    pthread_mutex_unlock(\&lock);\n    unload(before);/
}
