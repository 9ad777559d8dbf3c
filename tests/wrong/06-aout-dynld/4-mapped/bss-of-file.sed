# 1: bss is what the file has behind data
s/^        return 0;$/        return image->bss > 0 \&\& at >= 0 \&\& pread(fd, image->base + image->text + image->data, image->bss < 40 ? image->bss : 40, at + image->text + image->data) < 0 ? -1 : 0;/
