// service.h - the agreement between service_host.c, single.c and their plugins.

#ifndef SERVICE_H
#define SERVICE_H

struct service {
    int (*start)(void);  // returns 0, or -1
    void (*stop)(void);  // undoes what start() did to the process
};

#define SERVICE_EXPORT __attribute__((visibility("default")))

#endif
