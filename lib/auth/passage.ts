import { AppError } from "@/lib/errors";
import { type Ctx, may } from "./context";
import type { Access } from "./doors";

export function mayPass(ctx: Ctx, access: Access): boolean {
  if (access === "public" || access === "signed-in") return true;
  return access.some((right) => may(ctx, right));
}

/** @throws AppError `forbidden` */
export function requirePassage(ctx: Ctx, access: Access): void {
  if (mayPass(ctx, access)) return;
  throw new AppError("forbidden", "Your role in this organization does not allow this. Ask an admin.");
}
