import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { probeKinds } from "@/lib/scoring/probe-schema";

const probeParams = {
  /** Set: the cost of this probe is shown. */
  probe: parseAsStringLiteral(probeKinds),
  sample: parseAsInteger.withDefault(20),
  runs: parseAsInteger.withDefault(5),
  /** Whether names are shown to the model; the reason is asked for when it starts. */
  names: parseAsBoolean.withDefault(false),
  after: parseAsString,
};
export type ProbeQuery = inferParserType<typeof probeParams>;

export const loadProbeQuery = createLoader(probeParams);

const serialize = createSerializer(probeParams);

export function probesHref(templateId: string, change: Partial<ProbeQuery> = {}): string {
  return serialize(`/scoring/templates/${templateId}/probes`, change);
}
