import "server-only";
import { createHash } from "node:crypto";
import { conflict } from "@/lib/errors";
import type { Viewer } from "./context";

/**
 * Names the sign-in and the organization that a page was rendered for, and tells neither. What pages ask by
 * themselves carries it, because the browser's cookie may by then belong to somebody else or act elsewhere.
 */
export function pageScope(viewer: Viewer): string {
  return createHash("sha256")
    .update(`${viewer.signInId} ${viewer.organization.id}`)
    .digest("base64url")
    .slice(0, 22);
}

/** @throws AppError `conflict` when a page asks that was rendered for another sign-in or organization */
export function requireScope(viewer: Viewer, scope: string | undefined): void {
  if (scope === undefined || scope === pageScope(viewer)) return;
  throw conflict("This page belongs to another sign-in or organization than the present one. Reload it.");
}
