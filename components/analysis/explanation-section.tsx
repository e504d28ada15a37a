import type { ReactNode } from "react";

export function ExplanationSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="mb-1 font-semibold">{title}</h4>
      {children}
    </section>
  );
}

/** A formula with its numbers put in; long ones break anywhere rather than run out of the panel. */
export function Formula({ children }: { children: ReactNode }) {
  return <p className="mb-1 break-words rounded-md bg-sunken px-3 py-2 font-mono text-sm">{children}</p>;
}
