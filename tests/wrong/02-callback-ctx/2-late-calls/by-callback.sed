# 4: only the callback is compared
s/slot->number == 0 || slot->number != ticket.number)/slot->number == 0)/
