# 3: the lock is held while a thread attaches
s/^    void \*state = seat == NULL ? NULL : instance->meter->attach();/    pthread_mutex_lock(\&lock);\n&\n    pthread_mutex_unlock(\&lock);/
