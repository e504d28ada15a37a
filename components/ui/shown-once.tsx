"use client";

import { useId, useRef, useState } from "react";
import { Button } from "./button";
import { inputClasses } from "./field";
import { Notice } from "./notice";

/** A secret that is shown this once, because only its hash is kept, with a button that copies it. */
export function ShownOnce({
  text,
  words,
}: {
  text: string;
  words: { readonly label: string; readonly hint: string; readonly copy: string; readonly copied: string };
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard outside https and loopback: the text is selected, to be copied by hand.
      setCopied(false);
    }
  };
  return (
    <Notice tone="good">
      <label htmlFor={id} className="font-medium">
        {words.label}
      </label>
      <p className="text-ink-soft">{words.hint}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <input
          id={id}
          ref={field}
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
          className={`${inputClasses} min-w-64 flex-1 font-mono`}
        />
        <Button onClick={copy}>{isCopied ? words.copied : words.copy}</Button>
      </div>
    </Notice>
  );
}
