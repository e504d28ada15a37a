// One direction: app → components → lib → db, inngest → lib → db, scripts → lib. docs/ARCHITECTURE.md says why.

const tests = "\\.test\\.tsx?$|(^|/)testing/|^e2e/|^vitest\\.config|^playwright\\.config";

/** The files of lib that may hold SQL; all others are pure or talk to the outside. */
const dataFiles = [
  "^lib/[^/]+/(queries|mutations)\\.ts$",
  "^lib/[^/]+/(queries|mutations)/",
  "^lib/(auth|history|jobs|health)/",
  "^lib/onet/load-reference-pack\\.ts$",
  "^lib/onet/release/(add-release|check-release|copy-table|release-report|successors)\\.ts$",
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or hide a third.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-orphans",
      comment: "A file nobody imports is dead, unless a tool picks it up by its name.",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          tests,
          "^app/.*/?(page|route|layout|loading|error|not-found|template|default|icon)\\.tsx?$",
          "^(proxy|instrumentation|next\\.config|drizzle\\.config)\\.ts$",
          "^scripts/",
          "-worker\\.ts$",
          "-types\\.ts$",
          "^bench/",
          "\\.d\\.ts$",
        ],
      },
      to: {},
    },
    {
      name: "db-is-the-floor",
      severity: "error",
      from: { path: "^db/", pathNot: tests },
      to: { path: "^(app|components|lib|inngest|scripts|e2e)/" },
    },
    {
      name: "lib-knows-no-caller",
      severity: "error",
      from: { path: "^lib/", pathNot: tests },
      to: { path: "^(app|components|inngest|scripts|e2e)/" },
    },
    {
      name: "db-only-from-queries-and-mutations",
      comment:
        "SQL lives in queries and mutations; what computes stays pure. Types and the closed sets may be read.",
      severity: "error",
      from: { path: "^lib/", pathNot: [tests, ...dataFiles] },
      to: { path: "^db/(?!enums\\.ts$)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "schema-never-imports-client",
      severity: "error",
      from: { path: "^db/(schema/|enums)" },
      to: { path: "^db/client" },
    },
    {
      name: "schema-files-are-pure",
      comment: "They go to the browser: no table, no query, by any chain of imports.",
      severity: "error",
      from: { path: "^lib/[^/]+/schema\\.ts$" },
      to: { path: "^db/(client|schema/)|^lib/[^/]+/(queries|mutations)(\\.ts$|/)", reachable: true },
    },
    {
      name: "app-never-touches-db",
      severity: "error",
      from: { path: "^app/", pathNot: tests },
      to: { path: "^db/(?!enums\\.ts$)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "app-knows-no-script",
      severity: "error",
      from: { path: "^(app|components|inngest|i18n)/", pathNot: tests },
      to: { path: "^(scripts|e2e|bench)/" },
    },
    {
      name: "inngest-only-calls-lib",
      severity: "error",
      from: { path: "^inngest/", pathNot: tests },
      to: { path: "^(app|components|db)/" },
    },
    {
      name: "one-door-to-inngest",
      severity: "error",
      from: { path: "^app/(?!api/inngest/)" },
      to: { path: "^inngest/" },
    },
    {
      name: "no-unsigned-handler-in-the-web",
      comment:
        "The local runner's handler believes everybody; it lives in the worker. The web has the signed one (lib/jobs/inngest).",
      severity: "error",
      from: { path: "^(app|components|proxy|instrumentation)", pathNot: tests },
      to: { path: "^lib/jobs/local-runner/sdk-handler", reachable: true },
    },
    {
      name: "components-know-no-caller",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^(app|inngest)/" },
    },
    {
      name: "components-never-reach-db",
      comment: "By no chain of imports: that is why actions live in app and row types in schema files.",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^db/client", reachable: true },
    },
    {
      name: "ui-is-domain-free",
      comment: "What lies in components/ui could ship in another product.",
      severity: "error",
      from: { path: "^components/ui/", pathNot: tests },
      to: { path: "^(lib/(?!format)|components/(?!ui/))" },
    },
    {
      name: "production-never-imports-tests",
      severity: "error",
      from: { pathNot: [tests, "^(scripts|bench)/"] },
      to: { path: tests },
    },
    {
      name: "production-never-needs-a-dev-dependency",
      severity: "error",
      from: { path: "^(app|components|lib|db|inngest|i18n)/", pathNot: tests },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next/|^\\.opportune/" },
    // The package of the same name must not be taken for our folder inngest/.
    tsConfig: { fileName: "tsconfig.boundaries.json" },
    // Else imports of types alone vanish, and with them half the arrows.
    tsPreCompilationDeps: "specify",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
