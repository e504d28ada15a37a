import type { Ctx } from "@/lib/auth/context";
import { ProgressHub } from "../progress-hub";
import { type ProgressStreamOptions, progressStream } from "../progress-stream";
import { JobList } from "../schema";

export interface Heard {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

function parse(block: string): Heard[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
  const event = field("event");
  return event ? [{ event, id: field("id"), data: JSON.parse(field("data") ?? "null") }] : [];
}

/** Who opens it, and whatever else differs from a first visit. */
export interface StreamOpening extends Partial<Pick<ProgressStreamOptions, "hub" | "lastEventId">> {
  readonly ctx: Ctx;
  readonly userId: string;
  readonly signInId: string;
}

/** Opens a stream as a browser would and collects what it says. */
export function openStream(opening: StreamOpening) {
  const { hub = new ProgressHub({ pulseMs: 200 }), lastEventId = null, ...viewer } = opening;
  const gone = new AbortController();
  const stream = progressStream({ viewer, lastEventId, signal: gone.signal, hub });
  const heard: Heard[] = [];
  const over = (async () => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      text += decoder.decode(chunk);
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      heard.push(...blocks.flatMap(parse));
    }
  })();
  const states = () =>
    heard
      .filter((message) => message.event === "jobs")
      .flatMap((message) => JobList.parse(message.data).jobs.map((job) => `${job.state} ${job.done}`));
  return { heard, over, states, hub, leave: () => gone.abort() };
}
