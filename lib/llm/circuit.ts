/** When a server is left alone. The state stands in `model_circuits` and holds for every process. */

/** So many calls in a row that the server failed open the circuit. */
export const failuresToOpen = 10;
/** So long nothing is sent; then one call goes out to see. */
export const openSeconds = 30;

export type CircuitState = "closed" | "open" | "probing";

/** @param probeUntilMs until when one call is out to see whether the server is well again */
export function circuitState(
  circuit: { readonly openedAt: Date | null; readonly probeUntil: Date | null } | undefined,
  nowMs: number,
): CircuitState {
  if (!circuit?.openedAt) return "closed";
  return circuit.probeUntil && circuit.probeUntil.getTime() > nowMs ? "probing" : "open";
}
