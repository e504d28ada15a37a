import { describe, expect, it } from "vitest";
import { jobKinds } from "@/db/enums";
import { catalogues } from "@/i18n/catalogues";
import { functions } from "@/inngest/index";
import {
  functionByKind,
  functionIdOf,
  functionNameOf,
  isFailureFunction,
  knownFunctions,
  requestedFunctions,
  scoringFunction,
} from "./function-names";
import { inngestAppId } from "./local-runner/function-registry";

describe("the functions that the jobs page knows", () => {
  it("are those of the product, each with words for it", () => {
    const ids = functions.map((fn) => fn.id(inngestAppId));
    expect(knownFunctions.map(functionIdOf).toSorted()).toEqual(ids.toSorted());
    expect(Object.keys(catalogues["admin-jobs"].work).toSorted()).toEqual([...knownFunctions].toSorted());
  });

  it("include one for every kind of job, and the one for scorings", () => {
    expect([...jobKinds.map((kind) => functionByKind[kind]), scoringFunction].toSorted()).toEqual(
      [...requestedFunctions].toSorted(),
    );
  });

  it("are told apart from those that take over when one has failed", () => {
    expect(functionNameOf("opportune-map-roles")).toBe("map-roles");
    expect(functionNameOf("opportune-map-roles-failure")).toBe("map-roles");
    expect(functionNameOf("somebody-elses")).toBe("somebody-elses");
    expect(isFailureFunction("opportune-map-roles-failure")).toBe(true);
    expect(isFailureFunction("opportune-map-roles")).toBe(false);
  });
});
