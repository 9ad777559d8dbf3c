# 3: the lock is held while a report runs
s/        slot.report(slot.ctx, value);/        pthread_mutex_lock(\&lock);\n&\n        pthread_mutex_unlock(\&lock);/
