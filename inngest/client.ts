import { Inngest } from "inngest";
import { inngestAppId } from "@/lib/jobs/local-runner/function-registry";
import { silentLogger } from "@/lib/jobs/silent-logger";

/**
 * With this client the functions are made. Both engines serve them with a client of their own; events are sent by the
 * outbox alone, so `inngest.send` is used nowhere.
 */
export const inngest = new Inngest({ id: inngestAppId, logger: silentLogger });
