import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { getRequestConfig } from "next-intl/server";
import { cache } from "react";

const folder = join(process.cwd(), "messages", "en");

/** One catalogue per area; its file name is its top-level key. */
const catalogues = cache(async () => {
  const areas = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const texts = await Promise.all(
    areas.map(async (name) => [
      name.slice(0, -".json".length),
      JSON.parse(await readFile(join(folder, name), "utf8")),
    ]),
  );
  return Object.fromEntries(texts);
});

export default getRequestConfig(async () => ({
  locale: "en",
  timeZone: "UTC",
  messages: await catalogues(),
}));
