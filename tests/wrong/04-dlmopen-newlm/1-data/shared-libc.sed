# 3: the host's libc is that of the first instance in its namespace
/^    if (space == NAMESPACE_BASE)/,/OWNER_HOST;/d
