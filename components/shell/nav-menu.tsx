"use client";

import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { classes } from "@/components/ui/classes";

export interface NavItem {
  readonly href: string;
  readonly label: string;
}

export const isCurrentPlace = (path: string, href: string) => path === href || path.startsWith(`${href}/`);

export function navLinkClasses(isCurrent: boolean, extra?: string): string {
  return classes(
    "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
    isCurrent ? "bg-accent-soft font-medium text-accent" : "text-ink",
    extra,
  );
}

/** Links behind one button, for places few people need daily. Escape, a choice or leaving it closes it. */
export function NavMenu({ label, items }: { label: string; items: readonly NavItem[] }) {
  const path = usePathname();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const isCurrent = items.some(({ href }) => isCurrentPlace(path, href));
  const hear = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears what bubbles up from the button and its links
    <div
      className="relative"
      onKeyDown={hear}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        className={navLinkClasses(isCurrent, "inline-flex items-center gap-1")}
      >
        {label}
        <ChevronDown aria-hidden="true" className="size-4" />
      </button>
      <ul
        id={id}
        hidden={!isOpen}
        className="absolute left-0 z-40 mt-1 grid min-w-44 gap-1 rounded-lg border border-line bg-surface p-1 shadow-lg"
      >
        {items.map(({ href, label: text }) => (
          <li key={href} className="grid">
            <Link
              href={href}
              aria-current={isCurrentPlace(path, href) ? "page" : undefined}
              onClick={() => setOpen(false)}
              className={navLinkClasses(isCurrentPlace(path, href))}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
