import { describe, expect, it } from "vitest";
import {
  departmentValue,
  isNarrowed,
  loadRoleQuery,
  noFilter,
  roleListHref,
  toFilter,
} from "./search-params";

const load = (search: string) => loadRoleQuery(new URLSearchParams(search));

describe("the address of the role list", () => {
  it("begins with what is open, in the order of effect", () => {
    expect(toFilter(load(""))).toEqual({ state: "open" });
    expect(load("")).toMatchObject({ sort: "review", dir: "desc", after: null });
  });

  it("takes the default for what makes no sense", () => {
    const query = load("state=lost&min=400&max=-1&sort=luck&dir=up&department=Sales&q=%20");
    expect(toFilter(query)).toEqual({ state: "open" });
    expect(toFilter(load("q=a%00b&department=is:%00"))).toEqual({ state: "open" });
    expect(query).toMatchObject({ sort: "review", dir: "desc" });
  });

  it("tells a department of any name from none", () => {
    for (const name of ["Sales", "none", "is:odd", ""]) {
      const query = load(new URLSearchParams({ department: departmentValue(name) }).toString());
      expect(toFilter(query).department).toBe(name);
    }
    expect(toFilter(load(`department=${departmentValue(null)}`)).department).toBeNull();
    expect(toFilter(load("department=")).department).toBeUndefined();
  });

  it("keeps what was not changed, and begins a changed list at its first page", () => {
    const query = load("state=all&q=nurse&after=abc&sort=title&dir=asc");
    const href = roleListHref("s", query, { dir: "desc" });
    expect(href).toBe("/discovery/s/map-roles?state=all&q=nurse&sort=title");
    expect(roleListHref("s", query, { after: "def" })).toContain("after=def");
    expect(roleListHref("s", query, { ...noFilter, state: "open", sort: "review", dir: "desc" })).toBe(
      "/discovery/s/map-roles",
    );
  });

  it("knows whether more than the state narrows the list", () => {
    expect(isNarrowed(toFilter(load("state=unclear")))).toBe(false);
    expect(isNarrowed(toFilter(load("department=none")))).toBe(true);
    expect(isNarrowed(toFilter(load("min=0")))).toBe(true);
  });
});
