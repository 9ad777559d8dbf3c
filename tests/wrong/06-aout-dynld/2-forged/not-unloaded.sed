# 9: what is refused stays loaded
/^            dynobjfree(obj);/d
