/** In front of an error's code, in the name under which a function throws it. */
export const appErrorPrefix = "AppError.";

/** The end of a run whose worker died too often with it in hand. */
export const workerCrashed = "WorkerCrashed";

/** A fault of ours: not even an error of the product's own says anything for people then. */
export const internalError = `${appErrorPrefix}internal`;

/** What a list shows: the product's own code, or the name of the error as it was thrown. */
export function errorClassOf(name: string): string {
  return name.startsWith(appErrorPrefix) ? name.slice(appErrorPrefix.length) : name;
}

/** Whether the message under this name was written for people; others are for those who look after the product. */
export function isWrittenForPeople(name: string): boolean {
  return (name.startsWith(appErrorPrefix) && name !== internalError) || name === workerCrashed;
}
