import postgres, { type Sql } from "postgres";

const variables = {
  app: "DATABASE_URL",
  system: "DATABASE_SYSTEM_URL",
  owner: "DATABASE_OWNER_URL",
  superuser: "TEST_SUPERUSER_URL",
} as const;

/** A single bare connection to the test file's database, for what no product code does. End it after use. */
export function connect(role: keyof typeof variables): Sql {
  const url = process.env[variables[role]];
  if (!url) throw new Error("Only a *.db.test.ts file has a database.");
  return postgres(url, { max: 1, onnotice: () => undefined });
}
