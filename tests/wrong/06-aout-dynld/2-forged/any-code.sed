# 6: measure may point anywhere
s/    if (!is_code(obj, (ulong)driver->start) ||/    if (!is_code(obj, (ulong)driver->start))/
/        !is_code(obj, (ulong)driver->measure))/d
