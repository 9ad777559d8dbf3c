# 5: who needs one on a circle, and is not on it, has no complaint
/^static void tell_lack/,/^}/s/    complain(text);/    if (find(set, need) == NULL || onward(set, find(set, need)) == NULL)\n    &/
