/** Tabs and line ends are only spaces in a roster; what else cannot be printed has no place in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
export const controlCharacter = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/;
