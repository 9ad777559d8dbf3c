# 4: only the number is compared
s/callbacks\[i\] != ticket.callback || //
