# 5: the innermost call that returns destroys it
s/slot->running == 0 && slot->leaving/slot->leaving/
