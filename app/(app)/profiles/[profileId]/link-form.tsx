"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type ProfileLinkKind, profileLinkKinds } from "@/db/enums";
import type { LinkTarget } from "@/lib/profiles/profile-views";
import { linkProfileAction } from "./actions";

/** What kind of link, then to whom; the choices come from the organization's sessions. */
export function LinkForm({
  profileId,
  candidates,
  roles,
}: {
  profileId: string;
  candidates: readonly LinkTarget[];
  roles: readonly LinkTarget[];
}) {
  const t = useTranslations("profiles.person");
  const [kind, setKind] = useState<ProfileLinkKind>("lead");
  const [target, setTarget] = useState("");
  const [outcome, setOutcome] = useState<{ isGood: boolean; text: string } | null>(null);
  const [isPending, startTransition] = useTransition();
  const targets = kind === "lead" ? candidates : roles;
  const save = () =>
    startTransition(async () => {
      const link = kind === "lead" ? { candidateId: target } : { roleId: target };
      const result = await linkProfileAction({ kind, profileId, ...link });
      setOutcome(result.ok ? { isGood: true, text: t("linked") } : { isGood: false, text: result.message });
      if (result.ok) setTarget("");
    });
  return (
    <form
      className="mt-4 flex max-w-3xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h3 className="font-medium">{t("addLink")}</h3>
      {outcome ? <Notice tone={outcome.isGood ? "good" : "bad"}>{outcome.text}</Notice> : null}
      <div className="flex flex-wrap items-start gap-3">
        <SelectField
          label={t("linkKind")}
          value={kind}
          onChange={({ target: { value } }) => {
            setKind(profileLinkKinds.find((each) => each === value) ?? "lead");
            setTarget("");
          }}
          className="w-80 max-w-full"
        >
          <option value="lead">{t("linkLead")}</option>
          <option value="holds_role">{t("linkHolds")}</option>
        </SelectField>
        <SelectField
          label={t("linkTarget")}
          hint={targets.length === 0 ? t("noTargets") : kind === "lead" ? t("linkHint") : undefined}
          value={target}
          onChange={({ target: { value } }) => setTarget(value)}
          required
          className="w-96 max-w-full"
        >
          <option value="">{t("chooseTarget")}</option>
          {targets.map(({ id, name, sessionName }) => (
            <option key={id} value={id}>
              {t("inSession", { name, session: sessionName })}
            </option>
          ))}
        </SelectField>
        <Button type="submit" className="mt-6" disabled={isPending || target === ""} aria-busy={isPending}>
          {t("saveLink")}
        </Button>
      </div>
    </form>
  );
}
