/** Told to desktops when they connect, and to Meta with every call. */
export const RELAY_VERSION = '0.1.0';
