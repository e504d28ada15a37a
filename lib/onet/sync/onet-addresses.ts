import "server-only";
import { env } from "@/lib/env";
import { type WebServices, webServices } from "@/lib/onet/web-services/web-services-client";
import type { DownloadSite } from "./download-site-client";

/** O*NET throttles above 5 requests a second: a sync has three of the four that we allow ourselves, the search one. */
const shares = { sync: 3, search: 1 } as const;
const opened = new Map<keyof typeof shares, WebServices>();

/** The Web Services, where a key is set; one client per use, as it is what keeps to the limit. */
export function webServicesFor(use: keyof typeof shares): WebServices | undefined {
  const { ONET_API_KEY: apiKey, ONET_API_URL: baseUrl } = env;
  if (!apiKey) return undefined;
  const known = opened.get(use);
  if (known) return known;
  // A person who types waits for no second try.
  const patience = use === "search" ? { attempts: 1, timeoutMs: 2_000 } : {};
  const client = webServices({ baseUrl, apiKey, requestsPerSecond: shares[use], ...patience });
  opened.set(use, client);
  return client;
}

export function downloadSite(): DownloadSite {
  return { url: env.ONET_DOWNLOAD_URL };
}
