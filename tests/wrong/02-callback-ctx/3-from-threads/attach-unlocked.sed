# 7: mailbox_attach() takes no lock
/^fixed_report \*mailbox_attach/,/^}/{
/pthread_mutex_/d
}
