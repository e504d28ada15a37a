import { describe, expect, it, vi } from "vitest";
import { isConnectionError, isRefusedValue, patiently } from "./patience";

const lost = Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" });
const always = () => true;

describe("patiently", () => {
  it("repeats a query until the database is back", async () => {
    const query = vi
      .fn()
      .mockRejectedValueOnce(lost)
      .mockRejectedValueOnce(new Error("x", { cause: lost }));
    query.mockResolvedValueOnce("stored");
    expect(await patiently(query, always)).toBe("stored");
    expect(query).toHaveBeenCalledTimes(3);
  });

  it("gives up when there is no more time, and on what waiting does not mend", async () => {
    await expect(
      patiently(
        () => Promise.reject(lost),
        () => false,
      ),
    ).rejects.toBe(lost);
    const fault = Object.assign(new Error("unique"), { code: "23505" });
    await expect(patiently(() => Promise.reject(fault), always)).rejects.toBe(fault);
  });
});

describe("errors of the database", () => {
  it.each(["ECONNREFUSED", "57P01", "08006", "CONNECT_TIMEOUT"])(
    "%s says that it is out of reach",
    (code) => {
      expect(isConnectionError({ code })).toBe(true);
      expect(isRefusedValue({ cause: { code } })).toBe(false);
    },
  );

  it.each(["22P05", "23505", "54000"])("%s says that it will never take this value", (code) => {
    expect(isRefusedValue({ cause: { code } })).toBe(true);
    expect(isConnectionError({ code })).toBe(false);
  });

  it.each([undefined, null, "text", {}, { code: 7 }])("%j says nothing", (error) => {
    expect(isConnectionError(error)).toBe(false);
    expect(isRefusedValue(error)).toBe(false);
  });
});
