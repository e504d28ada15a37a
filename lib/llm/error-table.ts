import type { ModelErrorClass } from "@/db/enums";
import { ModelError, type ModelErrorCode } from "./port";

/** Whether a call that ended so is paid: not, by what was used, nobody knows, or none was made. */
export type Charge = "free" | "used" | "in_doubt" | "no_call";

export interface ErrorFacts {
  readonly errorClass: ModelErrorClass;
  readonly charge: Charge;
  /** Whether it speaks for the server being down, so that ten in a row open the circuit. */
  readonly isServerDown: boolean;
  /** What happened, what was kept, what to do. */
  readonly sentence: string;
}

// True whoever reads it: during a job, at its end, and after a test call.
const later = "Nothing was lost; it can be tried again in a while.";
const repaired = "It was not used; asking again may bring a sound one.";

const retryLater = (charge: Charge, isServerDown: boolean, sentence: string): ErrorFacts => ({
  ...{ errorClass: "retry_later", charge, isServerDown, sentence: `${sentence} ${later}` },
});
const repair = (sentence: string): ErrorFacts => ({
  ...{ errorClass: "repair", charge: "used", isServerDown: false, sentence: `${sentence} ${repaired}` },
});
const needsPerson = (charge: Charge, sentence: string): ErrorFacts => ({
  ...{ errorClass: "needs_person", charge, isServerDown: false, sentence },
});

/** What becomes of each fault. The table of docs/model-calls.md says the same; a test holds them together. */
export const errorTable: Readonly<Record<ModelErrorCode, ErrorFacts>> = {
  rate_limited: retryLater("free", false, "The model's server has too much to do and asked us to wait."),
  server_error: retryLater("free", true, "The model's server answered with an error of its own."),
  overloaded: retryLater("free", true, "The model's server is overloaded."),
  unreachable: retryLater("free", true, "The model's server could not be reached."),
  connection_lost: retryLater("in_doubt", true, "The connection broke before the whole answer was here."),
  timed_out: retryLater("in_doubt", true, "The model's server did not answer in time."),
  circuit_open: retryLater(
    "no_call",
    false,
    "The model's server failed ten times in a row, so nothing is sent to it for a short while.",
  ),
  not_json: repair("The model's answer is not JSON, or only half of it."),
  wrong_schema: repair("The model's answer has another form than was asked for."),
  out_of_range: repair("The model's answer holds a number outside its range."),
  empty_answer: repair("The model gave an empty answer."),
  cut_off: repair("The model's answer was cut off at its longest length."),
  too_large: needsPerson(
    "in_doubt",
    "The model's server sent more than 1 MB and was cut off. It seems to ignore the longest length of an answer; ask whoever runs it.",
  ),
  refused: {
    ...{ errorClass: "never", charge: "used", isServerDown: false },
    sentence:
      "The model refused to answer this. Asking again will not help; the text or the task must change.",
  },
  bad_key: needsPerson(
    "free",
    "The model's server does not accept our key. Whoever runs this installation must put a valid OPENAI_API_KEY in place; then try again.",
  ),
  no_credit: needsPerson(
    "free",
    "The account at the model's provider has no credit left, or has reached its limit. Top it up, then try again.",
  ),
  unknown_model: needsPerson(
    "free",
    "This model is not on the organization's list, or the server does not know it. An admin can choose another one at Models.",
  ),
  bad_request: {
    ...{ errorClass: "never", charge: "free", isServerDown: false },
    sentence:
      "The model's server refused the request as it is. Check the address of the server and the length of the text; asking again will not help.",
  },
  budget_reached: needsPerson(
    "no_call",
    "The budget for model calls would be passed, so this call was not made. An admin can raise it at Models; then try again.",
  ),
  not_configured: needsPerson(
    "no_call",
    "No model is set up in this installation. Whoever runs it must set OPENAI_API_KEY; then try again.",
  ),
};

type More = ConstructorParameters<typeof ModelError>[3] & { readonly errorClass?: ModelErrorClass };

/** @param more `errorClass` where the case at hand differs from the table */
export function modelError(code: ModelErrorCode, more: More = {}): ModelError {
  const { errorClass, sentence } = errorTable[code];
  return new ModelError(more.errorClass ?? errorClass, code, sentence, more);
}
