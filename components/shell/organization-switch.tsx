"use client";

import { useTransition } from "react";

/** Shown to people who belong to more than one organization. */
export function OrganizationSwitch({
  label,
  organizations,
  currentId,
  onSwitch,
}: {
  label: string;
  organizations: readonly { id: string; name: string }[];
  currentId: string;
  onSwitch: (input: unknown) => Promise<unknown>;
}) {
  const [isPending, startTransition] = useTransition();
  const current = organizations.find(({ id }) => id === currentId);
  if (organizations.length < 2) return <span className="text-sm">{current?.name}</span>;
  return (
    <select
      aria-label={label}
      value={currentId}
      disabled={isPending}
      onChange={(event) => {
        const organizationId = event.target.value;
        startTransition(async () => {
          await onSwitch({ organizationId });
        });
      }}
      className="min-h-8 rounded-md border border-line bg-surface px-2 text-sm"
    >
      {organizations.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
