# 8: the reason is copied when the call has left the meter
/^int shared_call/,/^}/{
/^    if (reason != NULL)$/d
/^        snprintf(why, size, "%s", reason);/d
s/^    leave(instance);/&\n    if (reason != NULL)\n        snprintf(why, size, "%s", reason);/
}
