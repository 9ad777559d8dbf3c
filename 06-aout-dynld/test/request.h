// request.h - what ask.c sends to server.c: one message, and with it four file
// descriptors: standard input, output and error, and the working folder.

#ifndef TEST_REQUEST_H
#define TEST_REQUEST_H

#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>

struct request {
    struct rlimit
        size;  // of files, and the mask of new ones: as with the asker
    mode_t mask;
    char words[60000];  // the program and its arguments, each with its '\0'
};

#define REQUEST_FDS 4

// The answer, instead of what waitpid() says: it is no program of the server's.
#define REQUEST_UNKNOWN (-1)

union request_fds {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(REQUEST_FDS * sizeof(int))];
};

// A socket without a file: its name need not be removed. Returns the size.
static inline socklen_t request_address(struct sockaddr_un *address,
                                        const char *name)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    strncpy(address->sun_path + 1, name, sizeof address->sun_path - 2);
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
                       strlen(address->sun_path + 1));
}

#endif
