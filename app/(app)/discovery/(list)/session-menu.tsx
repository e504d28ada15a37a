"use client";

import { Menu } from "@base-ui/react/menu";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { buttonClasses } from "@/components/ui/button";
import type { ActionResult } from "@/lib/http/outcome";
import type { SessionSummary, SessionView } from "@/lib/sessions/schema";
import {
  archiveSessionAction,
  deleteSessionAction,
  restoreSessionAction,
  unarchiveSessionAction,
} from "./actions";
import { RenameDialog } from "./rename-dialog";

type SessionAction = (input: unknown) => Promise<ActionResult<{ id: string }>>;

const itemClasses = "cursor-pointer rounded-md px-3 py-2 text-sm data-highlighted:bg-sunken";

/** What can be done with a session from the list; everything destructive offers its undo. */
export function SessionMenu({ session, view }: { session: SessionSummary; view: SessionView }) {
  const t = useTranslations("sessions.menu");
  const [isPending, startTransition] = useTransition();
  const [isRenaming, setRenaming] = useState(false);

  const run = (change: SessionAction, done: string, undo?: SessionAction) =>
    startTransition(async () => {
      const result = await change({ sessionId: session.id });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      toast.success(done, undo && { action: { label: t("undo"), onClick: () => run(undo, t("undone")) } });
    });

  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          className={buttonClasses("quiet", "small")}
          aria-label={t("open", { name: session.name })}
          disabled={isPending}
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={4} align="end">
            <Menu.Popup className="min-w-44 rounded-lg border border-line bg-surface p-1 shadow-lg">
              {view === "active" ? (
                <>
                  <Menu.Item className={itemClasses} onClick={() => setRenaming(true)}>
                    {t("rename")}
                  </Menu.Item>
                  <Menu.Item
                    className={itemClasses}
                    onClick={() => run(archiveSessionAction, t("archived"), unarchiveSessionAction)}
                  >
                    {t("archive")}
                  </Menu.Item>
                </>
              ) : null}
              {view === "archived" ? (
                <Menu.Item
                  className={itemClasses}
                  onClick={() => run(unarchiveSessionAction, t("unarchived"), archiveSessionAction)}
                >
                  {t("unarchive")}
                </Menu.Item>
              ) : null}
              {view === "deleted" ? (
                <Menu.Item className={itemClasses} onClick={() => run(restoreSessionAction, t("restored"))}>
                  {t("restore")}
                </Menu.Item>
              ) : (
                <Menu.Item
                  className={itemClasses}
                  onClick={() => run(deleteSessionAction, t("deleted"), restoreSessionAction)}
                >
                  {t("delete")}
                </Menu.Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <RenameDialog session={session} isOpen={isRenaming} onClose={() => setRenaming(false)} />
    </>
  );
}
