# 5: a meter is unloaded when the threads that have called it have ended
s/^    instance->seats = seat;/&\n    instance->users++;/
s/^            instance->users++;$//
