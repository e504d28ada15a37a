/** A start that cannot go on. The message is a sentence for the person at the terminal: what is wrong, what to do. */
export class StartError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "StartError";
  }
}
