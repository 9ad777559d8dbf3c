# 4: a replacement waits until the calls have returned
s/^    leave(before);/&\n    pthread_mutex_lock(\&lock);\n    while (shared->loaded > 1)\n        pthread_cond_wait(\&shared->fewer, \&lock);\n    pthread_mutex_unlock(\&lock);/
