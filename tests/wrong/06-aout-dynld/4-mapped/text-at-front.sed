# 3: text that is copied does not end with a page
s/^    image->base = .*/    image->base = image->map + HEADER;/
