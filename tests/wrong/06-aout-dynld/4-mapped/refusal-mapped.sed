# 8: a refusal leaves the image mapped
s/^    image_unload(image);$//
