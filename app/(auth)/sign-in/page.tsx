import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { findViewer } from "@/lib/auth/current";
import { env } from "@/lib/env";
import { listDemoSignIns } from "@/lib/orgs/queries";
import { OidcSignIn } from "./oidc-sign-in";
import { SignInForm } from "./sign-in-form";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.signIn"))("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ error?: string; done?: string; removed?: string }>;
}) {
  if (await findViewer()) redirect("/discovery");
  const t = await getTranslations("auth.signIn");
  const { error, done, removed } = await searchParams;
  const demoSignIns = await listDemoSignIns();
  return (
    <>
      <h1 className="mb-4 font-semibold text-2xl">{t("title")}</h1>
      {error ? <Notice tone="bad">{t("oidcRefused")}</Notice> : null}
      {done ? <Notice tone="good">{t("passwordSet")}</Notice> : null}
      {removed ? <Notice tone="good">{t("demo.removed")}</Notice> : null}
      <SignInForm />
      {env.OIDC_ISSUER ? <OidcSignIn name={env.OIDC_NAME ?? t("oidcName")} /> : null}
      {demoSignIns.length > 0 ? (
        <section
          className="mt-8 rounded-xl border border-line bg-surface p-4 text-sm"
          aria-label={t("demo.title")}
        >
          <h2 className="font-medium">{t("demo.title")}</h2>
          <p className="text-ink-soft">{t("demo.body")}</p>
          <ul className="mt-2 space-y-1">
            {demoSignIns.map(({ email, password, role }) => (
              <li key={email}>
                <strong className="font-medium">{t(`demo.${role}`)}</strong>: <code>{email}</code> ·{" "}
                <code>{password}</code>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
