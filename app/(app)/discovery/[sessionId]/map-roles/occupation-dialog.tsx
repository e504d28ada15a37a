"use client";

import { Dialog } from "@base-ui/react/dialog";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { OccupationSearch } from "@/components/discovery/occupation-search";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { toPercent } from "@/lib/roles/percent";
import type { OccupationName, RoleRow } from "@/lib/roles/schema";
import { DescribedSiblings } from "./described-siblings";

/** The value of "no occupation" among the codes. */
const none = "none";

type Decide = (role: RoleRow, occupation: OccupationName | null, reason: string) => void;

function Choice({
  value,
  choice,
  onChoose,
  label,
  children,
}: {
  value: string;
  choice: string;
  onChoose: (value: string) => void;
  label: ReactNode;
  children?: ReactNode;
}) {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-lg border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        name="occupation"
        value={value}
        checked={choice === value}
        onChange={() => onChoose(value)}
        className="mt-1 size-4 shrink-0 accent-(--accent)"
      />
      <span className="min-w-0 grow">
        <span className="block font-medium">{label}</span>
        {children}
      </span>
    </label>
  );
}

/** To what O*NET says of the occupation, beside the choice that is being made. */
function ReferenceLink({ code, title }: { code: string; title: string }) {
  const t = useTranslations("roles.dialog");
  return (
    <Link
      href={`/reference/${code}`}
      target="_blank"
      prefetch={false}
      aria-label={t("referenceOf", { title })}
      className="text-accent underline underline-offset-2"
    >
      {t("reference")}
    </Link>
  );
}

function ChoiceForm({ role, onDecide, onClose }: { role: RoleRow; onDecide: Decide; onClose: () => void }) {
  const t = useTranslations("roles.dialog");
  const { decision, suggestion } = role;
  const candidates = suggestion?.candidates ?? [];
  const [picked, setPicked] = useState<readonly OccupationName[]>(
    decision?.occupation ? [decision.occupation] : [],
  );
  const [choice, setChoice] = useState(
    decision ? (decision.occupation?.code ?? none) : (candidates[0]?.code ?? ""),
  );
  const others = picked.filter(({ code }) => !candidates.some((candidate) => candidate.code === code));
  const chosen = [...candidates, ...others].find(({ code }) => code === choice);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const reason = new FormData(event.currentTarget).get("reason");
        onDecide(role, chosen ?? null, typeof reason === "string" ? reason : "");
        onClose();
      }}
      className="flex flex-col gap-4"
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium text-sm">{t("candidates")}</legend>
        {candidates.map(({ code, title, score, words }) => (
          <Choice key={code} value={code} choice={choice} onChoose={setChoice} label={title}>
            <span className="block text-ink-soft text-sm">
              {t("score", { code, percent: toPercent(score) })}
              {words.length > 0 ? ` ${t("words", { words: words.join(", ") })}` : null}{" "}
              <ReferenceLink code={code} title={title} />
            </span>
          </Choice>
        ))}
        {others.map(({ code, title }) => (
          <Choice key={code} value={code} choice={choice} onChoose={setChoice} label={title}>
            <span className="block text-ink-soft text-sm">
              {code} <ReferenceLink code={code} title={title} />
            </span>
          </Choice>
        ))}
        <Choice value={none} choice={choice} onChoose={setChoice} label={t("none")}>
          <span className="block text-ink-soft text-sm">{t("noneBody")}</span>
        </Choice>
      </fieldset>
      {chosen ? (
        <DescribedSiblings
          code={chosen.code}
          title={role.title}
          onPick={(sibling) => {
            setPicked((present) => [...present.filter((other) => other.code !== sibling.code), sibling]);
            setChoice(sibling.code);
          }}
        />
      ) : null}
      <div className="flex flex-col gap-1">
        <OccupationSearch
          onPick={({ code, title }) => {
            setPicked((present) => [...present.filter((other) => other.code !== code), { code, title }]);
            setChoice(code);
          }}
        />
      </div>
      <TextField
        label={t("reason")}
        name="reason"
        maxLength={500}
        defaultValue={decision?.reason ?? ""}
        autoComplete="off"
      />
      <div className="flex justify-end gap-2">
        <Dialog.Close render={<Button />}>{t("cancel")}</Dialog.Close>
        <Button type="submit" variant="primary" disabled={choice === ""}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** The five best occupations, a search over all others, "no occupation", and room for the reason. */
export function OccupationDialog({
  role,
  onDecide,
  onClose,
}: {
  role: RoleRow | null;
  onDecide: Decide;
  onClose: () => void;
}) {
  const t = useTranslations("roles.dialog");
  return (
    <Dialog.Root open={role !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
        <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(40rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-xl">
          {role ? (
            <>
              <Dialog.Title className="mb-1 font-semibold text-lg">
                {t("title", { title: role.title })}
              </Dialog.Title>
              <Dialog.Description className="mb-4 text-ink-soft text-sm">
                {t("description", { people: role.headcount })}
              </Dialog.Description>
              <ChoiceForm key={role.id} role={role} onDecide={onDecide} onClose={onClose} />
            </>
          ) : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
