"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useEffect, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { type UploadMode, uploadModes } from "@/db/enums";

type Choice = readonly [UploadMode | null, (mode: UploadMode) => void];

const ModeContext = createContext<Choice>(["add", () => undefined]);

/** What a waiting roster is taken for, shared by the question and the button that imports. Null until it is known. */
export function UploadModeProvider({ hasPresent, children }: { hasPresent: boolean; children: ReactNode }) {
  const [mode, setMode] = useState<UploadMode | null>(hasPresent ? null : "add");
  return <ModeContext value={[mode, setMode]}>{children}</ModeContext>;
}

/** Null while the file is being compared, so that nobody imports what they have not seen. */
export function useUploadMode(): UploadMode | null {
  return use(ModeContext)[0];
}

export function ModeChoice({
  suggested,
  reason,
  mayEdit,
}: {
  suggested: UploadMode;
  reason: string | null;
  mayEdit: boolean;
}) {
  const t = useTranslations("next-roster.mode");
  const name = useId();
  const [mode, setMode] = use(ModeContext);
  useEffect(() => {
    if (mode === null) setMode(suggested);
  }, [mode, setMode, suggested]);
  return (
    <fieldset className="mt-4 rounded-lg border border-line p-4">
      <legend className="px-1 font-medium text-sm">{t("legend")}</legend>
      <div className="grid gap-3 md:grid-cols-2">
        {uploadModes.toReversed().map((one) => (
          <label key={one} className="flex gap-2 text-sm">
            <input
              type="radio"
              name={name}
              className="mt-1"
              checked={(mode ?? suggested) === one}
              disabled={!mayEdit}
              onChange={() => setMode(one)}
            />
            <span>
              <span className="font-medium">{t(one)}</span>{" "}
              {reason && one === suggested ? <Badge tone="accent">{t("suggested")}</Badge> : null}
              <span className="block text-ink-soft">{t(`${one}Body`)}</span>
              {reason && one === suggested ? <span className="block text-ink-soft">{reason}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What only matters to a roster that takes the place of others. */
export function WhenReplacing({ children }: { children: ReactNode }) {
  return <div hidden={useUploadMode() === "add"}>{children}</div>;
}
