"use client";

import { useActionState, useEffect, useRef } from "react";
import type { ActionResult } from "@/lib/http/outcome";

/**
 * A form around one server action. It works before JavaScript arrives; after a refusal the fields keep what was
 * typed, each shows its own sentence, and the first bad one has the focus.
 * @param fieldNames the fields that show a sentence themselves; what concerns none of them comes as `message`
 */
export function useActionForm<T, Name extends string = never>(
  action: (previous: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>>,
  fieldNames: readonly Name[] = [],
) {
  const [result, submit] = useActionState<ActionResult<T> | null, FormData>(action, null);
  const ref = useRef<HTMLFormElement>(null);
  const failure = result && !result.ok ? result : null;
  useEffect(() => {
    if (failure) ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);
  const isToldByField = fieldNames.some((name) => failure?.fields?.[name]);
  return {
    form: { action: submit, ref },
    data: result?.ok ? result.data : null,
    /** What the whole form was refused for. */
    message: failure && !isToldByField ? failure.message : undefined,
    error: (name: Name) => failure?.fields?.[name],
    typed: (name: Name) => failure?.typed?.[name],
  };
}
