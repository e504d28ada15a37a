import { describe, expect, it } from "vitest";
import type { MappedRole } from "@/lib/roles/schema";
import { type ActivityReview, staleReasonOf, withoutReview } from "./reviews";

const role = (roleId: string, headcount: number): MappedRole => ({
  roleId,
  title: roleId,
  headcount,
  code: "43-3051.00",
  origin: "user",
  isDecided: true,
});
const occupationOf = (...roles: MappedRole[]) => ({
  code: "43-3051.00",
  title: "Clerks",
  headcount: roles.reduce((sum, { headcount }) => sum + headcount, 0),
  roles,
});
const review: ActivityReview = {
  code: "43-3051.00",
  release: "30.1",
  roleIds: ["a", "b"],
  byName: "Ada",
  at: new Date(0),
};

describe("a word about an occupation", () => {
  it("holds while the release stays and few people come", () => {
    expect(
      staleReasonOf(review, occupationOf(role("a", 80), role("b", 10), role("c", 10)), "30.1"),
    ).toBeNull();
    expect(staleReasonOf(review, occupationOf(role("a", 80), role("c", 10)), "30.1")).toBe("roles");
    expect(staleReasonOf(review, occupationOf(role("a", 80)), "30.2")).toBe("release");
  });

  it("holds when roles leave", () => {
    expect(staleReasonOf(review, occupationOf(role("a", 1)), "30.1")).toBeNull();
  });

  it("is missing where it was never said or holds no longer", () => {
    const occupation = occupationOf(role("a", 1));
    expect(withoutReview([occupation], new Map([[review.code, review]]), "30.1")).toEqual([]);
    expect(withoutReview([occupation], new Map([[review.code, review]]), "30.2")).toEqual([occupation]);
    expect(withoutReview([occupation], new Map(), "30.1")).toEqual([occupation]);
  });
});
