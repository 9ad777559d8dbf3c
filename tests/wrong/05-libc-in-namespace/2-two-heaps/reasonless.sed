# 7: what is no mailbox is refused without a reason
s/        snprintf(why, size, "%s: it is not a mailbox", path);/        snprintf(why, size, "?");/
