"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { inputClasses } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { NewApiKey } from "@/lib/api-keys/schema";

/** Shown once: only the key's hash is stored, so it cannot be shown again. */
export function NewKeyNotice({ created }: { created: NewApiKey }) {
  const t = useTranslations("api-keys.created");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(created.text);
      setCopied(true);
    } catch {
      // No clipboard outside https and loopback: the text is selected, to be copied by hand.
      setCopied(false);
    }
  };
  return (
    <Notice tone="good">
      <label htmlFor={id} className="font-medium">
        {t("label", { name: created.name })}
      </label>
      <p className="text-ink-soft">{t("hint")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <input
          id={id}
          ref={field}
          readOnly
          value={created.text}
          onFocus={(event) => event.target.select()}
          className={`${inputClasses} min-w-64 flex-1 font-mono`}
        />
        <Button onClick={copy}>{isCopied ? t("copied") : t("copy")}</Button>
      </div>
    </Notice>
  );
}
