# 5: the notifier is not called if create() fails
/^static struct instance \*create/,/^}/{
/listener_drop/d
}
