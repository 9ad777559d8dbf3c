// service.h - what service_host.c and single.c ask of their plugins.

#ifndef SERVICE_H
#define SERVICE_H

struct service {
    int (*start)(void);  // returns 0, or -1
    void (*stop)(void);  // takes back what start() left in the process
};

#define SERVICE_EXPORT __attribute__((visibility("default")))

#endif
