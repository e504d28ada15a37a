import { AppError } from "@/lib/errors";

const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** On one's own machine the same server has several names: `localhost:3000` and `127.0.0.1:3000` are one address. */
function isSameAddress(origin: URL, own: URL): boolean {
  const isLoopback = loopbackNames.has(origin.hostname) && loopbackNames.has(own.hostname);
  return origin.protocol === own.protocol && origin.port === own.port && isLoopback;
}

function isOwnOrigin(origin: string | null, ownUrl: string): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const own = new URL(ownUrl);
  return origin === own.origin || isSameAddress(new URL(origin), own);
}

/**
 * A change must come from our own pages: a foreign, `null` or absent Origin is refused (Next itself lets an absent
 * one through), and so is what the browser marks as cross-site.
 * @throws AppError `forbidden`
 */
export function requireOwnOrigin(headers: Headers, ownUrl: string): void {
  const site = headers.get("sec-fetch-site");
  if (isOwnOrigin(headers.get("origin"), ownUrl) && (site === null || site === "same-origin")) return;
  throw new AppError(
    "forbidden",
    "This change did not come from a page of this product, so it was not made.",
  );
}
