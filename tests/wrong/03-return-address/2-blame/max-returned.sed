# 6: what is returned is how many are filled in
s/    return found;/    return found < max ? found : max;/
