import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("shell");
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center px-4 py-12">
      <p className="mb-1 font-semibold text-accent text-xl tracking-tight">{t("product")}</p>
      <p className="mb-8 text-ink-soft text-sm">{t("promise")}</p>
      {children}
    </main>
  );
}
