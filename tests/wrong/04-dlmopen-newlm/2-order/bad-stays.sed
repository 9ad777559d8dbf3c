# 2: a file that is no meter stays loaded
s/        unload(&visit->loaded);  .*/        if (visit->meter != NULL)\n            unload(\&visit->loaded);/
