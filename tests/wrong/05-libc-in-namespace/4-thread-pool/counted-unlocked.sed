# 9: a call is counted without the lock
/^static struct instance \*use/,/^}/{
/pthread_mutex_/d
}
