import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Identity, withoutIdentity } from "./blind-text";

const nobody: Identity["contact"] = { emails: [], phones: [], addresses: [], urls: [], photoUrl: null };
const blind = (text: string, name = "Jörg van den Berg", contact = nobody) =>
  withoutIdentity(text, { name, contact });

describe("text without who wrote it", () => {
  it.each([
    ["Jörg van den Berg leads.", "[name] leads."],
    ["JORG BERG leads; jörg van den berg too.", "[name] leads; [name] too."],
    ["Berg's team", "[name]'s team"],
    ["van life, den of thieves, a berg of ice", "van life, den of thieves, a berg of ice"],
    ["mail jb.x+cv@mail.example.org now", "mail [e-mail] now"],
    ["j.b (at) example.com", "[e-mail]"],
    ["see https://a.example/x?y=1, www.b.example and linkedin.com/in/jb", "see [link] [link] and [link]"],
    ["call +49 (0)30 1234-5678 or 030 1234 5678", "call [phone] or [phone]"],
    ["(212) 555-0123 or 212-555-0123", "[phone] or [phone]"],
    [
      "2010-2018, 4,000,000 users, ISO 27001, 10.5 %, 2019-05 to 2020-06",
      "2010-2018, 4,000,000 users, ISO 27001, 10.5 %, 2019-05 to 2020-06",
    ],
    ["jorgberg.dev and www.jb.example", "[link] and [link]"],
    [
      "Node.js, ASP.NET/C#, Vue.js/TypeScript, Booking.com and e.g. C.I. work",
      "Node.js, ASP.NET/C#, Vue.js/TypeScript, Booking.com and e.g. C.I. work",
    ],
  ])("%s", (given, expected) => {
    expect(blind(given)).toBe(expected);
  });

  it("hides what was given as contact, whatever it looks like", () => {
    const contact = {
      ...nobody,
      addresses: ["Am Hafen 7, Kiel"],
      emails: ["me at home"],
      phones: ["555-CALL"],
    };
    expect(blind("I live at Am Hafen 7, Kiel; me at home, 555-call.", "Bo Li", contact)).toBe(
      "I live at [address]; [e-mail], [phone].",
    );
  });

  it("never leaves the whole name, and does nothing the second time", () => {
    const letters = fc.stringMatching(/^[A-Z][a-zéüø]{2,9}$/);
    fc.assert(
      fc.property(letters, letters, fc.string(), fc.string(), (first, last, before, after) => {
        const once = blind(`${before} ${first} ${last} ${after}`, `${first} ${last}`);
        expect(once.toLowerCase()).not.toContain(` ${first} ${last} `.toLowerCase());
        if (!/name|link|mail|phone|address/i.test(`${first} ${last}`))
          expect(blind(once, `${first} ${last}`)).toBe(once);
      }),
    );
  });
});
