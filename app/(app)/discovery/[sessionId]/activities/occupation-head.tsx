import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { classes } from "@/components/ui/classes";
import { Notice } from "@/components/ui/notice";
import type { MappedRoleView, OccupationActivitiesView } from "@/lib/activities/schema";

/** Roles shown before the rest folds away, and siblings named before the rest is counted. */
const rolesShown = 8;
const siblingsShown = 5;

type HrefOf = (roleId: string | null) => string;

const tabClasses = (isCurrent: boolean) =>
  classes(
    "inline-flex items-center gap-2 rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
    isCurrent && "bg-accent-soft font-medium text-accent",
  );

async function RoleLink({
  role,
  href,
  isCurrent,
}: {
  role: MappedRoleView;
  href: string;
  isCurrent: boolean;
}) {
  const t = await getTranslations("activities.head");
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={isCurrent ? "page" : undefined}
      className={tabClasses(isCurrent)}
    >
      {t("role", { title: role.title, people: role.headcount })}
      {role.isAdjusted ? <Badge tone="accent">{t("roleAdjusted")}</Badge> : null}
    </Link>
  );
}

/** All roles mapped here, or one of them; the largest ones and those that depart stand open. */
async function RoleTabs({ view, hrefOf }: { view: OccupationActivitiesView; hrefOf: HrefOf }) {
  const t = await getTranslations("activities.head");
  const isOpen = (role: MappedRoleView, place: number) =>
    place < rolesShown || role.isAdjusted || role.id === view.role?.id;
  const folded = view.roles.filter((role, place) => !isOpen(role, place));
  const linkTo = (role: MappedRoleView) => (
    <RoleLink key={role.id} role={role} href={hrefOf(role.id)} isCurrent={role.id === view.role?.id} />
  );
  return (
    <nav aria-label={t("whose")} className="mt-3">
      <div className="flex flex-wrap gap-1">
        <Link
          href={hrefOf(null)}
          scroll={false}
          aria-current={view.role === null ? "page" : undefined}
          className={tabClasses(view.role === null)}
        >
          {t("allRoles", { count: view.roles.length })}
        </Link>
        {view.roles.filter(isOpen).map(linkTo)}
      </div>
      {folded.length > 0 ? (
        <details className="mt-1">
          <summary className="cursor-pointer px-3 py-1.5 text-accent text-sm">
            {t("moreRoles", { count: folded.length })}
          </summary>
          <div className="flex max-h-60 flex-wrap gap-1 overflow-y-auto">{folded.map(linkTo)}</div>
        </details>
      ) : null}
    </nav>
  );
}

/** Which occupation is open, for whom, and what stands in where O*NET is silent. */
export async function OccupationHead({ view, hrefOf }: { view: OccupationActivitiesView; hrefOf: HrefOf }) {
  const t = await getTranslations("activities.head");
  const siblings = view.siblings ?? [];
  const named = siblings
    .slice(0, siblingsShown)
    .map(({ title }) => title)
    .join("; ");
  const more = siblings.length - siblingsShown;
  return (
    <header className="mb-4">
      <h2 className="text-balance font-semibold text-xl tracking-tight">{view.title}</h2>
      <p className="flex flex-wrap gap-x-3 text-ink-soft text-sm">
        <span className="tabular-nums">{t("code", { code: view.code })}</span>
        <span>{t("people", { people: view.headcount, roles: view.roles.length })}</span>
      </p>
      <RoleTabs view={view} hrefOf={hrefOf} />
      {view.role ? <p className="mt-2 text-ink-soft text-sm">{t("roleNote")}</p> : null}
      {siblings.length > 0 ? (
        <div className="mt-3">
          <Notice tone="warn">
            {t("siblings", {
              count: siblings.length,
              titles: more > 0 ? t("siblingsMore", { titles: named, more }) : named,
            })}
          </Notice>
        </div>
      ) : null}
      {view.groups.length === 0 ? (
        <div className="mt-3">
          <Notice tone="warn">{t("undescribed")}</Notice>
        </div>
      ) : null}
    </header>
  );
}
