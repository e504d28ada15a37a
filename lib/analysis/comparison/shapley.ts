/**
 * Divides a difference among the things that changed together, the way of L. S. Shapley (1953): what each adds, averaged
 * over all orders in which they could have changed. No order is preferred, a thing that changes nothing gets nothing,
 * and the parts sum to the difference.
 */

/** One bit per cause: set where the cause is as it is afterwards. */
export type State = number;

/** @param value of a state; `0` is before and `2 ** causeCount - 1` after */
export function divide(causeCount: number, value: (state: State) => number): number[] {
  const states = 2 ** causeCount;
  return Array.from({ length: causeCount }, (_, cause) => {
    const bit = 2 ** cause;
    let part = 0;
    for (let state = 0; state < states; state += 1) {
      if (state & bit) continue;
      const share = shareOfOrders(causeCount, bitCount(state));
      part += share * (value(state | bit) - value(state));
    }
    return part;
  });
}

/** Of all orders, those in which exactly these others come first: `k! (n − k − 1)! / n!`. */
function shareOfOrders(causeCount: number, earlier: number): number {
  return (factorial(earlier) * factorial(causeCount - earlier - 1)) / factorial(causeCount);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

function bitCount(state: State): number {
  return state === 0 ? 0 : (state & 1) + bitCount(state >> 1);
}
