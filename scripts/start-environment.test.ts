import { describe, expect, it } from "vitest";
import { checkEnvironment, composeEnvironment } from "./start-environment";

const addresses = {
  DATABASE_URL: "postgres://opportune_app:a@127.0.0.1:5555/opportune",
  DATABASE_SYSTEM_URL: "postgres://opportune_system:s@127.0.0.1:5555/opportune",
  DATABASE_OWNER_URL: "postgres://opportune_owner:o@127.0.0.1:5555/opportune",
};
const embedded = { addresses, nextauth: "5f2d8c1be0a94763d2f8b15c7e3a9064" };
const home = "/srv/opportune";

describe("the environment of the started product", () => {
  it("needs nothing to be set with the embedded database", () => {
    const { variables, settings } = composeEnvironment({}, home, embedded);
    expect(variables).toMatchObject({
      ...addresses,
      NEXTAUTH_URL: "http://127.0.0.1:3000",
      NEXTAUTH_SECRET: embedded.nextauth,
      OPPORTUNE_HOME: home,
      NODE_ENV: "production",
    });
    expect(settings.OPPORTUNE_DEMO).toBe(true);
  });

  it("takes what is set, and an empty variable as not set", () => {
    const given = { PORT: "8080", NEXTAUTH_URL: "https://opportune.acme.org", NEXTAUTH_SECRET: "" };
    const { variables } = composeEnvironment(given, home, embedded);
    expect(variables).toMatchObject({
      PORT: "8080",
      NEXTAUTH_URL: "https://opportune.acme.org",
      NEXTAUTH_SECRET: embedded.nextauth,
    });
  });

  it("leaves the demo out where the network can see it, and asks for the address people type", () => {
    expect(() => composeEnvironment({ HOST: "0.0.0.0" }, home, embedded)).toThrow(/NEXTAUTH_URL is not set/);
    const given = { HOST: "0.0.0.0", NEXTAUTH_URL: "https://opportune.acme.org" };
    expect(composeEnvironment(given, home, embedded).settings.OPPORTUNE_DEMO).toBe(false);
    expect(() => composeEnvironment({ ...given, OPPORTUNE_DEMO: "true" }, home, embedded)).toThrow(
      /OPPORTUNE_DEMO/,
    );
  });

  it("wants everything from outside once a database is named", () => {
    expect(() => checkEnvironment({ DATABASE_URL: addresses.DATABASE_URL }, home)).toThrow(
      /DATABASE_SYSTEM_URL[\s\S]*NEXTAUTH_URL[\s\S]*NEXTAUTH_SECRET/,
    );
    const { DATABASE_OWNER_URL: _owner, ...withoutOwner } = addresses;
    const own = { NEXTAUTH_URL: "https://opportune.acme.org", NEXTAUTH_SECRET: embedded.nextauth };
    expect(() => checkEnvironment({ ...withoutOwner, ...own }, home)).toThrow(/DATABASE_OWNER_URL/);
    expect(checkEnvironment({ ...addresses, ...own }, home).OPPORTUNE_DEMO).toBe(false);
  });

  it("tells a wrong port before anything is started", () => {
    expect(() => checkEnvironment({ PORT: "eighty" }, home)).toThrow(/PORT must be a port/);
  });
});
