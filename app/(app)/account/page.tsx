import { getTranslations } from "next-intl/server";
import { Card, PageHeader } from "@/components/ui/card";
import { listMemberships } from "@/lib/auth/memberships";
import { countLiveSignIns } from "@/lib/auth/sign-ins";
import { openPage } from "@/lib/http/page";
import { ChangePasswordForm } from "./change-password-form";
import { SignOutEverywhere } from "./sign-out-everywhere";

export async function generateMetadata() {
  return { title: (await getTranslations("account"))("title") };
}

export default async function AccountPage() {
  const viewer = await openPage("/account");
  const t = await getTranslations("account");
  const [memberships, signInCount] = await Promise.all([
    listMemberships(viewer.userId, viewer.organization.id),
    countLiveSignIns(viewer.userId),
  ]);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="grid max-w-3xl gap-6">
        <Card>
          <h2 className="mb-3 font-semibold text-lg">{t("person.title")}</h2>
          <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2 text-sm">
            <dt className="text-ink-soft">{t("person.name")}</dt>
            <dd>{viewer.name}</dd>
            <dt className="text-ink-soft">{t("person.email")}</dt>
            <dd>{viewer.email}</dd>
            <dt className="text-ink-soft">{t("person.organizations")}</dt>
            <dd>
              <ul>
                {memberships.map(({ orgId, orgName, role }) => (
                  <li key={orgId}>
                    {t("person.membership", { organization: orgName, role: t(`roles.${role}`) })}
                  </li>
                ))}
              </ul>
            </dd>
          </dl>
        </Card>
        <Card>
          <h2 className="mb-3 font-semibold text-lg">{t("password.title")}</h2>
          <ChangePasswordForm email={viewer.email} />
        </Card>
        <Card>
          <h2 className="font-semibold text-lg">{t("signIns.title")}</h2>
          <p className="mt-1 mb-3 text-ink-soft text-sm">{t("signIns.body", { count: signInCount })}</p>
          <SignOutEverywhere />
        </Card>
      </div>
    </>
  );
}
