import { describe, expect, it } from "vitest";
import { attachment, csvDownload, safeFileName } from "./csv-download";

async function* numbers(onEnd: () => void) {
  try {
    for (let index = 0; index < 1_000_000; index += 1) yield `${index}\r\n`;
  } finally {
    onEnd();
  }
}

describe("safeFileName", () => {
  it.each([
    ["Finance, spring 2027", "Finance, spring 2027.csv"],
    ["../../etc/passwd", "etc passwd.csv"],
    ['a<b>:"c"|d?*\u0000\u202e', "a b c d.csv"],
    ["...", "export.csv"],
    ["", "export.csv"],
    ["Zürich – Büro", "Zürich – Büro.csv"],
  ])("makes %j safe", (name, expected) => {
    expect(safeFileName(name, "csv")).toBe(expected);
  });

  it("keeps names short without cutting a character", () => {
    expect(safeFileName("🙂".repeat(200), "csv")).toBe(`${"🙂".repeat(120)}.csv`);
  });
});

describe("attachment", () => {
  it("gives the name in both forms", () => {
    expect(attachment("Büro (100%) 'a'.csv")).toBe(
      "attachment; filename=\"B_ro (100_) 'a'.csv\"; filename*=UTF-8''B%C3%BCro%20%28100%25%29%20%27a%27.csv",
    );
  });
});

describe("csvDownload", () => {
  it("is saved, not shown, and not sniffed", async () => {
    const response = csvDownload(
      "a.csv",
      (async function* () {
        yield "a\r\n";
        yield "ü\r\n";
      })(),
    );
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("content-disposition")).toContain("attachment;");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).toBe("a\r\nü\r\n");
  });

  it("makes no more than is read, and ends with its reader", async () => {
    let hasEnded = false;
    const response = csvDownload(
      "a.csv",
      numbers(() => {
        hasEnded = true;
      }),
    );
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe("0\r\n");
    await reader?.cancel();
    expect(hasEnded).toBe(true);
  });

  it("breaks off when the rows do, so that a cut file is seen as one", async () => {
    const response = csvDownload(
      "a.csv",
      (async function* () {
        yield "a\r\n";
        throw new Error("away");
      })(),
    );
    await expect(response.text()).rejects.toThrow("away");
  });
});
