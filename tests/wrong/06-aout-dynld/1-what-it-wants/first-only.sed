# 2: only the first one is told
s/        unsatisfied += look_up(name, signature, table, ntable);/        if (unsatisfied == 0)\n    &/
