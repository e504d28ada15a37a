import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import type { RolesLeftBehind } from "@/lib/roles/schema";

/** Roles whose decided occupation the release in use does not have, by name. */
export async function RolesLeftBehindNotice({ leftBehind }: { leftBehind: RolesLeftBehind }) {
  const t = await getTranslations("roles.leftBehind");
  const { release, count, items } = leftBehind;
  if (count === 0) return null;
  return (
    <div className="mb-4">
      <Notice tone="warn">
        <details>
          <summary className="cursor-pointer">{t("title", { count, release })}</summary>
          <ul className="mt-2 list-disc pl-5">
            {items.map(({ title, headcount, code, occupation, release: own }) => (
              <li key={`${title} ${code}`}>
                {t("item", { title, people: headcount, occupation, code, release: own })}
              </li>
            ))}
          </ul>
          {count > items.length ? <p className="mt-1">{t("more", { count: count - items.length })}</p> : null}
        </details>
      </Notice>
    </div>
  );
}
