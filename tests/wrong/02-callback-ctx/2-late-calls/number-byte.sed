# 4: 16 bits of the number are compared
s/slot->number != ticket.number)/(slot->number - ticket.number) % 65536 != 0)/
