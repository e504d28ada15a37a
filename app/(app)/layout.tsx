import { cookies } from "next/headers";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { JobContact } from "@/components/shell/job-contact";
import { JobIndicator } from "@/components/shell/job-indicator";
import { JobNotices } from "@/components/shell/job-notices";
import { JobsProvider } from "@/components/shell/jobs-provider";
import { MainNav } from "@/components/shell/main-nav";
import { OrganizationSwitch } from "@/components/shell/organization-switch";
import { isTheme } from "@/components/shell/theme";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { Badge } from "@/components/ui/badge";
import { SubmitButton } from "@/components/ui/submit-button";
import { may } from "@/lib/auth/context";
import { requireViewer } from "@/lib/auth/current";
import { listMemberships } from "@/lib/auth/memberships";
import { pageScope } from "@/lib/auth/page-scope";
import { readFrame } from "@/lib/orgs/queries/frame";
import { signOutAction, switchOrganizationAction } from "./actions";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const t = await getTranslations("shell");
  const theme = (await cookies()).get("theme")?.value;
  const { userId } = viewer;
  const { id: orgId } = viewer.organization;
  const asOf = new Date().toISOString();
  const [organizations, { ownJobs, release }] = await Promise.all([
    listMemberships(userId, orgId),
    readFrame(viewer.ctx),
  ]);
  const scope = pageScope(viewer);
  const { ctx } = viewer;
  const items = [
    { href: "/discovery", label: t("nav.discovery"), shown: may(ctx, "session:read") },
    { href: "/rankings", label: t("nav.rankings"), shown: may(ctx, "ranking:read") },
    { href: "/reference", label: t("nav.reference"), shown: may(ctx, "reference:read") },
    { href: "/profiles", label: t("nav.profiles"), shown: may(ctx, "profile:read") },
    { href: "/scoring", label: t("nav.scoring"), shown: may(ctx, "scoring:read") },
    { href: "/admin/jobs", label: t("nav.jobs"), shown: may(ctx, "job:read") },
    { href: "/account", label: t("nav.account"), shown: true },
  ];
  const adminItems = [
    { href: "/admin/exposure", label: t("nav.exposure"), shown: may(ctx, "reference:choose") },
    { href: "/admin/members", label: t("nav.members"), shown: may(ctx, "member:manage") },
    { href: "/admin/models", label: t("nav.models"), shown: may(ctx, "model:settings") },
    { href: "/admin/api-keys", label: t("nav.apiKeys"), shown: may(ctx, "api-key:manage") },
    {
      href: "/admin/onet",
      label: t("nav.onet"),
      shown: may(ctx, "reference:choose") || may(ctx, "installation:manage"),
    },
  ];
  return (
    <JobsProvider scope={scope} jobs={ownJobs}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        {t("skipToContent")}
      </a>
      <header className="border-line border-b bg-surface print:hidden">
        <div className="mx-auto flex max-w-screen-2xl flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2">
          <Link href="/discovery" className="font-semibold text-accent tracking-tight">
            {t("product")}
          </Link>
          <MainNav
            label={t("nav.label")}
            items={items.filter((item) => item.shown)}
            menu={{ label: t("nav.admin"), items: adminItems.filter((item) => item.shown) }}
          />
          <div className="ml-auto flex flex-wrap items-center gap-3">
            {viewer.organization.isDemo ? <Badge tone="warn">{t("demoMark")}</Badge> : null}
            <JobIndicator userId={userId} />
            <OrganizationSwitch
              label={t("organization")}
              organizations={organizations.map(({ orgId, orgName }) => ({ id: orgId, name: orgName }))}
              currentId={orgId}
              onSwitch={switchOrganizationAction}
            />
            <span className="text-ink-soft text-sm">{viewer.name}</span>
            <form action={signOutAction}>
              <SubmitButton variant="quiet" size="small">
                {t("signOut")}
              </SubmitButton>
            </form>
          </div>
        </div>
      </header>
      <JobContact />
      <JobNotices userId={userId} orgId={orgId} asOf={asOf} />
      <main id="content" className="isolate mx-auto w-full max-w-screen-2xl px-4 py-6">
        {children}
      </main>
      <footer className="mx-auto flex max-w-screen-2xl flex-wrap items-start justify-between gap-4 border-line border-t px-4 py-6 text-ink-soft text-xs">
        <p className="max-w-3xl">{t("attribution", { release })}</p>
        <ThemeSwitch initial={isTheme(theme) ? theme : "system"} />
      </footer>
    </JobsProvider>
  );
}
