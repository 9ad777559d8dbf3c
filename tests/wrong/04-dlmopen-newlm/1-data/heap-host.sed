# 5: what lies in no object is the host's
/^    if (map == NULL)/,/return/s/return OWNER_NOBODY;/return OWNER_HOST;/
