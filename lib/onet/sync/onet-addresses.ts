import "server-only";
import { env } from "@/lib/env";
import { type WebServices, webServices } from "@/lib/onet/web-services/web-services-client";
import type { DownloadSite } from "./download-site-client";

type Use = "sync" | "search";
const opened = new Map<Use, WebServices>();

/** A sync has three quarters of the requests that we allow ourselves, the search the rest; each at least one. */
function requestsPerSecond(use: Use): number {
  const all = env.ONET_REQUESTS_PER_SECOND;
  const ofSync = Math.max(1, Math.floor((all * 3) / 4));
  return use === "sync" ? ofSync : all - ofSync;
}

/** The Web Services, where a key is set; one client per use, as it is what keeps to the limit. */
export function webServicesFor(use: Use): WebServices | undefined {
  const { ONET_API_KEY: apiKey, ONET_API_URL: baseUrl } = env;
  if (!apiKey) return undefined;
  const known = opened.get(use);
  if (known) return known;
  // A person who types waits for no second try.
  const patience = use === "search" ? { attempts: 1, timeoutMs: 2_000 } : {};
  const client = webServices({ baseUrl, apiKey, requestsPerSecond: requestsPerSecond(use), ...patience });
  opened.set(use, client);
  return client;
}

export function downloadSite(): DownloadSite {
  return { url: env.ONET_DOWNLOAD_URL };
}
