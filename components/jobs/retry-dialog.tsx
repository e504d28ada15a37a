"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, useState, useTransition } from "react";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

interface Counted {
  readonly queued: number;
}

interface Skips<Reason extends string> extends Counted {
  readonly skipped: readonly { readonly reason: Reason; readonly count: number }[];
}

type Answer<C> = { readonly ok: true; readonly data: C } | { readonly ok: false; readonly message: string };

/** How many are started again, and how many are left alone for which reason. */
export function RetryCountList<Reason extends string>({
  counts: { queued, skipped },
  summary,
  reasonText,
}: {
  counts: Skips<Reason>;
  summary: (values: { queued: number; skipped: number }) => string;
  reasonText: (count: number, reason: Reason) => string;
}) {
  const skippedCount = skipped.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p>{summary({ queued, skipped: skippedCount })}</p>
      {skipped.length > 0 ? (
        <ul className="mt-2 list-disc pl-6 text-sm">
          {skipped.map(({ reason, count }) => (
            <li key={reason}>{reasonText(count, reason)}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** Starts again all that a filter leaves; it first says what that would be, and afterwards what it was. */
export function RetryDialog<C extends Counted>({
  words,
  trigger,
  onPreview,
  onRetry,
  children,
}: {
  words: {
    readonly title: string;
    readonly counting: string;
    readonly close: string;
    readonly cancel: string;
    readonly confirm: (count: number) => string;
  };
  trigger: ReactNode;
  onPreview: () => Promise<Answer<C>>;
  onRetry: () => Promise<Answer<C>>;
  children: (counts: C, isDone: boolean) => ReactNode;
}) {
  const [preview, setPreview] = useState<C>();
  const [outcome, setOutcome] = useState<C>();
  const [fault, setFault] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const counts = outcome ?? preview;

  const open = () => {
    setPreview(undefined);
    setOutcome(undefined);
    setFault(undefined);
    startTransition(async () => {
      const result = await onPreview();
      if (result.ok) setPreview(result.data);
      else setFault(result.message);
    });
  };
  const retry = () =>
    startTransition(async () => {
      const result = await onRetry();
      if (result.ok) setOutcome(result.data);
      else setFault(result.message);
    });

  return (
    <AlertDialog.Root onOpenChange={(isOpen) => isOpen && open()}>
      {trigger}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 bg-black/40" />
        <AlertDialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(34rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-xl">
          <AlertDialog.Title className="font-semibold text-lg">{words.title}</AlertDialog.Title>
          <AlertDialog.Description render={<div className="mt-2" aria-live="polite" />}>
            {fault ? <Notice tone="bad">{fault}</Notice> : null}
            {counts ? children(counts, outcome !== undefined) : null}
            {counts || fault ? null : words.counting}
          </AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Close className={buttonClasses("secondary", "medium")}>
              {outcome || fault || preview?.queued === 0 ? words.close : words.cancel}
            </AlertDialog.Close>
            {preview && !outcome && !fault && preview.queued > 0 ? (
              <Button variant="primary" disabled={isPending} aria-busy={isPending} onClick={retry}>
                {words.confirm(preview.queued)}
              </Button>
            ) : null}
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
