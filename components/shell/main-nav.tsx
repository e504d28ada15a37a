"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isCurrentPlace, type NavItem, NavMenu, navLinkClasses } from "./nav-menu";

/** The product's places, with those for looking after it behind a button of their own. */
export function MainNav({
  label,
  items,
  menu,
}: {
  label: string;
  items: readonly NavItem[];
  menu: { readonly label: string; readonly items: readonly NavItem[] };
}) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1">
      {items.map(({ href, label: text }) => (
        <Link
          key={href}
          href={href}
          aria-current={isCurrentPlace(path, href) ? "page" : undefined}
          className={navLinkClasses(isCurrentPlace(path, href))}
        >
          {text}
        </Link>
      ))}
      {menu.items.length > 0 ? <NavMenu label={menu.label} items={menu.items} /> : null}
    </nav>
  );
}
