import type { ReactNode } from "react";
import { openSessionPage } from "@/lib/http/session-page";

/** Asks for the session before anything streams, so that one that is not there answers 404 and not a shell. */
export default async function SessionLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ sessionId: string }>;
}) {
  await openSessionPage("/discovery/[sessionId]", params);
  return children;
}
