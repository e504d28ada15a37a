import { randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StartError } from "@/db/embedded/start-error";

const Secrets = z.object({
  superuser: z.string(),
  owner: z.string(),
  app: z.string(),
  system: z.string(),
  nextauth: z.string(),
});
export type Secrets = z.infer<typeof Secrets>;

/** Written whole and to the disk before it gets its name: a database without its passwords would be lost. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  const file = await open(unfinished, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

/** The secrets of this home, generated at the first start. */
export async function readSecrets(home: string): Promise<Secrets> {
  const path = join(home, "secrets.json");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) {
    const secret = () => randomBytes(32).toString("hex");
    const secrets = {
      superuser: secret(),
      owner: secret(),
      app: secret(),
      system: secret(),
      nextauth: secret(),
    };
    await writePrivately(path, `${JSON.stringify(secrets, null, 2)}\n`);
    return secrets;
  }
  try {
    return Secrets.parse(JSON.parse(text));
  } catch (cause) {
    throw new StartError(
      `${path} is damaged. Put back a copy, or remove ${home} to begin anew without its data.`,
      {
        cause,
      },
    );
  }
}
