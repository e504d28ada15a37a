"use client";

import { useTranslations } from "next-intl";
import type { ActionResult } from "@/lib/http/outcome";

/**
 * The answer of a server action; a connection that failed is a refusal like any other. Thrown in a transition it would
 * put the error page in the place of everything that is filtered, marked and half written on this one.
 *
 * Its code is `unavailable`, after which nothing should be asked of the server at once: Next leaves the page for a
 * refresh that fails.
 */
export function useAnswered() {
  const t = useTranslations("shell.error");
  return async <T>(answer: Promise<ActionResult<T>>): Promise<ActionResult<T>> => {
    try {
      return await answer;
    } catch (error) {
      // What the server threw, and Next's own redirects, carry a digest.
      if (!(error instanceof Error) || "digest" in error) throw error;
      return { ok: false, requestId: "", code: "unavailable", message: t("lost") };
    }
  };
}
