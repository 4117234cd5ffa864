// Who may import whom: the table of docs/architecture.md, a rule a line.
const server =
  "^lib/(db|env|auth|session|action|read-route|event-hub|page-events|token-cipher|secret-file|clock|log)\\.ts$";
const serverFiles =
  "^lib/[^/]+/(data|mutations)\\.ts$|^lib/(graph|audience|jobs|sync/(?!schema|queries)|webhooks)/";
const rule = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });

module.exports = {
  forbidden: [
    rule("no-cycles", {}, { circular: true }, "A cycle is one room with two doors."),
    rule(
      "no-orphans",
      {
        orphan: true,
        pathNot: [
          "\\.d\\.ts$",
          "\\.(config|test|spec|fixture)\\.",
          "^app/",
          "^proxy\\.ts$",
          "^\\.dependency-cruiser\\.cjs$",
          "^scripts/[^/]+\\.(ts|mjs)$",
          "^scripts/launch/die-with-parent\\.mjs$",
          "^e2e/",
          "^bench/",
        ],
      },
      {},
    ),
    rule(
      "domain-is-pure",
      { path: "^lib/domain/", pathNot: "\\.(test|fixture)\\.ts$" },
      { pathNot: ["^lib/domain/", "node_modules/zod/"] },
      "Values only: no clock, no database, no React.",
    ),
    rule(
      "no-heavy-zod-in-the-browser",
      {
        path: "^components/|^lib/domain/|^lib/[^/]+/(schema|queries)\\.ts$",
        pathNot: "\\.(test|fixture)\\.tsx?$",
      },
      { path: ["node_modules/zod/(?!mini/)", "^lib/[^/]+/input\\.ts$"] },
      "32 kB for every page: what must be checked there is checked by zod/mini or by hand.",
    ),
    rule(
      "graph-is-alone",
      { path: "^lib/graph/", pathNot: "\\.(test|fixture)\\.ts$" },
      { pathNot: ["^lib/graph/", "node_modules/(zod|undici)/", "^crypto$", "^node:crypto$"] },
      "Token and address arrive as arguments; the network is undici, or a dispatcher that arrives too.",
    ),
    rule(
      "audience-counts-only",
      { path: "^lib/audience/", pathNot: "\\.(test|fixture)\\.ts$" },
      {
        path: "^(lib|app|components)/",
        pathNot: ["^lib/audience/", "^lib/domain/", "^lib/(db|page-id|log)\\.ts$"],
      },
    ),
    rule(
      "schemas-and-queries-reach-the-browser",
      { path: "^lib/[^/]+/(schema|queries)\\.ts$" },
      { path: [server, serverFiles, "^lib/generated/prisma/client"] },
    ),
    rule(
      "data-never-knows-the-request",
      { path: "^lib/[^/]+/(data|mutations)\\.ts$" },
      { path: ["node_modules/next", "^lib/(session|action|read-route|auth)\\.ts$"] },
    ),
    rule(
      "actions-go-through-the-wrapper",
      { path: "^lib/[^/]+/actions\\.ts$" },
      { path: ["^lib/db\\.ts$", "^lib/generated/", "^lib/graph/"] },
    ),
    rule(
      "handlers-only-say-whose-work-it-is",
      { path: "^lib/jobs/handlers/" },
      { path: ["^lib/db\\.ts$", "^lib/generated/", "^lib/graph/"] },
    ),
    rule(
      "ui-knows-nothing-of-ours",
      { path: "^components/ui/" },
      { path: "^(lib|app|components)/", pathNot: ["^components/ui/", "^lib/cn\\.ts$"] },
    ),
    rule(
      "components-stay-in-the-browser",
      { path: "^components/" },
      { path: [server, serverFiles, "^lib/generated/prisma/client", "^app/"] },
    ),
    rule(
      "nothing-imports-app",
      { pathNot: "^(app/|\\.next/|scripts/testing/)|\\.test\\.tsx?$" },
      { path: "^app/" },
    ),
    rule(
      "emulator-is-a-second-program",
      { path: "^emulator/" },
      { path: "^(app|components|lib|prisma|scripts)/" },
      "It shares no code, so it can catch our mistakes.",
    ),
    rule(
      "product-never-imports-the-emulator",
      { path: "^(app|components|lib)/", pathNot: "\\.(test|fixture)\\.tsx?$" },
      { path: "^emulator/" },
    ),
    rule(
      "no-test-code-in-the-product",
      { path: "^(app|components|lib)/", pathNot: "\\.(test|fixture)\\.tsx?$" },
      { path: "\\.(test|fixture)\\.tsx?$|^(e2e|scripts|bench)/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/generated/|^\\.next/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
