async function start(): Promise<void> {
  const { refuseUnsafeStart } = await import("@/lib/health/start-checks");
  await refuseUnsafeStart();
  const { notePeerAddresses } = await import("@/lib/http/peer-addresses");
  notePeerAddresses();
  const { mendAddresses } = await import("@/lib/http/sound-addresses");
  mendAddresses();
  const { cutStuckStreams } = await import("@/lib/http/stuck-streams");
  cutStuckStreams();
}

/** Runs once per server start: a bad environment shows here, not on the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { endStart } = await import("@/lib/health/end-start");
  await start().catch(endStart);
}
