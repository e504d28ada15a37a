"use client";

import { type ComponentProps, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button, buttonClasses } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { ProgressBar } from "@/components/ui/progress-bar";

/** A button that asks for a file; also the keyboard's way into an area that takes dropped ones. */
export function FilePicker({
  accept,
  variant,
  onFile,
  children,
}: {
  accept: string;
  variant: Parameters<typeof buttonClasses>[0];
  onFile: (file: File) => void;
  children: ReactNode;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const take = (target: HTMLInputElement) => {
    const [file] = target.files ?? [];
    if (file) onFile(file);
    // The same file may be picked again after it was mended.
    target.value = "";
  };
  // On a slow line a file may be picked before the page listens.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was there when the page began to listen
  useEffect(() => {
    if (input.current?.files?.length) take(input.current);
  }, []);
  return (
    <>
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        className="peer sr-only"
        onChange={(event) => take(event.target)}
      />
      <label
        htmlFor={id}
        className={buttonClasses(
          variant,
          "medium",
          "peer-focus-visible:outline-2 peer-focus-visible:outline-accent peer-focus-visible:outline-offset-2",
        )}
      >
        {children}
      </label>
    </>
  );
}

/** Takes files dropped anywhere: a browser leaves the page for a file that is dropped beside what takes it. */
function useDroppedFiles(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useRef(onFiles);
  useEffect(() => {
    take.current = onFiles;
  });
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      take.current([...(event.dataTransfer?.files ?? [])]);
    };
    // It comes for each element that is left, and without another one when the window is.
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && setOver(false);
    document.addEventListener("dragover", over, { signal });
    document.addEventListener("drop", drop, { signal });
    document.addEventListener("dragleave", leave, { signal });
    return () => listening.abort();
  }, []);
  return isOver;
}

/** Where files are dropped; it lights up while some are over the page. */
export function FileDropArea({
  label,
  onFiles,
  className,
  children,
}: Pick<ComponentProps<"section">, "className" | "children"> & {
  label: string;
  onFiles: (files: readonly File[]) => void;
}) {
  const isOver = useDroppedFiles(onFiles);
  return (
    <section
      aria-label={label}
      className={classes(
        "flex flex-col items-center gap-3 rounded-xl border-2 border-dashed px-6 text-center",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
        className,
      )}
    >
      {children}
    </section>
  );
}

/** How much of a file has gone out; once all has, the server reads it and nobody knows how long. */
export function SendingFile({
  label,
  share,
  words,
  onCancel,
  className,
}: {
  label: string;
  /** 0–1 */
  share: number;
  words: { readonly sending: string; readonly reading: string; readonly cancel: string };
  onCancel: () => void;
  className?: string;
}) {
  return (
    <div className={className}>
      <p className="mb-2 text-sm" role="status">
        {share < 1 ? words.sending : words.reading}
      </p>
      <ProgressBar label={label} done={Math.round(share * 100)} total={share < 1 ? 100 : null} />
      <Button className="mt-3" size="small" onClick={onCancel}>
        {words.cancel}
      </Button>
    </div>
  );
}
