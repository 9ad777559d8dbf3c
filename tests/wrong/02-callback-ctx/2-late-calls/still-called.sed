# 5: given back while it runs, it can be called still
s/slot->number == 0 || slot->leaving)/slot->number == 0)/
