import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import type { CoveredSource, SourceList, SourceVersion } from "@/lib/exposure/schema";
import { DefaultButton } from "./default-button";

function isSame(a: SourceVersion, b: SourceVersion | null): boolean {
  return a.source === b?.source && a.version === b.version;
}

function Coverage({ coverage }: Pick<CoveredSource, "coverage">) {
  const t = useTranslations("exposure.sources");
  if (coverage.length === 0) return t("coversNothing");
  return coverage.map(({ level, scored, total }) => (
    <span key={level} className="block">
      {t(`covered.${level}`, { scored, total })}
    </span>
  ));
}

function Row({ source, list }: { source: CoveredSource; list: SourceList }) {
  const t = useTranslations("exposure.sources");
  const { present, choice, productDefault, followingSessionCount } = list;
  const isPresent = isSame(source, present);
  const isShipped = isSame(source, productDefault);
  return (
    <tr>
      <Td className="min-w-64">
        <span className="font-medium">{source.name}</span>{" "}
        {isPresent ? <Badge tone="good">{t("isDefault")}</Badge> : null}{" "}
        {isShipped ? <Badge>{t("isProductDefault")}</Badge> : null}
        <span className="block text-ink-soft text-xs">
          {source.source}, {t("version", { version: source.version })}
        </span>
        <span className="block text-ink-soft text-xs">{source.citation}</span>
      </Td>
      <Td className="min-w-32">{t(`kinds.${source.kind}`)}</Td>
      <Td className="whitespace-nowrap">
        <Coverage coverage={source.coverage} />
      </Td>
      <Td className="text-right tabular-nums">{t("floorValue", { value: source.floor })}</Td>
      <Td className="min-w-32">{source.licence}</Td>
      <Td className="whitespace-nowrap text-right">
        {isPresent ? null : (
          <DefaultButton
            name={source.name}
            choice={isShipped ? null : { source: source.source, version: source.version }}
            seen={choice}
            followingSessionCount={followingSessionCount}
          />
        )}
      </Td>
    </tr>
  );
}

/** Every exposure source with what it is and what it covers, and which one the organization takes. */
export function SourceTable({ list }: { list: SourceList }) {
  const t = useTranslations("exposure.sources");
  return (
    <section>
      <h2 className="font-semibold text-lg">{t("title")}</h2>
      <p className="mt-1 mb-3 max-w-prose text-ink-soft text-sm">{t("body")}</p>
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("source")}</Th>
            <Th>{t("kind")}</Th>
            <Th>{t("coverage", { release: list.release })}</Th>
            <Th className="text-right">{t("floor")}</Th>
            <Th>{t("licence")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {list.sources.map((source) => (
            <Row key={`${source.source} ${source.version}`} source={source} list={list} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}
