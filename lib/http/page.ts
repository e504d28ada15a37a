import "server-only";
import { notFound } from "next/navigation";
import type { Viewer } from "@/lib/auth/context";
import { requireViewer } from "@/lib/auth/current";
import { type PageDoor, pageDoors } from "@/lib/auth/doors";
import { mayPass } from "@/lib/auth/passage";
import { AppError } from "@/lib/errors";

/** Opens a page for the person behind the request; without the right the page does not exist for them. */
export async function openPage(door: PageDoor): Promise<Viewer> {
  const viewer = await requireViewer();
  if (!mayPass(viewer.ctx, pageDoors[door])) notFound();
  return viewer;
}

/** Reads for a page: a row that is not there, or somebody else's, becomes the not-found page. */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
