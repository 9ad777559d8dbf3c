# 9: closing does not take the lock to change the current meter
/^void shared_close/,/^    if (instance/{
/pthread_mutex_/d
}
