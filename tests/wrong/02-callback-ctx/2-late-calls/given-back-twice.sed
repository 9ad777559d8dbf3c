# 5: given back while it runs, it can be given back again
s/callbacks\[i\] != ticket.callback || slot->leaving ||/callbacks[i] != ticket.callback ||/
