import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import type { ChoicesLeftBehind } from "@/lib/activities/schema";

/** Choices whose activity the release in use does not have, by name. */
export async function ChoicesLeftBehindNotice({ leftBehind }: { leftBehind: ChoicesLeftBehind }) {
  const t = await getTranslations("activities.leftBehind");
  const { release, count, items } = leftBehind;
  if (count === 0) return null;
  // Nearly always one release; where there are more, each line names its own.
  const [first] = new Set(items.map((item) => item.release));
  return (
    <div className="mb-4">
      <Notice tone="warn">
        <details>
          <summary className="cursor-pointer">
            {t("title", { count, own: first ?? release, release })}
          </summary>
          <ul className="mt-2 list-disc pl-5">
            {items.map(({ kind, activity, occupation, role, release: own }) => (
              <li key={[kind, own, occupation, role, activity].join(" ")}>
                {t(kind, { activity, owner: role ?? occupation, release: own })}
              </li>
            ))}
          </ul>
          {count > items.length ? <p className="mt-1">{t("more", { count: count - items.length })}</p> : null}
        </details>
      </Notice>
    </div>
  );
}
