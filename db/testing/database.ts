import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { closePools } from "../client";
import { superuserUrl } from "../embedded/cluster";
import { addressesOf } from "../embedded/provision";
import { ensureDatabase } from "../roles";

// Runs before each test file's own modules: the file gets a database of its own, a clone of the template, and the
// environment names it.
const { port, template, passwords } = inject("testCluster");
const database = `test_${randomBytes(6).toString("hex")}`;
const admin = postgres(superuserUrl(port, passwords.superuser), { max: 1, onnotice: () => undefined });

await admin.unsafe(
  `create database ${database} template ${template} strategy file_copy owner opportune_owner`,
);
await ensureDatabase(admin, database);
Object.assign(process.env, addressesOf(port, database, passwords), {
  TEST_SUPERUSER_URL: superuserUrl(port, passwords.superuser, database),
});

afterAll(async () => {
  await closePools();
  await admin.unsafe(`drop database ${database} with (force)`);
  await admin.end({ timeout: 5 });
});
