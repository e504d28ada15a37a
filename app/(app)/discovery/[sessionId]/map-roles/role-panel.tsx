import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Notice } from "@/components/ui/notice";
import { SideDialog } from "@/components/ui/side-dialog";
import { Table, Td, Th } from "@/components/ui/table";
import type { Ctx } from "@/lib/auth/context";
import { AppError } from "@/lib/errors";
import type { AliasOfRole, RolePanelView } from "@/lib/roles/panel-schema";
import { getRolePanel } from "@/lib/roles/queries/role-panel";
import { PanelComments } from "./panel-comments";
import { PanelDecision } from "./panel-decision";
import { MergedSpellings, PanelMerge, RejoinButton, RelatedLinks } from "./panel-merge";
import { PanelSplit } from "./panel-split";

export interface OpenRole {
  readonly ctx: Ctx;
  readonly sessionId: string;
  readonly roleId: string;
  readonly mayEdit: boolean;
  /** Anybody who reads the session, unless it is archived. */
  readonly mayComment: boolean;
  readonly hrefOf: (roleId: string | null) => string;
}

/** Null for a role that is not there any more, or an address that names none. */
async function findPanel({ ctx, sessionId, roleId }: OpenRole): Promise<RolePanelView | null> {
  try {
    return await getRolePanel(ctx, { sessionId, roleId });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

const linkClasses = "text-accent underline underline-offset-2";

async function Departments({ panel }: { panel: RolePanelView }) {
  const t = await getTranslations("role-shapes.panel");
  const format = await getFormatter();
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t("departments")}</h3>
      <Table label={t("departments")}>
        <thead>
          <tr>
            <Th>{t("department")}</Th>
            <Th className="text-right">{t("peopleColumn")}</Th>
          </tr>
        </thead>
        <tbody>
          {panel.departments.map(({ name, headcount }) => (
            <tr key={name ?? ""}>
              <Td className="wrap-anywhere">{name ?? t("noDepartment")}</Td>
              <Td className="text-right tabular-nums">{format.number(headcount)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

async function Alias({ alias, release }: { alias: AliasOfRole; release: string }) {
  const t = await getTranslations("role-shapes.alias");
  const format = await getFormatter();
  return (
    <section>
      <h3 className="mb-1 font-semibold">{t("heading")}</h3>
      <p className="text-sm wrap-anywhere">
        {t("is", {
          title: alias.title,
          department: alias.department ?? "none",
          occupation: alias.occupation?.title ?? t("noOccupation"),
          name: alias.learntFromName,
          date: format.dateTime(alias.createdAt, { dateStyle: "medium" }),
        })}{" "}
        {alias.isMissing ? t("missing", { release }) : null}{" "}
        <Link className={linkClasses} href={`/reference/aliases?${new URLSearchParams({ q: alias.title })}`}>
          {t("link")}
        </Link>
      </p>
    </section>
  );
}

async function Shape({ open, panel }: { open: OpenRole; panel: RolePanelView }) {
  const t = await getTranslations("role-shapes");
  const { sessionId, mayEdit, hrefOf } = open;
  const { role, isPart, whole, parts, spellings, mergedInto } = panel;
  if (mergedInto) return null;
  return (
    <>
      <section>
        <h3 className="mb-1 font-semibold">{t("split.heading")}</h3>
        {parts.length > 0 ? (
          <>
            <h4 className="font-medium text-sm">{t("split.parts")}</h4>
            <RelatedLinks roles={parts} hrefs={parts.map(({ id }) => hrefOf(id))} />
          </>
        ) : null}
        {isPart && whole && mayEdit ? (
          <RejoinButton sessionId={sessionId} role={{ id: role.id, title: role.title }} whole={whole} />
        ) : null}
        {!isPart && mayEdit ? <PanelSplit sessionId={sessionId} panel={panel} /> : null}
      </section>
      {mayEdit || spellings.length > 0 ? (
        <section>
          <h3 className="mb-1 font-semibold">{t("merge.heading")}</h3>
          {spellings.length > 0 ? (
            <MergedSpellings sessionId={sessionId} spellings={spellings} mayEdit={mayEdit} />
          ) : null}
          {mayEdit ? <PanelMerge sessionId={sessionId} panel={panel} /> : null}
        </section>
      ) : null}
    </>
  );
}

async function Panel({ open }: { open: OpenRole }) {
  const t = await getTranslations("role-shapes.panel");
  const panel = await findPanel(open);
  if (!panel) return <Notice tone="warn">{t("gone")}</Notice>;
  const { role, mergedInto, alias, release } = panel;
  const mayDecide = open.mayEdit && mergedInto === null;
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h2 className="font-semibold text-xl wrap-anywhere">{role.title}</h2>
        <p className="text-ink-soft text-sm">
          {role.headcount > 0 ? t("people", { people: role.headcount }) : t("noPeople")}
        </p>
        {mergedInto ? (
          <Notice tone="warn">
            {t("mergedInto", { title: mergedInto.title })}{" "}
            <Link className={linkClasses} href={open.hrefOf(mergedInto.id)} scroll={false} prefetch={false}>
              {t("open", { title: mergedInto.title })}
            </Link>
          </Notice>
        ) : null}
      </div>
      <PanelDecision sessionId={open.sessionId} panel={panel} mayEdit={mayDecide} />
      {alias ? <Alias alias={alias} release={release} /> : null}
      <PanelComments
        sessionId={open.sessionId}
        roleId={role.id}
        comments={panel.comments}
        mayComment={open.mayComment}
      />
      {panel.departments.length > 0 ? <Departments panel={panel} /> : null}
      <Shape open={open} panel={panel} />
    </div>
  );
}

/** All about one role, at an address of its own. */
export async function RolePanel({ open }: { open: OpenRole }) {
  const t = await getTranslations("role-shapes.panel");
  return (
    <SideDialog title={t("title")} closeLabel={t("close")} closeHref={open.hrefOf(null)}>
      <Suspense key={open.roleId} fallback={<PageSkeleton />}>
        <Panel open={open} />
      </Suspense>
    </SideDialog>
  );
}
