# 4: the last import is not looked at
s/i < obj->nimport; i++/i + 1 < obj->nimport; i++/
