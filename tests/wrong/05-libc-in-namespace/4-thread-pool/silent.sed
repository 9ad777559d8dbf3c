# 9: a call that is refused is not told so
/^int shared_call/,/^}/{
s/snprintf(why, size, "closed");/snprintf(why, size, "%s", "");/
}
