# 4: the old one is destroyed, and then the new one is put in its place
/    listener_drop(&old);/d
s/    instance->listener = listener;/    listener_drop(\&old);\n&/
