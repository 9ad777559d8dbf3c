# 1: *nimport is how many cannot be satisfied
s/        ++\*nimport;/        *nimport = unsatisfied;/
