# 8: there is room for 15
/^int sender_enter/,/^}/s/i < SENDER_MAX/i < SENDER_MAX - 1/
