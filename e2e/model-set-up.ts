import type { StubAnswer } from "./stubs/model-stub";

/** The next requests to the model that hold this text get these answers. */
export async function scriptModel(match: string, ...answers: StubAnswer[]): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${process.env.E2E_MODEL_PORT}/script`, {
    method: "POST",
    body: JSON.stringify({ match, answers }),
  });
  if (!response.ok) throw new Error(`The stub refused the script with status ${response.status}.`);
}
