// seen.c - a plugin that lists the objects that it can see.

#include "pitfalls/seen.h"

struct seeing {
    see_fn *see;
    void *data;
};

static int see_one(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    const struct seeing *seeing = data;
    seeing->see(seeing->data, seen_dynamic(info));
    return 0;
}

__attribute__((visibility("default"))) look_fn look;

void look(see_fn *see, void *data)
{
    struct seeing seeing = {see, data};
    dl_iterate_phdr(see_one, &seeing);
}
