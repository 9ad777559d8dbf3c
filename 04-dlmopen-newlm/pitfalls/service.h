// service.h - what handler_host.c and thread_host.c ask of their plugins.

#ifndef SERVICE_H
#define SERVICE_H

struct service {
    int (*start)(void);  // returns 0, or -1
    void (*stop)(void);  // takes back what start() left in the process
};

#define SERVICE_EXPORT __attribute__((visibility("default")))

#endif
