import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tiers } from "@/db/enums";
import {
  type BoardCard,
  cardsOfTier,
  inBoardOrder,
  moveOnBoard,
  placeAfterStep,
  placeAtEnd,
  placeOfDrop,
  placesAfter,
  steps,
} from "./board";

const card = (id: string, position: number, tier: BoardCard["tier"] = "now"): BoardCard => ({
  id,
  position,
  tier,
});
const idsOf = (cards: readonly BoardCard[], tier: BoardCard["tier"] = "now") =>
  cardsOfTier(cards, tier).map(({ id }) => id);

/** Ids as a database makes them: their order says nothing about the places. */
const anyBoard = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 24 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(id),
        tier: fc.constantFrom(...tiers),
        position: fc.oneof(fc.integer({ min: -5, max: 40 }), fc.double({ min: 1, max: 1.0001, noNaN: true })),
      }),
    ),
  ),
);

const anyMoves = fc.array(
  fc.record({
    picks: fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 5 }),
    tier: fc.constantFrom(...tiers),
    after: fc.nat(),
  }),
  { minLength: 1, maxLength: 200, size: "max" },
);

interface Move {
  readonly ids: readonly string[];
  readonly tier: BoardCard["tier"];
  readonly index: number;
}

/** Carries a move out and holds it against what splicing lists of ids gives. */
function movedAsAsked(board: readonly BoardCard[], { ids, tier, index }: Move): BoardCard[] {
  const others = idsOf(board, tier).filter((id) => !ids.includes(id));
  const moved = moveOnBoard(board, ids, { tier, afterId: others[index - 1] ?? null });
  if (!moved) throw new Error("The place is on the board.");
  for (const each of tiers) {
    const stay = idsOf(board, each).filter((id) => !ids.includes(id));
    expect(idsOf(moved, each)).toEqual(each === tier ? stay.toSpliced(index, 0, ...ids) : stay);
  }
  return moved;
}

describe("moveOnBoard", () => {
  it("puts cards where asked, in their order, leaves the order of all others, and shares no place", () => {
    fc.assert(
      fc.property(anyBoard, anyMoves, (start, moves) => {
        let board: readonly BoardCard[] = start;
        const touched = new Set<string>();
        for (const { picks, tier, after } of moves) {
          const ids = [...new Set(picks.map((pick) => board[pick % board.length]?.id ?? ""))];
          const others = cardsOfTier(board, tier).filter(({ id }) => !ids.includes(id));
          board = movedAsAsked(board, { ids, tier, index: after % (others.length + 1) });
          for (const id of ids) touched.add(id);
        }
        const crowded = board.filter(
          (one) =>
            touched.has(one.id) &&
            board.some(
              ({ id, tier, position }) => id !== one.id && tier === one.tier && position === one.position,
            ),
        );
        expect(crowded).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("never runs out of room in one place, and disturbs few cards there", () => {
    let board: BoardCard[] = Array.from({ length: 500 }, (_, rank) => card(`c${rank + 1}`, rank + 1));
    let shiftedCount = 0;
    for (let step = 0; step < 2000; step += 1) {
      const ids = [`c${300 + (step % 150)}`];
      const others = board.filter(({ id }) => !ids.includes(id));
      shiftedCount += placesAfter(others, "c100", 1)?.shifted.length ?? 0;
      board = moveOnBoard(board, ids, { tier: "now", afterId: "c100" }) ?? [];
      expect(idsOf(board).indexOf(ids[0] ?? "")).toBe(idsOf(board).indexOf("c100") + 1);
    }
    expect(new Set(board.map(({ position }) => position)).size).toBe(500);
    expect(shiftedCount / 2000).toBeLessThan(20);
    expect(board.every(({ position }) => Math.abs(position) < 1000)).toBe(true);
  });

  it("sorts out cards that stand on one spot when another goes between them", () => {
    const board = [card("a", 3), card("b", 3), card("c", 3), card("d", 9)];
    const moved = moveOnBoard(board, ["d"], { tier: "now", afterId: "a" });
    expect(idsOf(moved ?? [])).toEqual(["a", "d", "b", "c"]);
  });

  it("touches nobody else while there is room", () => {
    const board = [card("a", 1), card("b", 2), card("c", 1, "future")];
    expect(moveOnBoard(board, ["c"], { tier: "now", afterId: "a" })).toEqual([
      board[0],
      board[1],
      card("c", 1.5),
    ]);
  });

  it("knows no place behind a card of another tier, one that moves itself, or none at all", () => {
    const board = [card("a", 1), card("b", 2, "future")];
    for (const afterId of ["b", "a", "x"]) {
      expect(moveOnBoard(board, ["a"], { tier: "now", afterId })).toBeNull();
    }
  });
});

describe("placeAfterStep", () => {
  const board = [
    card("a", 1),
    card("b", 2),
    card("c", 3),
    card("d", 1, "next_quarter"),
    card("e", 1, "future"),
    card("f", 2, "future"),
  ];
  const lettersAfter = (id: string, step: (typeof steps)[number]) => {
    const place = placeAfterStep(board, id, step);
    return (
      place &&
      inBoardOrder(moveOnBoard(board, [id], place) ?? [])
        .map((each) => each.id)
        .join("")
    );
  };

  it("goes over or under the neighbour and to the top", () => {
    expect([lettersAfter("b", "up"), lettersAfter("b", "down"), lettersAfter("c", "top")]).toEqual([
      "bacdef",
      "acbdef",
      "cabdef",
    ]);
    expect([lettersAfter("c", "up"), lettersAfter("a", "down")]).toEqual(["acbdef", "bacdef"]);
  });

  it("keeps its height in the next tier, as far as that reaches", () => {
    expect(lettersAfter("a", "next_tier")).toBe("bcadef");
    expect(lettersAfter("c", "next_tier")).toBe("abdcef");
    expect(lettersAfter("f", "previous_tier")).toBe("abcdfe");
  });

  it("stays at the edges", () => {
    const edges = [
      ["a", "up"],
      ["a", "top"],
      ["c", "down"],
      ["a", "previous_tier"],
      ["f", "next_tier"],
      ["x", "up"],
    ] as const;
    expect(edges.map(([id, step]) => lettersAfter(id, step))).toEqual(edges.map(() => null));
  });

  it("always names a place that the board has, and one that changes the order", () => {
    fc.assert(
      fc.property(anyBoard, fc.nat(), fc.constantFrom(...steps), (cards, pick, step) => {
        const id = cards[pick % cards.length]?.id ?? "";
        const place = placeAfterStep(cards, id, step);
        if (!place) return;
        const moved = moveOnBoard(cards, [id], place);
        expect(moved).not.toBeNull();
        const rows = (each: readonly BoardCard[]) => inBoardOrder(each).map((one) => `${one.tier} ${one.id}`);
        expect(rows(moved ?? [])).not.toEqual(rows(cards));
      }),
    );
  });
});

describe("placeAtEnd", () => {
  it("is behind what stays", () => {
    const board = [card("a", 1), card("b", 2), card("c", 3)];
    expect(placeAtEnd(board, ["c", "b"], "now")).toEqual({ tier: "now", afterId: "a" });
    expect(placeAtEnd(board, ["a"], "future")).toEqual({ tier: "future", afterId: null });
  });
});

describe("placeOfDrop", () => {
  const board = [card("a", 1), card("b", 2), card("c", 3), card("d", 1, "future")];
  const drop = (ids: string[], tier: BoardCard["tier"], overId: string | null, isUpperHalf = false) =>
    placeOfDrop(board, ids, { tier, overId, isUpperHalf });

  it("goes before a card over its upper half, behind it over its lower one", () => {
    expect(drop(["d"], "now", "b", true)).toEqual({ tier: "now", afterId: "a" });
    expect(drop(["d"], "now", "b")).toEqual({ tier: "now", afterId: "b" });
    expect(drop(["d"], "now", "a", true)).toEqual({ tier: "now", afterId: null });
    expect(drop(["a"], "future", null)).toEqual({ tier: "future", afterId: "d" });
    expect(drop(["a"], "next_quarter", null)).toEqual({ tier: "next_quarter", afterId: null });
  });

  it("takes dragged cards out before it counts", () => {
    expect(drop(["a", "c"], "now", "c")).toEqual({ tier: "now", afterId: "b" });
    expect(drop(["b", "d"], "now", "b", true)).toEqual({ tier: "now", afterId: "a" });
  });

  it("is none where nothing would change", () => {
    expect(drop(["b"], "now", "b")).toBeNull();
    expect(drop(["b"], "now", "a")).toBeNull();
    expect(drop(["b"], "now", "c", true)).toBeNull();
    expect(drop(["c"], "now", null)).toBeNull();
    expect(drop(["a", "b"], "now", "c", true)).toBeNull();
  });
});
