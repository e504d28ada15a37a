import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { attachment, csvDownload, safeFileName } from "./file-download";

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
    const bytes = Buffer.from("a\r\nü\r\n");
    const response = csvDownload("a.csv", { stream: Readable.from([bytes]), byteSize: bytes.length });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("content-disposition")).toContain("attachment;");
    expect(response.headers.get("content-length")).toBe("7");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).toBe("a\r\nü\r\n");
  });

  it("reads no more than is taken, and ends with its reader", async () => {
    let readCount = 0;
    const stream = new Readable({
      highWaterMark: 1,
      read() {
        readCount += 1;
        this.push(Buffer.alloc(1000));
      },
    });
    const response = csvDownload("a.csv", { stream, byteSize: 1_000_000_000 });
    const reader = response.body?.getReader();
    await reader?.read();
    expect(readCount).toBeLessThan(10);
    await reader?.cancel();
    expect(stream.destroyed).toBe(true);
  });

  it("breaks off when the file does, so that a cut file is seen as one", async () => {
    const stream = Readable.from(
      (async function* () {
        yield Buffer.from("a\r\n");
        throw new Error("away");
      })(),
    );
    await expect(csvDownload("a.csv", { stream, byteSize: 9 }).text()).rejects.toThrow("away");
  });
});
