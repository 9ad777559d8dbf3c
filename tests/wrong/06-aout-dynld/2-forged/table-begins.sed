# 7: where the table begins is looked at, and not where it ends
s/lies_in(obj, driver, sizeof \*driver, obj->text/lies_in(obj, driver, 1, obj->text/
