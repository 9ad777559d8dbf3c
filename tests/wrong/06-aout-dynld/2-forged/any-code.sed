# 6: measure may point anywhere
s/    if (!is_code(obj, (void \*)driver->start) ||/    if (!is_code(obj, (void *)driver->start))/
/        !is_code(obj, (void \*)driver->measure))/d
