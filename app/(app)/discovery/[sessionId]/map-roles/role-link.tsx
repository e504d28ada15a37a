"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RoleRow } from "@/lib/roles/schema";

/** Opens the panel of a role over the list as it stands; says how many comments wait there. */
export function RoleLink({ role, children }: { role: RoleRow; children: ReactNode }) {
  const t = useTranslations("role-shapes.comments");
  const params = new URLSearchParams(useSearchParams());
  params.delete("look");
  params.set("role", role.id);
  return (
    <>
      <Link href={`?${params}`} scroll={false} prefetch={false} className="hover:underline">
        {children}
      </Link>
      {role.commentCount > 0 ? (
        <span className="ml-2 whitespace-nowrap font-normal text-ink-soft text-xs">
          {t("count", { count: role.commentCount })}
        </span>
      ) : null}
    </>
  );
}
