# 3: one call at a time
s/^        reason = instance->meter->measure(seat->state, sample);/    {\n        static pthread_mutex_t calls = PTHREAD_MUTEX_INITIALIZER;\n        pthread_mutex_lock(\&calls);\n&\n        pthread_mutex_unlock(\&calls);\n    }/
