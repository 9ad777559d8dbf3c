# 8: sender_enter() returns -2 if there is no room
s/^    return -1;/    return -2;/
