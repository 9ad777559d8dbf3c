// enter.c - finds an instance's uselocale(), and calls it once in each thread.

#include <dlfcn.h>
#include <link.h>
#include <stdatomic.h>
#include <stddef.h>

#include "enter.h"

_Thread_local unsigned long enter_known[ENTER_KNOWN];

#ifdef LM_ID_NEWLM

#include <gnu/lib-names.h>  // LIBC_SO: "libc.so.6"

// Asks for the namespace's libc by its name, and not for what dlsym(handle)
// finds: a plugin may use a libc that it does not name (contents/forgot.c), or
// have a uselocale() of its own. RTLD_NOLOAD: never loads a libc.
static void *libc_of(void *handle)
{
    Lmid_t id;
    if (dlinfo(handle, RTLD_DI_LMID, &id) != 0)
        return NULL;
    return dlmopen(id, LIBC_SO, RTLD_LAZY | RTLD_NOLOAD);
}

static unsigned long next_number(void)
{
    static atomic_ulong last;
    unsigned long number;
    do
        number = atomic_fetch_add(&last, 1) + 1;
    while (number % ENTER_KNOWN == 0);  // place 0 is not free
    return number;
}

struct entrance enter_find(void *handle)
{
    struct entrance door = {uselocale, 0};
    if (handle != NULL) {
        void *libc = libc_of(handle);
        *(void **)&door.its_uselocale =
            libc == NULL ? NULL : dlsym(libc, "uselocale");
        if (libc != NULL)
            dlclose(libc);  // undoes our open; the plugin keeps it
    }
    if (door.its_uselocale != NULL)
        door.number = next_number();
    return door;
}

#else

// One libc, and it has started every thread.
struct entrance enter_find(void *handle)
{
    (void)handle;
    return (struct entrance){NULL, 0};
}

#endif

// uselocale() fills in the tables when it sets a locale. It sets the locale
// that the thread has already, so a locale that the plugin chose for this
// thread stays.
void enter_first(const struct entrance *door)
{
    door->its_uselocale(door->its_uselocale((locale_t)0));
    enter_known[door->number % ENTER_KNOWN] = door->number;
}
