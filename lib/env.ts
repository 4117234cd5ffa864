import { resolve } from "node:path";
import * as z from "zod";

const environmentSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Where the product is reached by its users; sign-in and webhooks need it. */
  PUBLIC_URL: z.url().default("http://127.0.0.1:3000"),
  /** Holds secrets made at first start. */
  DATA_DIR: z.string().default(".data"),
  GRAPH_API_URL: z.url().default("https://graph.facebook.com"),
  /** "off" reads as fast as the Graph answers: for an emulator whose limits are switched off, never for Meta's. */
  GRAPH_LIMITS: z.enum(["meta", "off"]).default("meta"),
  /** Where Facebook's login dialog is. */
  FACEBOOK_LOGIN_URL: z.url().default("https://www.facebook.com"),
  FACEBOOK_APP_ID: z.string().optional(),
  FACEBOOK_APP_SECRET: z.string().optional(),
  /** `id:base64 of 32 bytes`; several are separated by commas, the first one seals. Made in DATA_DIR when missing. */
  TOKEN_KEY: z.string().optional(),
  /** Given by `npm run demo` alone: proves that the Graph is the demo's own emulator. */
  DEMO_NONCE: z.string().optional(),
  /** Demo and tests: the clock that the whole product follows. */
  CLOCK_URL: z.url().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

type Environment = z.infer<typeof environmentSchema>;

let parsed: Environment | undefined;

/** The settings of this process, checked at first use. Empty values count as not given. */
export function env(): Environment {
  if (!parsed) {
    const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
    const result = environmentSchema.safeParse(given);
    if (!result.success) throw new Error(`Wrong settings:\n${z.prettifyError(result.error)}`);
    parsed = {
      ...result.data,
      DATA_DIR: resolve(/* turbopackIgnore: true */ process.cwd(), result.data.DATA_DIR),
    };
  }
  return parsed;
}
