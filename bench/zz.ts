import { spawnSync } from "node:child_process";
import postgres from "postgres";
import { loadReferencePack } from "@/lib/onet/load-reference-pack";
import { withOwnDatabase } from "./own-database";

await withOwnDatabase(async (db) => {
  const owner = postgres(db.addresses.DATABASE_OWNER_URL, { max: 1, onnotice: () => undefined });
  let t = performance.now();
  console.log(await loadReferencePack(owner), performance.now() - t);
  const run = (...args: string[]) => {
    t = performance.now();
    const r = spawnSync("npx", ["tsx", "--tsconfig", "tsconfig.node.json", "scripts/onet.ts", ...args], {
      encoding: "utf8",
      env: { ...process.env, OPPORTUNE_HOME: db.folder },
    });
    console.log(
      `$ onet ${args.join(" ")} → ${r.status} in ${(performance.now() - t) | 0} ms\n${r.stdout}${r.stderr}`,
    );
  };
  for (const line of process.argv.slice(2)) run(...line.split(" "));
  await owner.end();
});
