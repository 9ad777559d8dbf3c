// studio.h - the function that voices call in studio, by name.

#ifndef STUDIO_H
#define STUDIO_H

// Plays a sound. number is the voice's count of its sounds, with this one; text
// says how loud it is.
__attribute__((visibility("default"))) void studio_play(long number,
                                                        const char *text);

#endif
