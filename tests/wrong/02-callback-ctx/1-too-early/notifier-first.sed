# 2: the notifier is called, and then the rest is reported
/^static void destroy/,/^}/{
/    flush(instance);/d
s/    listener_drop(.*/&\n    flush(instance);/
}
