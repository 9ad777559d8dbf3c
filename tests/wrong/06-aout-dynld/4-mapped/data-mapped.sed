# 5: data are the file's pages, too
/^static bool fill_mapped/,/^}/{
s/^    lseek(fd, image->text, SEEK_CUR);/    size_t n = image->data - image->data % (size_t)sysconf(_SC_PAGESIZE);\n    if (n > 0)\n        mmap(image->base + image->text, n, PROT_READ | PROT_WRITE,\n             MAP_PRIVATE | MAP_FIXED, fd,\n             lseek(fd, 0, SEEK_CUR) + image->text);\n    lseek(fd, (off_t)(image->text + n), SEEK_CUR);/
s/image->base + image->text, image->data)/image->base + image->text + n, image->data - n)/
}
