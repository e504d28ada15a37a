import { describe, expect, it } from "vitest";
import { findMissing, lockFaults } from "./lock-file";

const builds = { "@acme/tool-darwin-arm64": "1.2.3", "@acme/tool-linux-x64-musl": "1.2.3" };

describe("the lock file", () => {
  it("lacks the builds that a parent names and no entry holds", () => {
    const lock = { packages: { "node_modules/@acme/tool": { dev: true, optionalDependencies: builds } } };
    expect(findMissing(lock)).toEqual({
      "node_modules/@acme/tool-darwin-arm64": {
        ...{ version: "1.2.3", cpu: ["arm64"], dev: true, optional: true, os: ["darwin"] },
      },
      "node_modules/@acme/tool-linux-x64-musl": {
        ...{ version: "1.2.3", cpu: ["x64"], dev: true, libc: ["musl"], optional: true, os: ["linux"] },
      },
    });
    expect(lockFaults(lock)).toEqual([expect.stringContaining("lacks 2 builds")]);
  });

  it("counts a build as one for production when any parent is", () => {
    const lock = {
      packages: {
        "node_modules/@acme/tool": { dev: true, optionalDependencies: builds },
        "node_modules/@acme/server": { optionalDependencies: builds },
      },
    };
    expect(findMissing(lock)["node_modules/@acme/tool-darwin-arm64"]).not.toHaveProperty("dev");
  });

  it("is sound when all are there, nested or not, and no address is committed", () => {
    const entry = { version: "1.2.3", optional: true };
    const lock = {
      packages: {
        "node_modules/@acme/tool": { optionalDependencies: builds },
        "node_modules/@acme/tool-darwin-arm64": entry,
        "node_modules/@acme/tool/node_modules/@acme/tool-linux-x64-musl": entry,
      },
    };
    expect(lockFaults(lock)).toEqual([]);
    const addressed = { packages: { "node_modules/x": { resolved: "https://registry.acme.org/x.tgz" } } };
    expect(lockFaults(addressed)).toEqual([expect.stringContaining("registry's address for node_modules/x")]);
  });
});
