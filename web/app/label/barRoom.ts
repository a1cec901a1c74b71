/** What a bar of one row takes at the top of the picture with some air below it, in screen pixels. */
export const BAR_ROOM = 52
