# 3: what comes in meanwhile is delivered, too
s/^    return delivered;/    return arrived.first == NULL ? delivered : delivered + mailbox_deliver();/
