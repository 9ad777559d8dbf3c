# 1: mapped text begins with the header
s/^    if (mapped ? fill_mapped/    if (mapped)\n        image->base = image->map;\n&/
