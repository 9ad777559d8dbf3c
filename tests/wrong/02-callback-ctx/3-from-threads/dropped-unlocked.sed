# 7: mailbox_dropped() takes no lock
/^size_t mailbox_dropped/,/^}/{
/pthread_mutex_/d
}
