# 3: what is in the host is nobody's
s/return OWNER_HOST;/return OWNER_NOBODY;/
