import { AppError } from "@/lib/errors";

/**
 * A change must come from our own pages: a foreign, `null` or absent Origin is refused (Next itself lets an absent
 * one through), and so is what the browser marks as cross-site.
 * @throws AppError `forbidden`
 */
export function requireOwnOrigin(headers: Headers, ownUrl: string): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const isOwn = origin !== null && origin !== "null" && origin === new URL(ownUrl).origin;
  if (isOwn && (site === null || site === "same-origin")) return;
  throw new AppError(
    "forbidden",
    "This change did not come from a page of this product, so it was not made.",
  );
}
