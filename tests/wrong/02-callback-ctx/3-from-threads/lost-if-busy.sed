# 6: a value is lost if another thread has the lock
/^static void came_in/,/^}/s/    pthread_mutex_lock(&lock);/    if (pthread_mutex_trylock(\&lock) != 0) {\n        free(letter);\n        return;\n    }/
/^size_t mailbox_deliver/,/^}/s/    batch = arrived;/    usleep(1000);\n&/
s/#include <stdlib.h>/&\n#include <unistd.h>/
