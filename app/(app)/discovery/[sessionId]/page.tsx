import { redirect } from "next/navigation";
import { openSessionPage } from "@/lib/http/session-page";
import { wizardProgress } from "@/lib/sessions/progress";

/** Comes back to where the work stands. */
export default async function SessionPage({
  params,
}: {
  params: Promise<{ sessionId: string }>;
}): Promise<never> {
  const { session } = await openSessionPage("/discovery/[sessionId]", params);
  redirect(`/discovery/${session.id}/${wizardProgress(session.facts).resumeAt}`);
}
