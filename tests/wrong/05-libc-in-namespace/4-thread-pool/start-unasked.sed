# 7: whether a meter starts is not asked
s/^        reason = instance->meter->start(station);/        reason = (instance->meter->start(station), NULL);/
