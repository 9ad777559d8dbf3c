// studio.h - what studio offers to its voices, by name.

#ifndef STUDIO_H
#define STUDIO_H

// Plays a sound: the number is how many this voice has made with it, and text
// says how loud it is.
__attribute__((visibility("default"))) void studio_play(long number,
                                                        const char *text);

#endif
