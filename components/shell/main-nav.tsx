"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classes } from "@/components/ui/classes";

export function MainNav({
  label,
  items,
}: {
  label: string;
  items: readonly { href: string; label: string }[];
}) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1">
      {items.map(({ href, label: text }) => {
        const isCurrent = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            aria-current={isCurrent ? "page" : undefined}
            className={classes(
              "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
              isCurrent ? "bg-accent-soft font-medium text-accent" : "text-ink",
            )}
          >
            {text}
          </Link>
        );
      })}
    </nav>
  );
}
