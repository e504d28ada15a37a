"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type ReactNode, useEffect, useRef, useTransition } from "react";
import { TextField } from "@/components/ui/field";

const pauseMs = 200;

/** Ahead of every page of the browser that takes keys: a slash outside a field goes to the search. */
function isForSearch({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key !== "/" || ctrlKey || metaKey || altKey) return false;
  return !(
    target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable=true]")
  );
}

/** The address of what the form says; what is empty is left out. */
function addressOf(form: HTMLFormElement): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim() !== "") params.set(name, value.trim());
  }
  const path = new URL(form.action).pathname;
  return params.size > 0 ? `${path}?${params}` : path;
}

/**
 * A form that only reads: its fields become the address, as one types or chooses, and with its button where no script
 * runs. Typing replaces the address, so that going back leaves the page; choosing adds to it.
 */
export function SearchForm({
  action,
  label,
  search,
  q,
  className,
  children,
}: {
  action: string;
  label: string;
  search: Pick<ComponentProps<typeof TextField>, "label" | "hint">;
  q: string;
  className?: string;
  children?: ReactNode;
}) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (!isForSearch(event)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => {
      document.removeEventListener("keydown", focus);
      clearTimeout(timer.current);
    };
  }, []);

  // An address that changed by other means (a link, going back) shows in the field, unless somebody types there.
  useEffect(() => {
    const input = field.current;
    if (input !== null && input !== document.activeElement) input.value = q;
  }, [q]);

  const go = (move: "push" | "replace") => {
    clearTimeout(timer.current);
    if (form.current === null) return;
    const address = addressOf(form.current);
    startTransition(() => router[move](address, { scroll: false }));
  };
  return (
    <search aria-label={label}>
      <form
        ref={form}
        action={action}
        aria-busy={isPending}
        className={className}
        onSubmit={(event) => {
          event.preventDefault();
          go("push");
        }}
        onChange={(event) => {
          if (event.target instanceof HTMLSelectElement) go("push");
        }}
        onInput={(event) => {
          if (event.target !== field.current) return;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => go("replace"), pauseMs);
        }}
      >
        <TextField
          {...search}
          ref={field}
          name="q"
          type="search"
          defaultValue={q}
          maxLength={200}
          autoComplete="off"
          className="w-80 max-w-full"
        />
        {children}
      </form>
    </search>
  );
}
