# 3: the lock is held while a meter is loaded
/^int shared_replace/,/^}/{
s/^    struct instance \*instance = load.*/    pthread_mutex_lock(\&lock);\n&\n    pthread_mutex_unlock(\&lock);/
}
