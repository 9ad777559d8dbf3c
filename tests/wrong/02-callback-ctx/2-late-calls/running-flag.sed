# 5: whether a call runs is a flag, which a call within clears
s/slot->running++;/slot->running = 1;/
s/slot->running--;/slot->running = 0;/
