"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { PolicyPercent } from "@/lib/roles/match-policy";
import { changeMatchPolicyAction } from "./actions";

const percentField = { type: "number", min: 0, max: 100, step: 1, required: true } as const;

function PolicyForm({ policy, onDone }: { policy: PolicyPercent; onDone: () => void }) {
  const t = useTranslations("roles.policy");
  const answered = useAnswered();
  const [isPending, startTransition] = useTransition();
  const save = (form: FormData) =>
    startTransition(async () => {
      const { minPercent, minMarginPercent } = policy;
      const result = await answered(
        changeMatchPolicyAction({
          policy: {
            minPercent: Number(form.get("minPercent")),
            minMarginPercent: Number(form.get("minMarginPercent")),
          },
          seen: { minPercent, minMarginPercent },
        }),
      );
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      onDone();
      const { acceptedCount, droppedCount, sessionCount } = result.data;
      toast.success(t("changed", { accepted: acceptedCount, dropped: droppedCount, sessions: sessionCount }));
    });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
    >
      <TextField
        label={t("minPercent")}
        name="minPercent"
        defaultValue={policy.minPercent}
        {...percentField}
      />
      <TextField
        label={t("minMargin")}
        hint={t("minMarginHint")}
        name="minMarginPercent"
        defaultValue={policy.minMarginPercent}
        {...percentField}
      />
      <div className="flex justify-end gap-2">
        <Dialog.Close render={<Button />}>{t("cancel")}</Dialog.Close>
        <Button type="submit" variant="primary" disabled={isPending} aria-busy={isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** The rule by which suggestions count without a person, for all to read and for some to set. */
export function PolicyNote({
  policy,
  changedByName,
  mayChange,
}: {
  policy: PolicyPercent;
  /** Null while the product's default holds. */
  changedByName: string | null;
  mayChange: boolean;
}) {
  const t = useTranslations("roles.policy");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-sm">
      <span>
        {t("rule", { percent: policy.minPercent, margin: policy.minMarginPercent })}{" "}
        {changedByName === null ? t("byDefault") : t("setBy", { name: changedByName })}
      </span>
      {mayChange ? (
        <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
          <Dialog.Trigger render={<Button size="small" variant="quiet" />}>{t("adjust")}</Dialog.Trigger>
          <Dialog.Portal>
            <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
            <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-6 shadow-xl">
              <Dialog.Title className="mb-1 font-semibold text-lg">{t("title")}</Dialog.Title>
              <Dialog.Description className="mb-4 text-ink-soft text-sm">
                {t("description")}
              </Dialog.Description>
              <PolicyForm policy={policy} onDone={() => setIsOpen(false)} />
            </Dialog.Popup>
          </Dialog.Portal>
        </Dialog.Root>
      ) : null}
    </p>
  );
}
