import { join } from "node:path";
import { test as base, expect } from "@playwright/test";

// The installation that the journeys run against: arranging data through db/testing reaches its database.
process.loadEnvFile(join(process.env.E2E_HOME ?? "", "environment"));

/** Every journey fails on what the browser complains of: script errors, refused styles and scripts, failed loads. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await use(complaints);
      expect(complaints, "the browser's complaints").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
